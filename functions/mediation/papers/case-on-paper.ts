/** A case as its papers have it: read when one is made, so that each says what stands then. */
import { partiesIn, type Party, type PartyKey } from '../../../shared/mediation/life.ts'
import { settingsOf } from '../../community/community.ts'
import { contactOf } from '../../people/people.ts'
import type { Ctx } from '../../platform/context.ts'
import { getMatter } from '../../platform/matter-item.ts'
import {
  detailsOf,
  recordOf,
  type Case,
  type Details,
  type PartyDetails,
  type Record,
} from '../case-store.ts'
import { kindOnPaper, resultOnPaper } from '../case-paper-words.ts'

export interface PartyOnPaper extends PartyDetails {
  readonly key: PartyKey
  /** 申请人 or 被申请人. */
  readonly role: string
  readonly track: Party
}

export interface OnPaper {
  readonly item: Case
  readonly details: Details
  readonly record: Record
  /** Whose seal it is. */
  readonly committee: string
  /** 宝翠花都社区人调字〔2026〕12号; empty until it is accepted, for somebody to write in. */
  readonly number: string
  readonly kind: string
  readonly parties: readonly PartyOnPaper[]
  readonly mediator: string | undefined
  /** Where a room is: name and place. */
  readonly placeOf: (room: string) => string
  readonly madeAt: string
}

/** A door; where it was written down whole, the building is said once. */
export const addressOf = ({ building = '', room = '' }: PartyDetails) =>
  room.startsWith(building) ? room : `${building}${room}`
export const namesOf = (parties: readonly PartyOnPaper[]) => parties.map(({ name }) => name).join('、')
/** As a committee cites it. */
export const numberOnPaper = (community: string, number: string | undefined) =>
  number ? `${community}人调字${number}号` : ''

/** What came of it, or how it stands. */
export const resultOf = ({ state, oral, effectiveAt, sessions }: Case) => {
  if (effectiveAt) return `达成协议（${oral ? '口头' : '书面'}）`
  return state === 'archived'
    ? sessions.some(({ held }) => held)
      ? '未达成协议'
      : '没有进行调解'
    : resultOnPaper[state]
}

/** 楼上李家 is who they are on a form to apply; on paper stands the name they have given us since, where they have. */
export const partiesOnPaper = (ctx: Ctx, item: Case, details: Details): Promise<PartyOnPaper[]> =>
  Promise.all(
    partiesIn(item).map(async key => {
      const track = item[key]!
      const said = details.parties[key] ?? { name: '' }
      const known = track.user && track.side === 'other' ? await contactOf(ctx, track.user) : undefined
      const role = track.side === 'applicant' ? '申请人' : '被申请人'
      return { ...said, name: known?.name ?? said.name, key, track, role }
    }),
  )

/** By their full name, as they sign. */
export const mediatorOnPaper = async (ctx: Ctx, { mediator, mediatorName }: Case) =>
  (mediator && (await contactOf(ctx, mediator))?.name) || mediatorName

export const onPaper = async (ctx: Ctx, item: Case, madeAt: string): Promise<OnPaper> => {
  const [details, { record }, { name, mediation }] = await Promise.all([
    detailsOf(ctx, item),
    recordOf(ctx, item),
    settingsOf(ctx, item.community),
  ])
  const [parties, mediator] = await Promise.all([
    partiesOnPaper(ctx, item, details),
    mediatorOnPaper(ctx, item),
  ])
  return {
    ...{ item, details, record, madeAt },
    committee: `${name}人民调解委员会`,
    number: numberOnPaper(name, item.number),
    kind: kindOnPaper[item.what],
    ...{ parties, mediator },
    placeOf: id => {
      const room = mediation.rooms.find(each => each.id === id)
      return room ? `${room.name}（${room.place}）` : ''
    },
  }
}

export const caseOnPaper = async (ctx: Ctx, id: string, madeAt: string): Promise<OnPaper> => {
  const item = await getMatter<Case>(ctx.table, 'case', id)
  if (!item) throw new Error('there is no such case')
  return onPaper(ctx, item, madeAt)
}
