/** What 身份管理 says. */
import { roles } from '../../../shared/contract.ts'
import type { GrantReply } from '../../../shared/identity/grants.ts'
import { shanghai } from '../../../shared/time.ts'

export const sayDay = (at: string) => shanghai(at).format('YYYY年M月D日')

/** 助老服务队队长; what covers the whole community needs no place in its name. */
export const sayRole = ({ role, scopeName, communityName }: GrantReply) =>
  scopeName === communityName ? roles.text[role] : `${scopeName}${roles.text[role]}`

export const words = {
  title: '身份管理',
  lists: [
    ['ending', '快到期'],
    ['role', '按身份看'],
    ['give', '给身份'],
  ],
  ending: '一个月内到期的。还在做就续一年，不做了就收回。',
  noneEnding: '一个月内没有到期的，不用管。',
  role: '哪种身份',
  scope: '哪一个',
  allScopes: '全部',
  noneInRole: '这里还没有人。要添人，点“给身份”。',
  until: (day: string) => `到${day}`,
  others: (roles: string) => `还是：${roles}`,
  from: (building: string) => `住${building}`,
  none: '他还没有身份。',
  code: '对方的身份码',
  scan: '扫身份码',
  codeHow: '请对方打开“我的”里的“我的身份码”，给您看或发给您。',
  giveRole: '给什么身份',
  howLong: '到什么时候',
  terms: [
    ['92', '三个月'],
    ['183', '半年'],
    ['365', '一年'],
  ],
  give: '给他',
  given: (role: string, day: string) => `给好了：${role}，到${day}`,
  someoneElse: '换一个人',
} as const
