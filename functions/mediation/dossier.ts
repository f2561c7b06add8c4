/** 卷宗 meter: what a file holds, and what is missing for it to be complete. */
import type { Settings } from '../../shared/community/community.ts'
import type { Code } from '../../shared/choice.ts'
import { dossierItems, dossierTicks } from '../../shared/mediation/dossier.ts'
import { onOf, plusDays } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import type { Ctx } from '../platform/context.ts'
import { hasEnded, type Case } from './case-store.ts'

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
    confirmation: confirmation !== undefined && confirmation !== 'notWanted',
  }
}

/** ✓ needs a paper: a photo of it, or the word of somebody that the original is in the paper file. A tap is no paper. */
export const dossierOf = async (ctx: Ctx, item: Case): Promise<InDossier[]> => {
  const { mediation } = await settingsOf(ctx, item.community)
  const { followUps, evidence, effectiveOn, scan } = item
  const onFile = (each: Item) => item.onFile?.some(({ what }) => what === each) ?? false
  const has: Readonly<Record<Item, boolean>> = {
    // The committee’s own sheets, printed from what stands here. What is not ours is registered as well.
    register: item.state !== 'applied',
    followUp: followUps.length > 0,
    rights: onFile('rights'),
    identity: onFile('identity'),
    record: onFile('record'),
    agreement: effectiveOn !== undefined && (!!scan?.length || onFile('agreement')),
    inquiry: !!evidence?.length || onFile('inquiry'),
    performance: onFile('performance'),
    confirmation: onFile('confirmation'),
  }
  const applies = appliesTo(item, ctx.now, mediation)
  return dossierItems.codes.map(each => ({
    item: each,
    has: has[each],
    needed: applies[each] && (mediation.dossier.includes(each) || !dossierTicks.has(each)),
  }))
}
