/** What 身份管理 says. */
import { roles } from '../../../shared/contract.ts'
import type { GrantReply } from '../../../shared/identity/grants.ts'

/** 助老服务队队长; what covers the whole community needs no place in its name. */
export const sayRole = ({ role, scopeName, communityName }: GrantReply) =>
  scopeName === communityName ? roles.text[role] : `${scopeName}${roles.text[role]}`

export const words = {
  lists: [
    ['ending', '快到期'],
    ['role', '按身份看'],
    ['give', '给身份'],
  ],
  scope: '哪一个',
  until: (day: string) => `到${day}`,
  from: (building: string) => `住${building}`,
  none: '他还没有身份。',
} as const
