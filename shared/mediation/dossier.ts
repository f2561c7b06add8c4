/** 卷宗: what a file holds, as its pages call it; on paper each has the name of its form. */
import { choice } from '../choice.ts'

/** A community says which of these it needs. */
export const dossierTicks = choice({
  register: '登记表',
  rights: '权利告知书',
  identity: '身份证明',
  record: '调解笔录',
  agreement: '协议书',
  inquiry: '调查材料',
})
/** With those that are needed by themselves when their time comes. */
export const dossierItems = choice({
  ...dossierTicks.text,
  performance: '履行凭证',
  followUp: '回访',
  confirmation: '司法确认',
})
