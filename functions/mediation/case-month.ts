/** What belongs to a month of the room: apart from the table, so that ordering one loads nothing that writes it. */
import type { Settings } from '../../shared/community/community.ts'
import type { Fields } from '../../shared/lifecycle.ts'
import { caseStates } from '../../shared/mediation/life.ts'
import type { Ctx } from '../platform/context.ts'
import { timelineOf } from '../platform/timeline.ts'
import { today } from './case-paper-words.ts'
import { caseMatters } from './case-kind.ts'
import type { Case } from './case-store.ts'
import { quarrelMatters } from './quarrels-kind.ts'
import type { Quarrel } from './quarrels-store.ts'

export type Month = {
  readonly community: string
  /** YYYY-MM */
  readonly month: string
  readonly which: 'table' | 'subsidy'
}

export const columnsOf = ({ mediation }: Settings, which: Month['which']) =>
  which === 'table' ? mediation.monthColumns : mediation.subsidyColumns

const isIn = (month: string, at: string | undefined) => at !== undefined && today(at).startsWith(month)
const failed: readonly string[] = ['refused', 'notAgreed', 'withdrawn', 'outOfScope']
const over: readonly string[] = caseStates.groups.ended

/** When it was settled, or it was clear that it would not be. */
const endedAt = async (ctx: Ctx, item: Case): Promise<string | undefined> => {
  if (item.effectiveOn) return item.effectiveOn
  if (!over.includes(item.state)) return undefined
  const timeline = await timelineOf(ctx.table, item)
  return timeline.find(({ to }) => failed.includes(to))?.at
}

export interface InMonth {
  readonly item: Case
  readonly ended: string | undefined
}

/** 〔2026〕9 before 〔2026〕12. */
const byNumber = new Intl.Collator('zh', { numeric: true })

/** Accepted or ended in the month; for the subsidy, talked over and ended in it. By number. */
export const casesIn = async (ctx: Ctx, { community, month, which }: Month): Promise<InMonth[]> => {
  const all: Case[] = []
  all.push(...(await caseMatters.lists.open.all(ctx, { community })))
  let after: Fields | undefined
  do {
    const { items, last } = await caseMatters.lists.ended.page(ctx, { community, newestFirst: true, after })
    all.push(...items)
    // Newest change first: what has not changed since then was neither accepted nor ended later.
    after = items.some(({ changedAt }) => today(changedAt) < month) ? undefined : last
  } while (after)
  const accepted = [...new Map(all.map(item => [item.id, item])).values()].filter(item => item.acceptedAt)
  const dated = await Promise.all(accepted.map(async item => ({ item, ended: await endedAt(ctx, item) })))
  return dated
    .filter(({ item, ended }) =>
      which === 'table'
        ? isIn(month, item.acceptedAt) || isIn(month, ended)
        : isIn(month, ended) && item.mediator && item.sessions.some(({ held }) => held),
    )
    .sort((a, b) => byNumber.compare(a.item.number!, b.item.number!))
}

/** Everyday quarrels that ended well in the month. */
export const quarrelsOf = async (ctx: Ctx, { community, month }: Month): Promise<Quarrel[]> => {
  const found: Quarrel[] = []
  for (let after: Fields | undefined; ;) {
    const asked = { community, of: 'ended', newestFirst: true, after } as const
    const { items, last } = await quarrelMatters.lists.all.page(ctx, asked)
    found.push(
      ...items.filter(
        ({ state, settledOn }) =>
          (state === 'talkedOver' || state === 'oral') && settledOn?.startsWith(month),
      ),
    )
    if (!last || items.some(({ changedAt }) => today(changedAt) < month)) return found.reverse()
    after = last
  }
}
