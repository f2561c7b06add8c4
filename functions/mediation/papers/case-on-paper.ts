/** A case as its papers have it: read when one is made, so that each says what stands then. */
import type { Court } from '../../../shared/mediation/court.ts'
import { settingsOf } from '../../community/community.ts'
import type { Ctx } from '../../platform/context.ts'
import { getMatter } from '../../platform/matter-item.ts'
import { mediatorOnPaper, numberOnPaper, partiesOnPaper, type PartyOnPaper } from '../case-names.ts'
import { detailsOf, type Case, type Details, type PartyDetails } from '../case-store.ts'
import { kindOnPaper, resultOnPaper } from '../case-paper-words.ts'

export interface OnPaper {
  readonly item: Case
  readonly details: Details
  /** Whose seal it is. */
  readonly committee: string
  /** 宝翠花都社区人调字〔2026〕12号; empty until it is accepted, for somebody to write in. */
  readonly number: string
  readonly kind: string
  readonly parties: readonly PartyOnPaper[]
  readonly mediator: string | undefined
  readonly madeAt: string
  /** Where it can be confirmed, and within how many days. */
  readonly courts: readonly Court[]
  readonly confirmDays: number
}

/** A door; where it was written down whole, the building is said once. */
export const addressOf = ({ building = '', room = '' }: PartyDetails) =>
  room.startsWith(building) ? room : `${building}${room}`
export const namesOf = (parties: readonly PartyOnPaper[]) => parties.map(({ name }) => name).join('、')
/** What came of it, or how it stands. */
export const resultOf = ({ state, oral, effectiveOn, sessions }: Case) => {
  if (effectiveOn) return `达成协议（${oral ? '口头' : '书面'}）`
  return state === 'archived'
    ? sessions.some(({ held }) => held)
      ? '未达成协议'
      : '没有进行调解'
    : resultOnPaper[state]
}

export const onPaper = async (ctx: Ctx, item: Case, madeAt: string): Promise<OnPaper> => {
  const [details, { name, mediation }] = await Promise.all([
    detailsOf(ctx, item),
    settingsOf(ctx, item.community),
  ])
  const [parties, mediator] = await Promise.all([
    partiesOnPaper(ctx, item, details),
    mediatorOnPaper(ctx, item),
  ])
  return {
    ...{ item, details, madeAt },
    committee: `${name}人民调解委员会`,
    number: numberOnPaper(name, item.number),
    kind: kindOnPaper[item.what],
    ...{ parties, mediator, courts: mediation.courts, confirmDays: mediation.confirmDays },
  }
}

export const caseOnPaper = async (ctx: Ctx, id: string, madeAt: string): Promise<OnPaper> => {
  const item = await getMatter<Case>(ctx.table, 'case', id)
  if (!item) throw new Error('there is no such case')
  return onPaper(ctx, item, madeAt)
}
