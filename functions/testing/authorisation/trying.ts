/**
 * A story in which everybody tries each of its steps before the one whose step it is takes it. What the others did is
 * taken back, so that each finds the same world, and the story goes on as if nobody had tried.
 */
import type { Input, Operation, Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity/identity.ts'
import { scopesIn, settingsOf } from '../../community/community.ts'
import { addMember } from '../../identity/moving.ts'
import type { Answer, Neighbourhood } from '../given.ts'
import type { Spent } from '../meter.ts'

/** The columns of the table, in its order. */
export const everybody = {
  o: 'elder-1',
  p: 'child-1',
  t: 'newcomer-phone',
  b: 'resident-2',
  w: 'insider-1',
  n: 'resident-7',
  v: 'volunteer-1',
  V: 'volunteer-2',
  l: 'lead-1',
  L: 'lead-2',
  g: 'grid-1',
  G: 'grid-2',
  h: 'helper-1',
  H: 'helper-2',
  c: 'room-1',
  m: 'mediator-1',
  M: 'mediator-2',
  s: 'staff-1',
  u: 'supervisor-1',
  x: 'visitor-1',
  f: 'outsider-1',
  d: 'at a computer',
  a: 'not signed in',
} as const
export type Who = keyof typeof everybody
export const columns = Object.keys(everybody) as Who[]
const groups = ['optbwn', 'vVlL', 'gGhH', 'cmM', 'su', 'xfda'] as const

export interface Step<Op extends Operation> {
  readonly by: Who
  readonly input: Input<Op>
  /** What this one says instead. */
  readonly but?: (who: Who) => Partial<Input<Op>> | Promise<Partial<Input<Op>>>
  /** Tells the rows of one operation apart. */
  readonly note?: string
  /** Whether the answer holds what it is about. */
  readonly shows?: (reply: Reply<Op>) => unknown
}

const markOf = ({ status, body }: Answer, shows: boolean) => {
  if (status === 200) return shows ? '+' : 'o'
  if (status === 401) return 'a'
  if (status === 404) return '0'
  if (status === 409) return '!'
  if (status === 400) return '4'
  if (status !== 403) return '?'
  if (body.code === 'identity.notYourRole') return '.'
  return body.code === 'identity.phoneNeeded' ? 'd' : 'x'
}

/** Everybody is there, most of them at a door of their own, and the keys that all share are made: no try makes them. */
const everybodyIn = async (given: Neighbourhood) => {
  const ctx = { ...given.effects, now: given.now() }
  for (const person of Object.values(everybody)) if (!person.includes(' ')) await given.idOf(person)
  for (const owner of ['people', 'C.bchd', 'C.other', 'deployment'] as const)
    await ctx.secrets.seal(owner, { pk: 'try', sk: 'try' }, 'try', '')
  for (const who of ['o', 'p', 'b', 'w', 'n', 'f'] as const) {
    const [kind, n] = everybody[who].split('-')
    const community = kind === 'outsider' ? 'other' : 'bchd'
    const door = { community, building: `building-${n}`, unit: '3', room: String('opbwnf'.indexOf(who) + 1) }
    const user = await given.idOf(everybody[who])
    await addMember(ctx, { ...door, user, as: 'owner', by: 'test' })
  }
}

/** What the function keeps for a minute, so that no step pays for it by chance. */
const kept = async ({ effects }: Neighbourhood) => {
  for (const community of ['bchd', 'other']) {
    await settingsOf(effects, community)
    await scopesIn(effects, community, 'team')
  }
}

export const trying = async (given: Neighbourhood) => {
  await everybodyIn(given)
  const rows = new Map<string, Map<Who, string>>()
  /** Why each was refused, to be read beside a row that is not as it should be. */
  const reasons = new Map<string, string[]>()
  /** What it costs the one whose step it is, the first time. */
  const costs = new Map<string, Spent>()
  /** Signed in for a working day, so each time has its own. */
  const computers = new Map<string, Promise<string>>()
  let openedAt = ''
  let trying: readonly Who[] = columns
  /** Who plays the asker, and whose column that is. */
  let asker: 'o' | 't' = 'o'
  const nameOf = (who: Who) => everybody[who === 'o' ? asker : who]

  /** With input that no page would send, too. */
  const send = (operation: Operation, input: unknown, token?: string) =>
    given.request(`/api/${operation.name.replace('.', '/')}`, JSON.stringify(input), token)

  /** The computer of this person, which their phone has signed in. */
  const computerOf = (person: string) => {
    if (openedAt !== given.now()) computers.clear()
    openedAt = given.now()
    const known = computers.get(person)
    if (known) return known
    const opened = (async () => {
      const { body } = await send(identity.deskCode, {})
      const { code, secret } = body as unknown as Reply<typeof identity.deskCode>
      await given.as(person).do(identity.allowDesk, { code, yes: true })
      const { body: allowed } = await send(identity.openDesk, { code, secret })
      return (allowed as Reply<typeof identity.openDesk>).token!
    })()
    computers.set(person, opened)
    return opened
  }
  const tokenOf = async (who: Who, by: Who) => {
    if (who === 'a') return undefined
    if (who !== 'd') return given.tokenOf(nameOf(who))
    return by === 'a' ? computerOf(nameOf('n')) : computerOf(nameOf(by))
  }

  const saidBy = async <Op extends Operation>(who: Who, { input, but }: Step<Op>) => ({
    ...(input as object),
    ...(await but?.(who)),
  })

  const attempt = async <Op extends Operation>(operation: Op, who: Who, step: Step<Op>) => {
    const { shows = () => true, by, note } = step
    const said = await saidBy(who === 'd' ? by : who, step)
    const token = await tokenOf(who, by)
    await kept(given)
    let answer!: Answer
    const spent = await given.spentBy(async () => {
      answer = await send(operation, said, token)
    })
    const mark = markOf(answer, answer.status === 200 && Boolean(shows(answer.body as Reply<Op>)))
    const label = note ? `${operation.name} ${note}` : operation.name
    if (who === by && !costs.has(label)) costs.set(label, spent)
    const row = rows.get(label) ?? new Map<Who, string>()
    rows.set(label, row.set(asker === 't' ? 't' : who, mark))
    const why = `${who} ${answer.body.code ?? answer.status} ${JSON.stringify(answer.body.fields ?? {})}`
    reasons.set(label, [...(reasons.get(label) ?? []), why])
  }

  /** Everybody tries it, and nobody has done it. */
  const tried = async <Op extends Operation>(operation: Op, step: Step<Op>) => {
    for (const each of trying) await tokenOf(each, step.by)
    await given.settled()
    for (const each of trying) {
      await attempt(operation, each, step)
      given.undo()
    }
  }

  return {
    costs,
    labels: () => [...rows.keys()],
    reasonsOf: (label: string) => reasons.get(label),
    send,
    tried,
    /** Everybody tries it, and then it is done. */
    async done<Op extends Operation>(operation: Op, step: Step<Op>): Promise<Reply<Op>> {
      await tried(operation, step)
      const { by } = step
      const { status, body } = await send(operation, await saidBy(by, step), await tokenOf(by, by))
      if (status !== 200) throw new Error(`${by} ${operation.name}: ${status} ${JSON.stringify(body)}`)
      return body as Reply<Op>
    },
    /** Nobody else tries it. */
    async only<Op extends Operation>(operation: Op, who: Who, input: Input<Op>): Promise<Reply<Op>> {
      return given.as(nameOf(who)).do(operation, input)
    },
    idOf: (who: Who) => given.idOf(nameOf(who)),
    /** Told of the asker, and once more of somebody who was known by phone when it began and has signed in since. */
    async twice(story: (phoned: boolean) => Promise<void>) {
      trying = columns.filter(each => each !== 't')
      await story(false)
      ;[asker, trying] = ['t', ['o']]
      await story(true)
      ;[asker, trying] = ['o', columns]
    },
    rowOf: (label: string) =>
      groups.map(group => [...group].map(who => rows.get(label)?.get(who as Who) ?? '?').join('')).join(' '),
  }
}
export type Trying = Awaited<ReturnType<typeof trying>>
