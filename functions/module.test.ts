import { expect, test } from '@jest/globals'
import * as z from 'zod/mini'
import {
  creation,
  id,
  matter,
  module as contract,
  operation,
  tap,
  text,
  type Operation,
} from '../shared/contract.ts'
import { lifecycle, may, type Who } from '../shared/lifecycle.ts'
import { plusMinutes } from '../shared/time.ts'
import { states } from '../shared/choice.ts'
import { memoryTable } from '../local/memory/memory-table.ts'
import { openCursors } from './platform/cursor.ts'
import type { Ctx, Effects } from './platform/context.ts'
import { kind } from './platform/kind.ts'
import { list } from './platform/lists.ts'
import type { Stored } from './platform/matter-item.ts'
import { module, type Module } from './platform/module.ts'
import { opened, type Sealed } from './platform/sealed.ts'
import { serve, type Event } from './platform/serve.ts'
import { openly } from './testing/openly.ts'

// ---- a whole module: a street lamp is reported, looked at, mended, and comes up again when nobody mends it ----

interface Lamp extends Stored {
  readonly kind: 'lamp'
  readonly state: 'dark' | 'lit'
  readonly street: string
  readonly remark: Sealed<string>
  readonly remindedAt?: string | undefined
}

const staff = { communityStaff: 'community' } as const
const lampStates = states({
  dark: { name: '不亮', tone: 'waiting' },
  lit: { name: '亮了', tone: 'ended' },
})
const life = lifecycle<Lamp>()(
  lampStates,
  { mend: { from: ['dark'], to: 'lit', by: staff }, remind: { from: ['dark'], by: { clock: true } } },
  { rights: { look: { in: ['dark'], by: staff } } },
)

const lampMatters = kind<Lamp>()({
  name: 'lamp',
  life,
  sees: ({ community }, who) => who.grants.some(grant => grant.community === community),
  lists: { dark: list('gsi1', ['LAMPS'], ({ state, createdAt }) => state === 'dark' && { at: createdAt }) },
  deadlines: async () => item =>
    item.state === 'dark' && !item.remindedAt ? plusMinutes(item.createdAt, 60) : undefined,
  due: async (ctx, item) =>
    (item.dueAt ?? '') > ctx.now ? 'notYet' : { move: 'remind', wants: { remindedAt: ctx.now } },
  tells: async (_, { after: { kind, id, remindedAt } }) =>
    remindedAt
      ? [{ to: 'staff', name: 'remind', template: 'matterNews', title: '路灯', text: '还没修', kind, id }]
      : [],
})

const reply = z.object({ ...matter(lampStates), street: z.string() })
const lamps = contract('lamps', {
  report: operation({
    says: 'Reports it.',
    by: ['communityStaff'],
    takes: z.object({ ...creation, street: text(20), remark: text(20) }),
    gives: reply,
  }),
  mend: operation({ says: 'Mends it.', by: ['communityStaff'], takes: z.object(tap), gives: reply }),
  look: operation({
    says: 'What was remarked.',
    by: ['communityStaff'],
    takes: z.object({ id }),
    gives: z.object({ remark: z.string() }),
  }),
  dark: operation({
    says: 'Those that are dark.',
    by: ['communityStaff'],
    takes: z.object({}),
    gives: z.object({ items: z.array(reply) }),
  }),
})

const replyOf = ({ who }: { readonly who: Who }, item: Lamp) => ({
  ...item,
  may: may(life, item, who),
  timeline: item.timeline.map(entry => ({ ...entry, who: '' })),
})

const lampsModule = module(lamps, {
  handlers: {
    async report({ key, street, remark }, ctx) {
      const first = { key, input: street, move: 'report', state: 'dark', as: 'communityStaff' } as const
      const begun = await lampMatters.begin(ctx, 'bchd', first)
      const item: Lamp = { ...begun, street, remark: await lampMatters.seal(ctx, begun, 'remark', remark) }
      return replyOf(ctx, await lampMatters.create(ctx, item))
    },
    mend: async (input, ctx) => replyOf(ctx, await lampMatters.move(ctx, 'mend', input)),
    async look({ id }, ctx) {
      const item = await lampMatters.find(ctx, id)
      lampMatters.allowed(ctx, 'look', item)
      return { remark: await opened(ctx, item, 'remark') }
    },
    async dark(_, ctx) {
      const { items } = await lampMatters.lists.dark.page(ctx, { community: 'bchd' })
      return { items: items.map(item => replyOf(ctx, item)) }
    },
  },
  kinds: [lampMatters.followed],
  routes: [
    {
      name: 'lamps.map',
      path: /^\/lamps\/map$/,
      method: 'GET',
      answer: async () => ({ statusCode: 200, body: 'a map' }),
    },
  ],
})

