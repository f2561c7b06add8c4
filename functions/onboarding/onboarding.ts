/** 建档: a sheet is given, checked, looked at, carried out. The work is done by the papers function (onboarding-papers.ts). */
import { randomUUID } from 'node:crypto'
import { mostShown, onboarding, type Outcome, type Standing } from '../../shared/onboarding/onboarding.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import { deskOf, settingsOf } from '../community/community.ts'
import { filesOf } from '../files/files.ts'
import { buildingOf } from '../identity/moving.ts'
import { order, paperOf } from '../papers/papers.ts'
import { callNamesOf } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { module } from '../platform/module.ts'
import type { Handlers } from '../platform/serve.ts'
import { changeImport, importOf, pastOf, type ImportRecord } from './onboarding-store.ts'

/** Of which community, and the sheet that was meant when it was ordered. */
type Work = Readonly<Record<'community' | 'file' | 'sha256' | 'from', string>>
const table = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const templatePaper = paperOf<{ readonly community: string }>('onboarding.template', table)
export const checkPaper = paperOf<Work>('onboarding.check', table)
export const applyPaper = paperOf<Work>('onboarding.apply', table)
export const codesPaper = paperOf<{
  readonly community: string
  /** Left out: every building. */
  readonly building?: string | undefined
  readonly units: number
  /** One for each door of the building. */
  readonly rooms: boolean
  readonly stations: boolean
}>('onboarding.codes', 'application/pdf')

/** Longer than the papers function may run: its worker is dead. */
const stillMinutes = 4
const standsStill = ({ stage, at }: ImportRecord, now: string) =>
  (stage === 'applying' || stage === 'checking') && plusMinutes(at, stillMinutes) < now

const shown = (outcome: Outcome): Outcome => ({
  ...outcome,
  problems: outcome.problems.slice(0, mostShown),
  remarks: outcome.remarks.slice(0, mostShown),
  missing: outcome.missing.slice(0, mostShown),
})

const standingOf = async (ctx: SignedIn, community: string): Promise<Standing> => {
  const [kept, past] = await Promise.all([importOf(ctx, community), pastOf(ctx, community)])
  const names = await callNamesOf(ctx, [...past.map(({ by }) => by), ...(kept ? [kept.record.by] : [])])
  const nameOf = (user: string) => names.get(user) ?? '区里'
  const base = {
    past: past.map(({ at, by, counts }) => ({
      ...{ at, by: nameOf(by) },
      fresh: counts.reduce((sum, count) => sum + count.fresh, 0),
      changed: counts.reduce((sum, count) => sum + count.changed, 0),
    })),
  }
  if (!kept) return { ...base, stage: 'none', percent: 0, stuck: false, ready: false }
  const { stage, percent, sha256, at, by, ready, paper } = kept.record
  const outcome = await kept.outcome()
  return {
    ...base,
    ...{ stage, percent, sha256, at, ready },
    by: nameOf(by),
    stuck: standsStill(kept.record, ctx.now),
    outcome: outcome && shown(outcome),
    paper: by === ctx.who.id ? paper : undefined,
  }
}

const ordered = (
  ctx: SignedIn,
  community: string,
  { file, sha256, from, tries }: ImportRecord,
  what: 'check' | 'apply',
) =>
  order(ctx, {
    ...(what === 'check' ? checkPaper : applyPaper),
    input: { community, file, sha256, from },
    name: what === 'check' ? '建档检查结果' : '建档结果',
    key: `${file}.${what}.${tries}`,
    as: { role: 'communityStaff', community },
  })

const running = async (ctx: SignedIn, { by, percent }: ImportRecord) => {
  const name = (await callNamesOf(ctx, [by])).get(by) ?? '同事'
  return new Refusal('onboarding.running', { who: name, percent: String(percent) })
}

const handlers: Handlers<typeof onboarding> = {
  async template({ community: wanted, key = randomUUID() }, ctx) {
    const community = deskOf(ctx, wanted)
    const as = { role: 'communityStaff', community } as const
    return order(ctx, { ...templatePaper, input: { community }, name: '社区建档空表', key, as })
  },

  async check({ community: wanted, file }, ctx) {
    const community = deskOf(ctx, wanted)
    const [given] = await filesOf(ctx, [file], undefined, { sheets: true })
    const { sha256 } = given!
    const record = await changeImport(
      ctx,
      community,
      was => {
        if (was?.stage === 'applying' && !standsStill(was, ctx.now)) return undefined
        const tries = was?.file === file ? was.tries + (standsStill(was, ctx.now) ? 1 : 0) : 1
        if (was?.file === file && was.stage !== 'done' && tries === was.tries) return undefined
        const fresh = { by: ctx.who.id, from: ctx.who.id, file, sha256, tries }
        return { ...fresh, stage: 'checking', percent: 0, at: ctx.now, ready: false }
      },
      'none',
    )
    if (record!.file !== file) throw await running(ctx, record!)
    if (record!.stage === 'checking') await started(ctx, community, record!, 'check')
    return standingOf(ctx, community)
  },

  standing: async ({ community }, ctx) => standingOf(ctx, deskOf(ctx, community)),

  async apply({ community: wanted, sha256 }, ctx) {
    const community = deskOf(ctx, wanted)
    const before = await importOf(ctx, community)
    if (!before) throw new Refusal('onboarding.nothingChecked')
    const problems = String((await before.outcome())?.problemCount ?? 0)
    const whoElse = (await callNamesOf(ctx, [before.record.by])).get(before.record.by) ?? '同事'
    const record = await changeImport(ctx, community, was => {
      if (!was || was.sha256 !== sha256) throw new Refusal('onboarding.otherSheet', { who: whoElse })
      if (was.stage === 'done') return undefined
      const stuck = standsStill(was, ctx.now)
      if (was.stage === 'applying' && !stuck) return undefined
      if (was.stage === 'checking') throw new Refusal('onboarding.notYet')
      if (!was.ready) throw new Refusal('onboarding.hasWrong', { problems })
      const begun = { by: ctx.who.id, paper: undefined, tries: was.tries + 1, percent: 0, at: ctx.now }
      return { ...was, ...begun, stage: 'applying' }
    })
    if (record!.stage === 'applying') await started(ctx, community, record!, 'apply')
    return standingOf(ctx, community)
  },

  async codes(
    { community: wanted, key = randomUUID(), building, units = 0, rooms = false, stations = false },
    ctx,
  ) {
    const community = deskOf(ctx, wanted)
    if (building) await buildingOf(ctx, community, building)
    if (rooms && !building) throw new Refusal('request.invalid', {}, { building: '请先选一栋楼' })
    if (stations && !(await settingsOf(ctx, community)).suggestions.stations.length)
      throw new Refusal('request.invalid', {}, { stations: '还没有驿站，请先在“社区设置”里加一个' })
    return order(ctx, {
      ...{ ...codesPaper, input: { community, building, units, rooms, stations } },
      ...{ name: '楼门码', key, as: { role: 'communityStaff', community } },
    })
  },
}

/** Orders the work, by the one who began it; asked again, it is the same order. */
const started = async (ctx: SignedIn, community: string, record: ImportRecord, what: 'check' | 'apply') => {
  if (record.by !== ctx.who.id || record.paper) return
  const { id } = await ordered(ctx, community, record, what)
  await changeImport(ctx, community, was =>
    was && was.file === record.file && was.tries === record.tries ? { ...was, paper: id } : undefined,
  )
}

export const onboardingModule = module(onboarding, { handlers })
