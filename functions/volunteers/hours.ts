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
  countsAs,
  getStint,
  sealReason,
  stintsBy,
  stintsOfTeam,
  sumOf,
  type Correction,
  type Stint,
} from './hours-store.ts'
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

/** By name: the order says nothing about who did how much. */
const byPerson = (
  stints: readonly Stint[],
  buildingOf: (user: string) => string | undefined,
  names: ReadonlyMap<string, string>,
) => {
  const people = new Map<string, NonNullable<Reply<typeof volunteers.hours>['people']>[number]>()
  for (const { user, name: then, minutes } of stints.filter(countsAs)) {
    const [building, name = then] = [buildingOf(user), names.get(user)]
    const line = people.get(user) ?? { user, name, ...(building && { building }), minutes: 0, times: 0 }
    people.set(user, { ...line, minutes: line.minutes + minutes, times: line.times + 1 })
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name, 'zh') || (a.user < b.user ? -1 : 1))
}

/** Of the shifts that somebody has not checked out of, those that go on. */
const openIn = async (ctx: SignedIn, stints: readonly Stint[]) => {
  const ids = [...new Set(stints.flatMap(({ id, state }) => (state === 'in' ? [id] : [])))]
  const shifts = await Promise.all(ids.map(id => shiftMatters.get(ctx, id)))
  return new Set(
    shifts.flatMap(shift => (shift?.state === 'open' && ctx.now < shift.endsAt ? [shift.id] : [])),
  )
}

const pageLength = 50

const stintsFor = async (
  ctx: SignedIn,
  { team, community: wanted, month }: Parsed<typeof volunteers.hours>,
) => {
  if (!team) {
    const all = await stintsBy(ctx.table, idsOf(ctx.who))
    return { key: ['mine', month ?? ''], all: all.filter(({ on }) => !month || on.startsWith(month)) }
  }
  const community = communityOf(ctx, wanted)
  await teamIn(ctx, community, team)
  if (!decidesOn(ctx.who, community, team))
    throw new Refusal('identity.scopeUnknown', {}, { team: '请选您带的队' })
  const of = month ?? shanghai(ctx.now).format('YYYY-MM')
  const all = await stintsOfTeam(ctx.table, community, team, of)
  // Neighbours are called alike: building and given name tell them apart.
  const users = all.map(({ user }) => user)
  const [homes, names] = await Promise.all([profilesOf(ctx, users), namesApart(ctx, users)])
  const buildingOf = (user: string) => homes.get(user)?.home?.building
  return {
    key: [community, team, of],
    all: all.reverse(),
    people: byPerson(all, buildingOf, names),
    buildingOf,
    names,
  }
}

type Own = 'hours' | 'correctHours'

export const hoursHandlers: Handlers<Pick<typeof volunteers, Own & keyof typeof hourOperations>> = {
  async hours({ next, ...wanted }, ctx) {
    const { key, all, people, buildingOf, names } = await stintsFor(ctx, wanted)
    const shown = await page(ctx, ['volunteers.hours', ...key], next, async after => {
      const from = (after?.from as number | undefined) ?? 0
      const last = from + pageLength < all.length ? { from: from + pageLength } : undefined
      const shown = all.slice(from, from + pageLength)
      const open = await openIn(ctx, shown)
      return {
        items: await Promise.all(
          shown.map(async each => ({
            ...(await stintFor(ctx, each, buildingOf?.(each.user), !open.has(each.id))),
            name: names?.get(each.user) ?? each.name,
          })),
        ),
        last,
      }
    })
    return { ...shown, minutes: sumOf(all), times: all.filter(countsAs).length, ...(people && { people }) }
  },

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
