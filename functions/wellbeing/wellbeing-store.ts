/** How a sign of life is stored: what lists and the clock need is readable, names, numbers and notes are sealed. */
import type { Code } from '../../shared/choice.ts'
import { absent } from '../../shared/lifecycle.ts'
import type {
  consentWays,
  Days,
  endReasons,
  FineHow,
  findings,
  Ring,
  WellbeingFields,
  WellbeingState,
} from '../../shared/wellbeing/life.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { everyIdOf } from '../people/people.ts'
import type { Ctx } from '../platform/context.ts'
import type { Stored } from '../platform/matter-item.ts'
import type { Sealed } from '../platform/sealed.ts'
import { join, type Key, type Step } from '../platform/table.ts'

export interface Wellbeing extends Stored, WellbeingFields, Omit<Days, 'state'> {
  readonly kind: 'wellbeing'
  readonly state: WellbeingState
  readonly building: string
  readonly grid?: string | undefined
  readonly fineAt?: string | undefined
  readonly fineHow?: FineHow | undefined
  /** Since when it is in its state; what is said each day does not move its line in 我的事. */
  readonly sinceAt: string
  /** The partner is a name and a number, which staff ring. */
  readonly partnerRung?: true | undefined
  readonly partnerSaid?: Sealed<PartnerSaid> | undefined
  readonly consent?: Sealed<Consent> | undefined
  readonly found?: { readonly what: Code<typeof findings>; readonly at: string } | undefined
  readonly foundNote?: Sealed<string> | undefined
  readonly endReason?: Code<typeof endReasons> | undefined
}

export interface PartnerSaid {
  readonly name: string
  readonly phone: string
}

/** Nobody is told first. */
export const noPartner = {
  partner: undefined,
  partnerAsked: undefined,
  partnerRung: undefined,
  partnerSaid: undefined,
} as const

export interface Consent {
  readonly way: Code<typeof consentWays>
  readonly on: string
  readonly heardBy: string
}

/** Those to be told, in order; where there is nobody, the next are told at once. */
export const ringsOf = ({ partner, partnerRung, helper, second }: Wellbeing): readonly Ring[] => [
  ...(partner || partnerRung ? (['partner'] as const) : []),
  ...(helper || second ? (['helpers'] as const) : []),
  'staff',
]

// ---- one for each person ----

type Ways = Pick<Ctx, 'table'>

/** The one that is going, under the id by which its person was known when it began. */
const oneKey = (community: string, person: string): Key => ({
  pk: join('C', community, 'WELLBEING', 'OF', person),
  sk: 'ONE',
})

/** The person's is this one, as long as they have no other. */
export const oneStep = async (ctx: Ways, { community, person, id }: Wellbeing): Promise<Step> => {
  const known = await Promise.all(
    (await everyIdOf(ctx, person)).map(each => ctx.table.get(oneKey(community, each))),
  )
  if (known.some(each => each && each.id !== id)) throw new Refusal('wellbeing.alreadyThere')
  return { put: { ...oneKey(community, person), id }, when: absent('pk') }
}

export const goneStep = ({ community, person }: Wellbeing): Step => ({ remove: oneKey(community, person) })
