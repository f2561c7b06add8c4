/**
 * 志愿服务记录单: what somebody has served over a period, as it stood when it was issued, with a number and a code by
 * which anybody can verify it. It becomes a 证明 when the 居委会 has announced and sealed it (民发〔2015〕149号, 民政部令
 * 第67号). The number and the code together have 130 bits and both follow from secrets: the code is stored nowhere.
 */
import { randomUUID } from 'node:crypto'
import type { Parsed } from '../../shared/contract.ts'
import { idsOf, scopesOf } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { sayMinutes, shanghai } from '../../shared/time.ts'
import type { volunteers } from '../../shared/volunteers/volunteers.ts'
import type { hourOperations, RecordReply } from '../../shared/volunteers/hours.ts'
import { deskOf, settingsOf } from '../community/community.ts'
import { contactOf, everyIdOf, personOf } from '../people/people.ts'
import { grantCheck } from '../identity/grants.ts'
import { lookItem } from '../people/looks.ts'
import { order, paperOf } from '../papers/papers.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { page } from '../platform/lists.ts'
import type { Handlers } from '../platform/serve.ts'
import { correctionsOf, countedOf, stintsBy, stintsIn, sumOf, type Stint } from './hours-store.ts'
import { countsAs } from './hours-sums.ts'
import {
  askedIn,
  changeRecord,
  getRecord,
  handlingOf,
  putRecord,
  recordsOf,
  refusalOf,
  sealContent,
  sealHandling,
  sealRefusal,
  type Line,
  type RecordSheet,
} from './records-store.ts'
import { shiftMatters } from './shift-kind.ts'
import { communityOf, teamIn } from './teams.ts'
import { goneName } from '../people/called.ts'

// ---- number and code ----

const tail = 10
const codeLetters = 16
const plain = (typed: string) => typed.toLowerCase().replace(/[^a-z0-9]/g, '')
/** Letters that are printed and read as digits: there is no 0, 1 or 8 in what we print. */
const unmistaken = (letters: string) => letters.replace(/0/g, 'o').replace(/1/g, 'i').replace(/8/g, 'b')

const numberFor = async ({ secrets, now, who }: SignedIn, key: string) => {
  const letters = (await secrets.derive('record', who.id, key)).slice(0, tail)
  return `${shanghai(now).format('YYYYMMDD')}${letters}`
}
/** What is printed beside the number; `number`: as it is kept. */
export const codeOf = async ({ secrets }: Pick<Ctx, 'secrets'>, number: string) =>
  (await secrets.derive('recordCode', number)).slice(0, codeLetters)
/** As people read it: in capitals, in groups of four. */
export const inGroups = (text: string) => text.toUpperCase().replace(/(.{4})(?=.)/g, '$1-')
export const sayNumber = (number: string) => `${number.slice(0, 8)}-${number.slice(8).toUpperCase()}`

const sheetAt = async ({ table }: Pick<Ctx, 'table'>, typed: string) => {
  const number = plain(typed).replace(
    /^(\d{8})(.*)$/,
    (_, day: string, rest: string) => day + unmistaken(rest),
  )
  const sheet = /^\d{8}[a-z2-7]{10}$/.test(number) ? await getRecord(table, number) : undefined
  if (!sheet) throw new Refusal('volunteers.recordUnknown', {}, { number: '请对一遍编号' })
  return sheet
}

// ---- what it says ----

const longestDays = 5 * 366
/** More lines do not fit into one item of the table. */
const mostLines = 500

export const checkPeriod = (
  { now }: Ctx,
  { fromOn, toOn }: { readonly fromOn: string; readonly toOn: string },
) => {
  const days = (Date.parse(toOn) - Date.parse(fromOn)) / 86_400_000
  if (!(days >= 0 && days <= longestDays && toOn <= shanghai(now).format('YYYY-MM-DD')))
    throw new Refusal('volunteers.badPeriod', {}, { fromOn: '请重新选', toOn: '请重新选' })
}

const served = async (
  { table }: Pick<Ctx, 'table'>,
  users: readonly string[],
  { community, fromOn, toOn }: Pick<RecordSheet, 'community' | 'fromOn' | 'toOn'>,
) =>
  (await stintsBy(table, users))
    .filter(countsAs)
    .filter(each => each.community === community && fromOn <= each.on && each.on <= toOn)
    .reverse()

