/** Hours: what came of tasks and shifts, summed and put right with a trace. Nobody is ranked by them. */
import type { Parsed, Reply } from '../../shared/contract.ts'
import { idsOf } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes, sayMinutes, shanghai } from '../../shared/time.ts'
import type { volunteers } from '../../shared/volunteers/volunteers.ts'
import type { hourOperations, StintReply } from '../../shared/volunteers/hours.ts'
import { settingsOf } from '../community/community.ts'
import { namesApart } from '../people/called.ts'
import { personOf, profilesOf } from '../people/people.ts'
import { notify } from '../messages/messages.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import type { Service } from '../platform/followed.ts'
import { page } from '../platform/lists.ts'
import type { Handlers } from '../platform/serve.ts'
import {
  changeStint,
  correctionsOf,
  getStint,
  sealReason,
  stintsOf,
  stintsOfTeam,
  type Correction,
  type Stint,
} from './hours-store.ts'
import { sumBy, sumsOfTeam, total, type SumOfOne } from './hours-sums.ts'
import { decidesOn } from './membership.ts'
import { endStint, last, minutesOf, spanIn } from './minutes.ts'
import { closingMinutes, shiftMatters } from './shift-kind.ts'
import { communityOf, teamIn } from './teams.ts'

// ---- a task that a neighbour says is done ----

/** Counts it once; told again, it changes nothing. */
export const countService = async (
  ctx: Pick<Ctx, 'table'>,
  { acceptedAt, begunAt, doneAt, ...task }: Service,
) => {
  const { setOutMinutes, mostTaskMinutes } = (await settingsOf(ctx, task.community)).volunteers
  // Going to the shop is service as well; having said yes in the morning for the afternoon is not.
  const fromAt = begunAt <= plusMinutes(acceptedAt, setOutMinutes) ? acceptedAt : begunAt
  await endStint(ctx, task.user, task.id, was =>
    was
      ? undefined
      : {
          ...task,
          ...{ kind: 'task', state: 'done', fromAt, toAt: doneAt },
          on: shanghai(doneAt).format('YYYY-MM-DD'),
          counted: { from: last(fromAt, plusMinutes(doneAt, -mostTaskMinutes)), to: doneAt },
        },
  )
}

// ---- replies ----

/** `over`: the shift is, so that who has not checked out has gone all the same. */
const mayCorrect = ({ who }: SignedIn, { user, community, team, state }: Stint, over: boolean) =>
  (state === 'done' || (state === 'in' && over)) &&
  !idsOf(who).includes(user) &&
  decidesOn(who, community, team)

const stintFor = async (
  ctx: SignedIn,
  stint: Stint,
  building?: string,
  over = false,
): Promise<StintReply> => {
  const { id, user, name, kind, team, teamName, what, on, fromAt, toAt, minutes, state, version } = stint
  return {
    ...{ id, user, name, kind, what, on, fromAt, minutes, state, version },
    team: { id: team, name: teamName },
    ...(toAt && { toAt }),
    corrections: (await correctionsOf(ctx, stint)).map(({ by: _by, op: _op, ...each }) => each),
    ...(mayCorrect(ctx, stint, over) && { mayCorrect: true }),
    ...(building && { building }),
  }
}

type People = NonNullable<Reply<typeof volunteers.hours>['people']>

interface Names {
  readonly buildingOf: (user: string) => string | undefined
  readonly nameOf: (user: string) => string | undefined
}

/** Neighbours are called alike: building and given name tell them apart. */
const namesFor = async (ctx: SignedIn, users: readonly string[]): Promise<Names> => {
  const [homes, names] = await Promise.all([profilesOf(ctx, [...new Set(users)]), namesApart(ctx, users)])
  return { buildingOf: user => homes.get(user)?.home?.building, nameOf: user => names.get(user) }
}

