/** What belongs to a month of the room: apart from the table, so that ordering one loads nothing that writes it. */
import type { Settings } from '../../shared/community/community.ts'
import { caseStates } from '../../shared/mediation/life.ts'
import type { Ctx } from '../platform/context.ts'
import { idsIn } from '../platform/rows.ts'
import { timelineOf } from '../platform/timeline.ts'
import { today } from './case-paper-words.ts'
import { caseMatters } from './case-kind.ts'
import type { Case } from './case-store.ts'
import { caseMonths, failedAt, quarrelMonths } from './months.ts'
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
const over: readonly string[] = caseStates.groups.ended

/** When it was settled, or it was clear that it would not be. */
const endedAt = async (ctx: Ctx, item: Case): Promise<string | undefined> => {
  if (item.effectiveOn) return item.effectiveOn
  if (!over.includes(item.state)) return undefined
  return failedAt(await timelineOf(ctx.table, item))
}

export interface InMonth {
  readonly item: Case
  readonly ended: string | undefined
}

/** 〔2026〕9 before 〔2026〕12. */
const byNumber = new Intl.Collator('zh', { numeric: true })

/** Accepted or ended in the month; for the subsidy, talked over and ended in it. By number. */
export const casesIn = async (ctx: Ctx, { community, month, which }: Month): Promise<InMonth[]> => {
  const ids = await idsIn(ctx.table, caseMonths, { community, of: month })
  const accepted = (await caseMatters.byIds(ctx, ids)).filter(item => item.acceptedAt)
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
  const ids = await idsIn(ctx.table, quarrelMonths, { community, of: month })
  return (await quarrelMatters.byIds(ctx, ids))
    .filter(
      ({ state, settledOn }) => (state === 'talkedOver' || state === 'oral') && settledOn?.startsWith(month),
    )
    .sort((a, b) => (a.changedAt < b.changedAt ? -1 : 1))
}