export const lineOf = async (ways: Pick<Ctx, 'secrets'>, stint: Stint): Promise<Line> => {
  const { on, what, teamName, minutes } = stint
  const { from: fromAt, to: toAt } = countedOf(stint)
  const corrections = await correctionsOf(ways, stint)
  const last = corrections.at(-1)
  const note = last?.wentAt
    ? `补签退：${last.reason}`
    : last
      ? `更正（原${sayMinutes(corrections[0]!.before)}）：${last.reason}`
      : minutes < Math.floor((Date.parse(toAt) - Date.parse(fromAt)) / 60_000)
        ? '同时有别的服务，不重复计'
        : undefined
  return { ...{ on, what, team: teamName, fromAt, toAt, minutes }, ...(note && { note }) }
}

const isStaffOf = ({ who }: SignedIn, community: string) =>
  scopesOf(who, 'communityStaff', community).length > 0

/** What the sheet would say now; put right since, it is another sum. */
const minutesNow = async (ctx: Pick<Ctx, 'table'>, sheet: RecordSheet) =>
  sumOf(await served(ctx, await everyIdOf(ctx, sheet.user), sheet))

const recordFor = async (ctx: SignedIn, sheet: RecordSheet): Promise<RecordReply> => {
  const { number, state, user, community, fromOn, toOn, issuedAt, minutes, times } = sheet
  const [handling, reason, person, now] = await Promise.all([
    handlingOf(ctx, sheet),
    refusalOf(ctx, sheet),
    personOf(ctx, user),
    minutesNow(ctx, sheet),
  ])
  const mine = idsOf(ctx.who).includes(user)
  const staff = isStaffOf(ctx, community) && !mine
  const open = state === 'issued' || state === 'asked'
  const asks = mine && now >= minutes && (state === 'issued' || state === 'refused')
  return {
    ...{ number: sayNumber(number), state, fromOn, toOn, issuedAt, minutes, times },
    name: person?.profile.callName ?? goneName,
    ...(now !== minutes && { nowMinutes: now }),
    ...(asks && { announceDays: (await settingsOf(ctx, community)).volunteers.announceDays }),
    ...(reason && { reason }),
    ...(handling && {
      sealed: {
        ...handling,
        at: sheet.decidedAt!,
        announcedFromOn: sheet.announcedFromOn!,
        announcedToOn: sheet.announcedToOn!,
      },
    }),
    may: [
      ...(asks ? (['ask'] as const) : []),
      ...(staff && open && now >= minutes ? (['seal'] as const) : []),
      ...(staff && open ? (['refuse'] as const) : []),
    ],
  }
}

const asStaff = (community: string) => ({ role: 'communityStaff', community }) as const

export const recordPaper = paperOf<{ readonly number: string }>('volunteers.record', 'application/pdf')
export const listPaper = paperOf<{ readonly id: string }>('volunteers.sheet', 'application/pdf')
export const hoursPaper = paperOf<Parameters<typeof stintsOver>[1]>(
  'volunteers.export',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
)

const orderSheet = async (ctx: SignedIn, { number, user, community }: RecordSheet, key: string) =>
  (
    await order(ctx, {
      ...recordPaper,
      ...(!idsOf(ctx.who).includes(user) && { as: asStaff(community) }),
      input: { number },
      name: '志愿服务记录单',
      key,
    })
  ).id

/** Staff look at somebody's service: on record before anything is shown, while they are staff. */
const noteLook = async (ctx: SignedIn, community: string, people: readonly string[], matter: string) => {
  const looks = people.map(person => ({
    put: lookItem(person, { at: ctx.now, by: ctx.who.id, as: 'communityStaff', matter }),
  }))
  for (let at = 0; at < looks.length; at += 50) {
    const steps = [grantCheck(ctx, 'communityStaff', community), ...looks.slice(at, at + 50)]
    if (!(await ctx.table.transact(steps)).done) throw new Refusal('matter.notYours')
  }
}

const issue = async (ctx: SignedIn, input: Parsed<typeof volunteers.record>) => {
  const { key = randomUUID(), fromOn, toOn, volunteerNumber, person } = input
  checkPeriod(ctx, input)
  const other = person !== undefined && !idsOf(ctx.who).includes(person)
  const community = other ? deskOf(ctx, input.community) : communityOf(ctx, input.community)
  const user = other ? person : ctx.who.id
  if (other && (await personOf(ctx, user))?.profile.home?.community !== community)
    throw new Refusal('identity.userUnknown', {}, { person: '请重新找这个人' })
  const number = await numberFor(ctx, key)
  const there = await getRecord(ctx.table, number)
  if (there) {
    if (there.user !== user || there.fromOn !== fromOn || there.toOn !== toOn)
      throw new Refusal('request.keyReused')
    return there
  }
  const stints = await served(ctx, await everyIdOf(ctx, user), { community, fromOn, toOn })
  if (!stints.length) throw new Refusal('volunteers.nothingServed', {}, { fromOn: '请换一段时间' })
  if (stints.length > mostLines)
    throw new Refusal('volunteers.tooMuchServed', { most: String(mostLines) }, { fromOn: '请分段开' })
  if (other) await noteLook(ctx, community, [user], 'volunteers.record')
  const { name } = await settingsOf(ctx, community)
  const content = await sealContent(
    ctx,
    { number, community },
    { lines: await Promise.all(stints.map(each => lineOf(ctx, each))), volunteerNumber },
  )
  return putRecord(ctx.table, {
    ...{ number, user, community, communityName: name, fromOn, toOn, content },
    ...{ issuedAt: ctx.now, issuedBy: ctx.who.id, state: 'issued' },
    ...{ minutes: sumOf(stints), times: stints.length },
  })
}

