/** The work of 建档, done in the papers function: a sheet takes longer to check and to carry out than a request may. */
import { doorIn } from '../../shared/door.ts'
import type { Role } from '../../shared/contract.ts'
import type { Outcome } from '../../shared/onboarding/onboarding.ts'
import { scopesIn, settingsOf } from '../community/community.ts'
import { bytesIn, forget, givenBy } from '../files/files.ts'
import { holdersOf } from '../identity/grants.ts'
import { homesIn } from '../identity/register.ts'
import { notify } from '../messages/messages.ts'
import { makes, type Makers } from '../papers/make.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { sheetsIn, UnreadableSheet } from '../platform/sheet-in.ts'
import { carry, type Carrying } from './carry.ts'
import { codeSheets, doorCode, stationCode } from './codes.ts'
import { applyPaper, checkPaper, codesPaper, templatePaper } from './onboarding.ts'
import { changeImport, importOf, keepPast } from './onboarding-store.ts'
import { read } from './read.ts'
import { report, template } from './report.ts'

const nothing: Outcome = {
  ...{ problems: [], problemCount: 0, remarks: [], remarkCount: 0 },
  ...{ counts: [], missing: [], missingCount: 0 },
}

const unreadables = {
  broken: '这个文件打不开，或是网页、老格式改了名字的。请用 Excel 或 WPS 打开，另存为 .xlsx，再交一次。',
  tooLarge: '这张表太大，超过两万行。请只留要登记的几张表、几列，再交一次。',
  noTable: '没有找到认识的表头。请用空表填，或把表头改成空表里的字，再交一次。',
}

/** Reads the sheet and carries it out, or says what that would do; who may give the first staff is `staffToo`. */
export const carrySheet = async (
  ctx: SignedIn,
  bytes: Buffer,
  carrying: Carrying & { readonly staffToo: boolean },
): Promise<Outcome> => {
  try {
    const said = read(sheetsIn(bytes), carrying)
    return said ? await carry(ctx, said, carrying) : { ...nothing, unreadable: unreadables.noTable }
  } catch (error) {
    if (error instanceof UnreadableSheet) return { ...nothing, unreadable: unreadables[error.why] }
    throw error
  }
}

/** As the one who ordered it. */
const asStaff = (ctx: Ctx, id: string, community: string): SignedIn => ({
  ...ctx,
  who: { id, actsFor: [], grants: [{ role: 'communityStaff' satisfies Role, community, scope: community }] },
})

const bytesOf = async (ctx: Ctx, { file, from, sha256 }: { file: string; from: string; sha256: string }) => {
  const given = await givenBy(ctx, from, file)
  return given?.sha256 === sha256 ? bytesIn(ctx, given) : undefined
}

/** Both papers: one looks, the other writes. Done again, they find the record as they left it. */
const work = (paper: typeof checkPaper, write: boolean) =>
  makes(paper, async (ctx, { id, by, input }, told) => {
    const { community, file } = input
    const stage = write ? 'applying' : 'checking'
    const kept = await importOf(ctx, community)
    const staff = await holdersOf(ctx, community, 'communityStaff', community)
    // Who is not of the staff any longer carries nothing out; it stands still until a colleague has it go on.
    const isStaff = staff.some(each => each.id === by)
    const isMeant = isStaff && kept?.record.file === file && kept.record.stage === stage
    const bytes = isMeant ? await bytesOf(ctx, input) : undefined
    // Another sheet was given meanwhile, or this one is done.
    if (!kept || !isMeant) return report((await kept?.outcome()) ?? nothing)
    const progress = async (percent: number) => {
      if (percent >= (await importOf(ctx, community))!.record.percent + 10)
        await changeImport(ctx, community, was =>
          was?.file === file ? { ...was, percent, at: ctx.now } : undefined,
        )
      await told(percent)
    }
    const outcome = bytes
      ? await carrySheet(asStaff(ctx, by, community), bytes, { community, write, staffToo: false, progress })
      : { ...nothing, unreadable: '这张表放了两天，已经删掉了。请重新交一次。' }
    const ready = !outcome.unreadable && outcome.problemCount === 0
    const done = write && ready
    await changeImport(
      ctx,
      community,
      was =>
        was?.file === file && was.stage === stage
          ? { ...was, stage: done ? 'done' : 'checked', percent: 100, at: ctx.now, ready: ready && !write }
          : undefined,
      outcome,
    )
    if (done) {
      await keepPast(ctx, community, id, { at: kept.record.at, by, counts: outcome.counts })
      await tellStaff(ctx, community, by, id)
    }
    // It holds names and numbers, and is not needed any longer.
    if (done || !ready) await forget(ctx, [file])
    return report(outcome)
  })

/** Nobody brings people and roles in unseen. */
const tellStaff = async (ctx: Ctx, community: string, by: string, paper: string) => {
  const staff = await holdersOf(ctx, community, 'communityStaff', community)
  const about = { name: 'imported', template: 'matterNews' as const, url: '/onboarding/sheet', who: by }
  const words = { title: '社区的表登记好了', text: '{who}把一张表登进了社区。有不对的，请看看“建档”。' }
  await notify(
    ctx,
    paper,
    staff.filter(({ id }) => id !== by).map(({ id: to }) => ({ ...about, ...words, to })),
  )
}

const codes = makes(codesPaper, async (ctx, { input, orderedAt }, progress) => {
  const { community, building, units, rooms, stations } = input
  const [{ name, suggestions }, buildings] = await Promise.all([
    settingsOf(ctx, community),
    scopesIn(ctx, community, 'building'),
  ])
  const wanted = buildings.filter(({ id }) => !building || id === building)
  const about = { name: stations ? '驿站码' : '楼门码', madeAt: orderedAt, progress }
  if (stations)
    return codeSheets(
      ctx,
      suggestions.stations.map(station => stationCode(name, community, station)),
      { ...about, small: false },
    )
  if (rooms) {
    const homes = await homesIn(ctx, community, wanted[0]!.id)
    const doors = homes.filter(({ door }) => door).map(({ door }) => ({ door, ...doorIn(door) }))
    const all = doors.map(({ door, unit, room }) =>
      doorCode(name, door, { building: wanted[0]!.id, unit, room }),
    )
    return codeSheets(ctx, all, { ...about, small: true })
  }
  const all = wanted.flatMap(({ id, name: called }) =>
    units === 0
      ? [doorCode(name, called, { building: id })]
      : Array.from({ length: units }, (_, i) =>
          doorCode(name, `${called}${i + 1}单元`, { building: id, unit: String(i + 1) }),
        ),
  )
  return codeSheets(ctx, all, { ...about, small: false })
})

export const onboardingMakers: Makers = {
  ...makes(templatePaper, template),
  ...work(checkPaper, false),
  ...work(applyPaper, true),
  ...codes,
}
