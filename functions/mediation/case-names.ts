/** What those who take part are called where names are signed: on papers, and in what is kept of them. */
import { partiesIn, type Party, type PartyKey } from '../../shared/mediation/life.ts'
import type { Signatory } from '../../shared/mediation/reply.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { isFullName } from '../../shared/text.ts'
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
      return { ...said, name: said.full ? said.name : (known?.name ?? said.name), key, track, role }
    }),
  )

/** By their full name, as they sign. */
export const mediatorOnPaper = async (
  ctx: Ways,
  { mediator, mediatorName }: Pick<Case, 'mediator' | 'mediatorName'>,
) => (mediator && (await contactOf(ctx, mediator))?.name) || mediatorName

/**
 * Who signs, before an agreement is written: each by their full name, and known to the room by a paper or by somebody
 * of the community. Refuses with who is missing; what `people` adds is to be kept with the agreement.
 */
export const signatories = async (
  ctx: Ways,
  item: Case,
  details: Details,
  people: readonly Signatory[],
): Promise<{ readonly tracks: Partial<Case>; readonly parties: Details['parties'] }> => {
  if (people.some(({ party }) => !item[party]))
    throw new Refusal('mediation.partyUnknown', {}, { people: '请从名单里选' })
  const said = new Map(people.map(each => [each.party, each]))
  const known = await partiesOnPaper(ctx, item, details)
  const missing = known.filter(({ key, name, track }) => {
    const added = said.get(key)
    return !isFullName(added?.name ?? name) || !(added ?? track.idSeen ?? track.vouched)
  })
  if (missing.length)
    throw new Refusal(
      'mediation.peopleNeeded',
      { who: missing.map(({ name, role }) => name || role).join('、') },
      Object.fromEntries(missing.map(({ key }) => [`people.${key}`, '请写全名，再点怎么认得的'])),
    )
  return {
    tracks: Object.fromEntries(
      people.map(({ party, how }) => [
        party,
        { ...item[party]!, idSeen: how === 'paper', vouched: how === 'vouched' || undefined },
      ]),
    ),
    parties: {
      ...details.parties,
      ...Object.fromEntries(
        people.map(({ party, name }) => [party, { ...details.parties[party], name, full: true as const }]),
      ),
    },
  }
}