/** The caller's own, or one of the community whose staff they are; else it is not there. */
const readable = async (ctx: SignedIn, number: string) => {
  const sheet = await sheetAt(ctx, number)
  if (!idsOf(ctx.who).includes(sheet.user) && !isStaffOf(ctx, sheet.community))
    throw new Refusal('volunteers.recordUnknown')
  return sheet
}

// ---- the seal ----

/** Put right since, it says more than was served. */
const checkUpToDate = async (ctx: Pick<Ctx, 'table'>, sheet: RecordSheet) => {
  const now = await minutesNow(ctx, sheet)
  if (now < sheet.minutes) throw new Refusal('volunteers.sheetOutdated', { now: sayMinutes(now) })
}

const decided = ({ state }: RecordSheet) =>
  new Refusal('volunteers.sealDecided', {
    what: state === 'sealed' ? '已经盖章，是证明了' : '已经答复过，没盖章',
  })

const decide = async (ctx: SignedIn, { number, sealed, reason }: Parsed<typeof volunteers.seal>) => {
  const sheet = await readable(ctx, number)
  if (idsOf(ctx.who).includes(sheet.user) || !isStaffOf(ctx, sheet.community))
    throw new Refusal('volunteers.notYourOwnSheet')
  if (!sealed && !reason) throw new Refusal('volunteers.sayWhyNot', {}, { reason: '请写明原因' })
  const { announceDays } = (await settingsOf(ctx, sheet.community)).volunteers
  if (sealed) {
    const { announcedFromOn, announcedToOn } = sealed
    const days = (Date.parse(announcedToOn) - Date.parse(announcedFromOn)) / 86_400_000 + 1
    const issued = shanghai(sheet.issuedAt)
    const first = issued.add(announceDays, 'day').format('M月D日')
    if (announcedFromOn < issued.format('YYYY-MM-DD'))
      throw new Refusal(
        'volunteers.announcedBefore',
        { issued: issued.format('M月D日'), first },
        { announcedFromOn: '比开单还早' },
      )
    if (days < announceDays || announcedToOn >= shanghai(ctx.now).format('YYYY-MM-DD'))
      throw new Refusal(
        'volunteers.notAnnounced',
        { days: String(announceDays), first },
        { announcedToOn: '公示还没满' },
      )
    await checkUpToDate(ctx, sheet)
  }
  const handling =
    sealed && (await sealHandling(ctx, sheet, { handler: sealed.handler, contact: sealed.contact }))
  const decision = sealed
    ? {
        ...{ state: 'sealed' as const, handling, reason: undefined },
        ...{ announcedFromOn: sealed.announcedFromOn, announcedToOn: sealed.announcedToOn },
      }
    : { state: 'refused' as const, reason: await sealRefusal(ctx, sheet, reason!) }
  return changeRecord(ctx.table, sheet.number, was => {
    const again = was.state === decision.state && was.decidedBy === ctx.who.id
    if (again) return was
    if (was.state !== 'issued' && was.state !== 'asked') throw decided(was)
    return { ...was, ...decision, decidedAt: ctx.now, decidedBy: ctx.who.id }
  })
}

// ---- verifying ----

/** 王**: enough to compare with the paper in one's hand. */
const masked = (name: string) => `${[...name][0] ?? ''}${'*'.repeat(Math.max([...name].length - 1, 1))}`

