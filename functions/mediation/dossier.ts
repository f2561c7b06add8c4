/** 卷宗 meter: what a file holds, and what is missing for it to be complete. */
import type { Settings } from '../../shared/community/community.ts'
import type { Code } from '../../shared/choice.ts'
import { dossierItems, dossierTicks } from '../../shared/mediation/dossier.ts'
import { partiesIn } from '../../shared/mediation/life.ts'
import { onOf, plusDays } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import type { Ctx } from '../platform/context.ts'
import { hasEnded, type Case } from './case-store.ts'
import { recordStatesOf } from './record-store.ts'

type Item = Code<typeof dossierItems>

export interface InDossier {
  readonly item: Item
  readonly has: boolean
  /** Without it the file is not complete, as things stand. */
  readonly needed: boolean
}

/** Whether it applies: nobody signs an agreement where there was none. */
const appliesTo = (
  item: Case,
  now: string,
  { followUpDays }: Settings['mediation'],
): Readonly<Record<Item, boolean>> => {
  const { effectiveOn, sessions, performedByOn, confirmation } = item
  const over = hasEnded(item)
  const met = sessions.some(({ held }) => held)
  return {
    register: true,
    rights: !over || met,
    identity: !over || met,
    record: !over || met,
    agreement: !over || effectiveOn !== undefined,
    inquiry: true,
    performance: effectiveOn !== undefined && (performedByOn ?? '9') < onOf(now),
    followUp: effectiveOn !== undefined && plusDays(effectiveOn, followUpDays) <= onOf(now),
    confirmation: confirmation === 'wanted' || confirmation === 'applied',
  }
}
export const dossierOf = async (ctx: Ctx, item: Case): Promise<InDossier[]> => {
  const [records, { mediation }] = await Promise.all([
    recordStatesOf(ctx, item),
    settingsOf(ctx, item.community),
  ])
  const parties = partiesIn(item).map(key => item[key]!)
  const { followUps, evidence, confirmation, effectiveOn, oral, scan } = item
  const has: Readonly<Record<Item, boolean>> = {
    // Screened: what is not ours is registered as well, with where they were sent.
    register: item.state !== 'applied',
    rights: parties.every(({ rightsAt }) => rightsAt !== undefined),
    identity: parties.every(({ idSeen }) => idSeen),
    record: item.sessions.some(({ held }, i) => held && records.has(i + 1)),
    agreement: effectiveOn !== undefined && (oral === true || !!scan?.length),
    inquiry: !!evidence?.length,
    performance: followUps.some(({ performed }) => performed === 'all' || performed === 'partly'),
    followUp: followUps.length > 0,
    confirmation: confirmation === 'confirmed',
  }
  const applies = appliesTo(item, ctx.now, mediation)
  return dossierItems.codes.map(each => ({
    item: each,
    has: has[each],
    needed: applies[each] && (mediation.dossier.includes(each) || !dossierTicks.has(each)),
  }))
}
