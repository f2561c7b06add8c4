/** What the pages of 调解 say to the room: its staff and the mediators. */
import type { dossierItems } from '../../../../shared/community.ts'
import type { elsewheres, outOfScopeReasons } from '../../../../shared/mediation/reply.ts'
import type { Code } from '../../../../shared/choice.ts'

/** Where each usually goes; staff may choose otherwise. */
export const usualElsewhere: Readonly<
  Partial<Record<Code<typeof outOfScopeReasons>, Code<typeof elsewheres>>>
> = { inCourt: 'court', criminal: 'police', byOthers: 'department' }

export const dossierText: Readonly<Record<(typeof dossierItems)[number], string>> = {
  register: '登记表',
  rights: '告知书',
  identity: '身份证明',
  record: '笔录',
  agreement: '协议书',
  inquiry: '调查材料',
  performance: '履行凭证',
  followUp: '回访',
  confirmation: '司法确认',
}

export const sayLoad = (count: number) => (count === 0 ? '手上没有案子' : `手上${count}件`)

export const words = {
  missing: '还缺',
  idSeen: '身份证件看过了',
  idSeenNote: '只记看过，不记号码。',
  takeKept: '约到空出来的时间',
} as const