const verify = async ({ number: typed, code }: Parsed<typeof volunteers.verifyRecord>, ctx: Ctx) => {
  const sheet = await sheetAt(ctx, typed)
  if (unmistaken(plain(code)) !== (await codeOf(ctx, sheet.number)))
    throw new Refusal('volunteers.recordUnknown', {}, { code: '请对一遍校验码' })
  const { user, state, communityName, fromOn, toOn, issuedAt, minutes, times } = sheet
  const [contact, person] = await Promise.all([contactOf(ctx, user), personOf(ctx, user)])
  const now = await minutesNow(ctx, sheet)
  return {
    ...{ state, communityName, fromOn, toOn, issuedAt, minutes, times },
    name: masked(contact?.name ?? person?.profile.callName ?? goneName),
    ...(person && now !== minutes && { nowMinutes: now }),
    ...(state === 'sealed' && {
      sealed: {
        at: sheet.decidedAt!,
        announcedFromOn: sheet.announcedFromOn!,
        announcedToOn: sheet.announcedToOn!,
      },
    }),
  }
}

// ---- the export ----

/** The months that a period touches. */
const monthsOf = (fromOn: string, toOn: string) => {
  const months: string[] = []
  for (
    let month = shanghai(`${fromOn}T00:00:00+08:00`);
    month.format('YYYY-MM') <= toOn.slice(0, 7);
    month = month.startOf('month').add(1, 'month')
  )
    months.push(month.format('YYYY-MM'))
  return months
}

/** All that counts in a community, or one team of it, over a period, by day. */
export const stintsOver = async (
  { table }: Pick<Ctx, 'table'>,
  {
    community,
    team,
    fromOn,
    toOn,
  }: { community: string; team?: string | undefined; fromOn: string; toOn: string },
) => {
  const found: Stint[] = []
  for (const month of monthsOf(fromOn, toOn)) found.push(...(await stintsIn(table, community, month)))
  return found.filter(
    each => countsAs(each) && fromOn <= each.on && each.on <= toOn && (!team || each.team === team),
  )
}

type Own = Exclude<keyof typeof hourOperations, 'hours' | 'correctHours'>

export const recordHandlers: Handlers<Pick<typeof volunteers, Own | 'sheet'>> = {
  async record(input, ctx) {
    const sheet = await issue(ctx, input)
    const paper = await orderSheet(ctx, sheet, `first.${sheet.number}`)
    return { ...(await recordFor(ctx, sheet)), paper }
  },

  async printRecord({ number, key = randomUUID() }, ctx) {
    const sheet = await readable(ctx, number)
    if (!idsOf(ctx.who).includes(sheet.user))
      await noteLook(ctx, sheet.community, [sheet.user], 'volunteers.record')
    return { paper: await orderSheet(ctx, sheet, `${key}.${sheet.number}`) }
  },

  async records({ list, community: wanted, next }, ctx) {
    const community = list === 'asked' ? deskOf(ctx, wanted) : ''
    return page(ctx, ['volunteers.records', list, community], next, async after => {
      const { items, last } =
        list === 'asked'
          ? await askedIn(ctx.table, community, after)
          : await recordsOf(ctx.table, idsOf(ctx.who), after)
      return { items: await Promise.all(items.map(sheet => recordFor(ctx, sheet))), last }
    })
  },

  async askSeal({ number }, ctx) {
    const sheet = await readable(ctx, number)
    if (!idsOf(ctx.who).includes(sheet.user)) throw new Refusal('volunteers.recordUnknown')
    await checkUpToDate(ctx, sheet)
    const asked = await changeRecord(ctx.table, sheet.number, was => {
      if (was.state === 'asked') return was
      if (was.state === 'sealed') throw decided(was)
      return { ...was, state: 'asked', askedAt: ctx.now, reason: undefined }
    })
    return recordFor(ctx, asked)
  },

  seal: async (input, ctx) => recordFor(ctx, await decide(ctx, input)),

  verifyRecord: verify,

  async export({ key = randomUUID(), community: wanted, fromOn, toOn, team }, ctx) {
    const community = deskOf(ctx, wanted)
    checkPeriod(ctx, { fromOn, toOn })
    if (team) await teamIn(ctx, community, team)
    const stints = await stintsOver(ctx, { community, team, fromOn, toOn })
    if (!stints.length) throw new Refusal('volunteers.nothingServed', {}, { fromOn: '请换一段时间' })
    await noteLook(ctx, community, [...new Set(stints.map(({ user }) => user))], 'volunteers.export')
    const { id } = await order(ctx, {
      ...hoursPaper,
      as: asStaff(community),
      input: { community, fromOn, toOn, ...(team && { team }) },
      name: '志愿服务时长',
      key,
    })
    return { paper: id }
  },

  async sheet({ id, key = randomUUID() }, ctx) {
    const shift = await shiftMatters.find(ctx, id)
    shiftMatters.allowed(ctx, 'keepList', shift)
    const name = '志愿服务签到表'
    const paper = await order(ctx, {
      ...listPaper,
      input: { id },
      name,
      key,
    })
    return { paper: paper.id }
  },
}
