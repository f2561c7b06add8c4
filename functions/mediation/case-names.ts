/** What those who take part are called where names are signed: on papers, and in what is kept of them. */
import { partiesIn, type Party, type PartyKey } from '../../shared/mediation/life.ts'
import { contactOf } from '../people/people.ts'
import type { Ctx } from '../platform/context.ts'
import type { Case, Details, PartyDetails } from './case-store.ts'

type Ways = Pick<Ctx, 'table' | 'secrets'>

export interface PartyOnPaper extends PartyDetails {
  readonly key: PartyKey
  /** 申请人 or 被申请人. */
  readonly role: string
  readonly track: Party
}

/** As a committee cites it. */
export const numberOnPaper = (community: string, number: string | undefined) =>
  number ? `${community}人调字${number}号` : ''

/** 楼上李家 is who they are on a form to apply; on paper stands the name they have given us since, where they have. */
export const partiesOnPaper = (ctx: Ways, item: Case, details: Details): Promise<PartyOnPaper[]> =>
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
export const mediatorOnPaper = async (
  ctx: Ways,
  { mediator, mediatorName }: Pick<Case, 'mediator' | 'mediatorName'>,
) => (mediator && (await contactOf(ctx, mediator))?.name) || mediatorName
