/** The tables of a month: what the 司法所 asks for, and what mediators earn by case (以案定补). Columns are settings. */
import type { Settings } from '../../../shared/community/community.ts'
import type { CaseColumn } from '../../../shared/mediation/settings.ts'
import { shanghai } from '../../../shared/time.ts'
import { settingsOf } from '../../community/community.ts'
import { contactOf, profilesOf } from '../../people/people.ts'
import { makes } from '../../papers/make.ts'
import type { Ctx } from '../../platform/context.ts'
import { xlsx, type XlsxColumn, type XlsxValue } from '../../platform/xlsx.ts'
import { opened } from '../../platform/sealed.ts'
import { casesIn, columnsOf, quarrelsOf, type InMonth, type Month } from '../case-month.ts'
import { monthPaper } from '../case-papers-orders.ts'
import { mediatorOnPaper, numberOnPaper, partiesOnPaper } from '../case-names.ts'
import { namesOf, resultOf } from './case-on-paper.ts'
import {
  confirmationOnPaper,
  kindOnPaper,
  originOnPaper,
  performedOnPaper,
  today,
} from '../case-paper-words.ts'
import { detailsOf, type Case } from '../case-store.ts'
import { handlerOf, type Quarrel } from '../quarrels-store.ts'

type Row = { readonly [F in CaseColumn]?: XlsxValue }

const daysBetween = (from: string, to: string) =>
  shanghai(to).startOf('day').diff(shanghai(from).startOf('day'), 'day')

const formOf = ({ effectiveOn, oral }: Case) => (effectiveOn ? (oral ? 'oral' : 'written') : 'none')
const formNames = { oral: '口头协议', written: '书面协议', none: '' }

const caseRow = async (ctx: Ctx, { item, ended }: InMonth, settings: Settings): Promise<Row> => {
  const parties = await partiesOnPaper(ctx, item, await detailsOf(ctx, item))
  const { acceptedAt, followUps, confirmation, effectiveOn } = item
  const form = formOf(item)
  const performed = followUps.at(-1)?.performed
  return {
    number: numberOnPaper(settings.name, item.number),
    acceptedOn: today(acceptedAt!),
    kind: kindOnPaper[item.what],
    parties: namesOf(parties),
    mediator: await mediatorOnPaper(ctx, item),
    sessions: item.sessions.filter(({ held }) => held).length,
    result: resultOf(item),
    form: formNames[form],
    effectiveOn: effectiveOn && today(effectiveOn),
    // Where none is set, somebody writes it in.
    amount: settings.mediation.subsidyFen[form] / 100 || undefined,
    days: ended ? daysBetween(acceptedAt!, ended) : undefined,
    origin: originOnPaper[item.origin],
    performed: performed ? performedOnPaper[performed] : undefined,
    note: confirmation && confirmation !== 'notWanted' ? confirmationOnPaper[confirmation] : undefined,
  }
}

const wayOnPaper = { walkIn: '来人', phone: '来电', doorstep: '上门', app: '线上' } as const

const quarrelRow = async (ctx: Ctx, quarrel: Quarrel, name: string): Promise<Row> => {
  const { sides } = await opened(ctx, quarrel, 'said')
  const { settledOn, createdAt } = quarrel
  const oral = quarrel.state === 'oral'
  return {
    acceptedOn: today(createdAt),
    kind: kindOnPaper[quarrel.what],
    parties: sides.join('、'),
    mediator: name,
    result: oral ? '达成协议（口头）' : '当场说和',
    form: oral ? formNames.oral : undefined,
    effectiveOn: oral ? settledOn : undefined,
    days: daysBetween(createdAt, settledOn!),
    origin: wayOnPaper[quarrel.way],
    note: '说和，未立案',
  }
}

const quarrelRows = async (ctx: Ctx, month: Month): Promise<Row[]> => {
  const quarrels = await quarrelsOf(ctx, month)
  const writers = [...new Set(quarrels.map(handlerOf))]
  const [profiles, contacts] = await Promise.all([
    profilesOf(ctx, writers),
    Promise.all(writers.map(user => contactOf(ctx, user))),
  ])
  const names = new Map(writers.map((user, i) => [user, contacts[i]?.name ?? profiles.get(user)?.callName]))
  return Promise.all(quarrels.map(each => quarrelRow(ctx, each, names.get(handlerOf(each)) ?? '')))
}

const kinds: { readonly [F in CaseColumn]?: XlsxColumn['kind'] } = {
  ...{ acceptedOn: 'date', effectiveOn: 'date' },
  ...{ sessions: 'number', days: 'number', amount: 'number' },
}
const widths: { readonly [F in CaseColumn]?: number } = {
  number: 32,
  parties: 28,
  result: 22,
  origin: 22,
  note: 28,
}

export const monthTable = makes(monthPaper, async (ctx, { input: month }, progress) => {
  const settings = await settingsOf(ctx, month.community)
  const cases = await casesIn(ctx, month)
  const rows: Row[] = []
  for (const [i, each] of cases.entries()) {
    rows.push(await caseRow(ctx, each, settings))
    await progress((i * 90) / cases.length)
  }
  if (month.which === 'table') rows.push(...(await quarrelRows(ctx, month)))
  const columns = columnsOf(settings, month.which)
  return xlsx({
    sheet: `${month.which === 'table' ? '调解案件' : '以案定补'} ${month.month}`,
    columns: columns.map(({ title, of }) => ({ title, width: widths[of] ?? 14, kind: kinds[of] ?? 'text' })),
    rows: rows.map(row => columns.map(({ of }) => row[of])),
  })
})