// ---- the house it moves into ----

const start = '2026-11-23T02:00:00.000Z'
const who: Who = {
  id: 'staff',
  grants: [{ role: 'communityStaff', community: 'bchd', scope: 'bchd' }],
  actsFor: [],
}

const house = (modules: Readonly<Record<string, Module>>) => {
  const table = memoryTable()
  let now = start
  const log = { info: () => undefined, error: () => undefined }
  const effects = {
    table,
    secrets: openly,
    cursors: openCursors(openly),
    log,
    now: () => now,
  } as Partial<Effects> as Effects
  const door = serve(() => effects, {
    modules,
    whoIs: async () => who,
    reaches: async () => true,
    openapi: () => ({}),
  })
  const knock = async (method: string, rawPath: string, input?: unknown) => {
    const { statusCode, body = '' } = await door({
      rawPath,
      requestContext: { http: { method } },
      headers: { authorization: 'Bearer token' },
      body: JSON.stringify(input),
    } as unknown as Event)
    return { status: statusCode, body }
  }
  return {
    ctx: (): Ctx => ({ ...effects, now }),
    later: (minutes: number) => void (now = plusMinutes(now, minutes)),
    knock,
    async call<Op extends Operation>({ name, gives }: Op, input: unknown) {
      const { status, body } = await knock('POST', `/api/${name.replace('.', '/')}`, input)
      const said = JSON.parse(body) as { readonly code?: string }
      return {
        status,
        code: said.code,
        reply: status === 200 ? (gives.parse(said) as z.output<Op['gives']>) : undefined,
      }
    },
  }
}

test('When a module moves in, then it is served, moved, listed and looked after, and nothing else was changed for it', async () => {
  const { call, knock, ctx, later } = house({ lamps: lampsModule })
  const { reply: reported } = await call(lamps.report, {
    street: '翠竹路',
    remark: '12号门口',
    key: 'key-12345678',
  })
  expect(reported).toMatchObject({
    state: 'dark',
    seq: 1,
    may: ['mend', 'look'],
    dueAt: plusMinutes(start, 60),
  })
  const { id } = reported!
  expect((await call(lamps.look, { id })).reply).toEqual({ remark: '12号门口' })
  expect((await call(lamps.dark, {})).reply!.items.map(item => item.id)).toEqual([id])
  expect(await knock('GET', '/lamps/map')).toEqual({ status: 200, body: 'a map' })

  // The clock and the stream know it by nothing but its name.
  const [kind] = lampsModule.kinds!
  expect(kind!.name).toBe('lamp')
  later(61)
  const before = (await lampMatters.get(ctx(), id))!
  await kind!.due(ctx(), before)
  const after = (await lampMatters.get(ctx(), id))!
  expect([after.seq, after.state, after.dueAt]).toEqual([2, 'dark', undefined])
  expect((await kind!.tells(ctx(), { before, after })).map(({ to }) => to)).toEqual(['staff'])
  expect([kind!.sees(after, who), kind!.sees(after, { ...who, grants: [] })]).toEqual([true, false])

  expect((await call(lamps.mend, { id, seq: 1, op: 'op-12345678' })).reply).toMatchObject({
    state: 'lit',
    may: [],
  })
  expect((await call(lamps.dark, {})).reply).toEqual({ items: [] })
  expect(await call(lamps.look, { id })).toMatchObject({ status: 409, code: 'matter.moved' })
})

test('When it has moved out again, then nothing of it is left', async () => {
  const { call, knock } = house({})
  expect(await call(lamps.dark, {})).toMatchObject({ status: 404, code: 'request.unknown' })
  expect((await knock('GET', '/lamps/map')).status).toBe(404)
})