/** By name: the order says nothing about who did how much. */
const byName = (sums: readonly SumOfOne[], { buildingOf, nameOf }: Names): People =>
  sums
    .map(({ user, name, minutes, times }) => ({
      ...{ user, name: nameOf(user) ?? name, minutes, times },
      building: buildingOf(user),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh') || (a.user < b.user ? -1 : 1))

/** Of the shifts that somebody has not checked out of, those that go on. */
const openIn = async (ctx: SignedIn, stints: readonly Stint[]) => {
  const ids = [...new Set(stints.flatMap(({ id, state }) => (state === 'in' ? [id] : [])))]
  const shifts = await Promise.all(ids.map(id => shiftMatters.get(ctx, id)))
  return new Set(
    shifts.flatMap(shift => (shift?.state === 'open' && ctx.now < shift.endsAt ? [shift.id] : [])),
  )
}

const shownAs = async (ctx: SignedIn, stints: readonly Stint[], names?: Names) => {
  const open = await openIn(ctx, stints)
  return Promise.all(
    stints.map(async each => ({
      ...(await stintFor(ctx, each, names?.buildingOf(each.user), !open.has(each.id))),
      name: names?.nameOf(each.user) ?? each.name,
    })),
  )
}

type Asked = Parsed<typeof volunteers.hours>

const ownHours = async (ctx: SignedIn, { month, next }: Asked) => {
  const users = idsOf(ctx.who)
  const shown = await page(ctx, ['volunteers.hours', 'mine', month ?? ''], next, async after => {
    const { items, last } = await stintsOf(ctx.table, users, month, after)
    return { items: await shownAs(ctx, items), last }
  })
  return { ...shown, ...(await sumBy(ctx.table, users, month)) }
}

/** Each one's sum comes with the first page. */
const hoursOfTeam = async (ctx: SignedIn, team: string, { community: wanted, month, next }: Asked) => {
  const community = communityOf(ctx, wanted)
  await teamIn(ctx, community, team)
  if (!decidesOn(ctx.who, community, team))
    throw new Refusal('identity.scopeUnknown', {}, { team: '请选您带的队' })
  const of = month ?? shanghai(ctx.now).format('YYYY-MM')
  const sums = await sumsOfTeam(ctx.table, community, team, of)
  let people: People | undefined
  const shown = await page(ctx, ['volunteers.hours', community, team, of], next, async after => {
    const { items, last } = await stintsOfTeam(ctx.table, { community, team, month: of }, after)
    const called = new Set(items.map(({ name }) => name))
    // Who is called like somebody on this page may stand on another one, and is told apart all the same.
    const others = next === undefined ? sums : sums.filter(({ name }) => called.has(name))
    const names = await namesFor(
      ctx,
      [...items, ...others].map(({ user }) => user),
    )
    if (next === undefined) people = byName(sums, names)
    return { items: await shownAs(ctx, items, names), last }
  })
  return { ...shown, ...total(sums), people }
}

type Own = 'hours' | 'correctHours'

export const hoursHandlers: Handlers<Pick<typeof volunteers, Own & keyof typeof hourOperations>> = {
  hours: (asked, ctx) => (asked.team ? hoursOfTeam(ctx, asked.team, asked) : ownHours(ctx, asked)),

  async correctHours(input, ctx) {
    const { user, id, op } = input
    const stint = await getStint(ctx.table, user, id)
    // Of another team or community it is as good as not there.
    if (!stint || !decidesOn(ctx.who, stint.community, stint.team))
      throw new Refusal('volunteers.stintUnknown')
    if (idsOf(ctx.who).includes(user)) throw new Refusal('volunteers.notYourOwn')
    if (stint.state === 'noShow') throw new Refusal('volunteers.markedAbsent')
    const name = (await personOf(ctx, ctx.who.id))!.profile.callName
    const reason = await sealReason(ctx, stint, input.reason)
    const why = { at: ctx.now, by: ctx.who.id, name, reason, ...(op && { op }) }
    const enter = stint.state === 'in' ? enterLeaving : putRight
    const done = isAgain(stint, why) ? stint : await enter(ctx, stint, input, why)
    const forgot = done.corrections?.at(-1)?.wentAt !== undefined
    await notify(ctx, `${id}.${user}.${done.version}`, [
      {
        ...{ to: user, name: 'corrected', template: 'matterNews', url: '/volunteers/hours' },
        title: forgot ? '您的时长补上了' : '您的时长改过',
        text: `${stint.what}那一次的时长${forgot ? '补上了' : '改过'}，原因写在“我的时长”里，请看一看。`,
      },
    ])
    return stintFor(ctx, done)
  },
}

type Correcting = Parsed<typeof volunteers.correctHours>
type Why = Omit<Correction, 'before' | 'after'>

const isAgain = ({ corrections = [] }: Stint, { op, by }: Why) =>
  corrections.some(each => op !== undefined && each.op === op && each.by === by)

const checkVersion = (was: Stint, version: number) => {
  if (was.version !== version)
    throw new Refusal('volunteers.changed', { now: sayMinutes(was.minutes) }, { minutes: '请看一眼再改' })
}

/** Somebody forgot to check out of a shift that is over: with the time they went it counts like any other. */
const enterLeaving = async (ctx: SignedIn, stint: Stint, { wentAt, version }: Correcting, why: Why) => {
  const { user, id } = stint
  const shift = (await shiftMatters.get(ctx, id))!
  if (shift.state === 'open' && ctx.now < shift.endsAt) throw new Refusal('volunteers.stillOn')
  if (!wentAt) throw new Refusal('volunteers.sayWhenGone', {}, { wentAt: '请选几点走的' })
  if (wentAt < stint.fromAt || wentAt > ctx.now || wentAt > plusMinutes(shift.endsAt, closingMinutes))
    throw new Refusal('volunteers.wrongTime', {}, { wentAt: '请填签到以后、这一班当中的时间' })
  const ended = (was: Stint | undefined) => {
    if (!was || isAgain(was, why)) return undefined
    checkVersion(was, version)
    return {
      ...{ ...was, state: 'done' as const, toAt: wentAt, outHow: 'lead' as const },
      counted: spanIn(shift, { from: was.fromAt, to: wentAt }),
    }
  }
  await endStint(ctx, user, id, ended, { ...why, wentAt })
  return (await getStint(ctx.table, user, id))!
}

const putRight = async (ctx: SignedIn, stint: Stint, { minutes, version }: Correcting, why: Why) => {
  if (minutes === undefined) throw new Refusal('volunteers.hasGone', {}, { minutes: '请写这一次是多久' })
  const most = await mostOf(ctx, stint)
  if (minutes > most)
    throw new Refusal('volunteers.moreThanHeld', { most: sayMinutes(most) }, { minutes: '比这一次还长' })
  return changeStint(ctx.table, stint.user, stint.id, (was = stint) => {
    if (isAgain(was, why)) return was
    checkVersion(was, version)
    const correction = { ...why, before: was.minutes, after: minutes }
    return { ...was, minutes, corrections: kept([...(was.corrections ?? []), correction]) }
  })
}

/** Nobody served longer than a shift was beside what else they did, or than a task counts at most. */
const mostOf = async (ctx: SignedIn, { kind, id, user, community }: Stint) => {
  const shift = kind === 'shift' ? await shiftMatters.get(ctx, id) : undefined
  if (shift) return minutesOf(ctx, user, id, { from: shift.startsAt, to: shift.endsAt })
  return (await settingsOf(ctx, community)).volunteers.mostTaskMinutes
}

/** Put right more often than this, those in between go: the first says what it was, the last why it is so. */
const mostCorrections = 50
const kept = ([first, ...later]: readonly Correction[]) => [first!, ...later.slice(1 - mostCorrections)]
