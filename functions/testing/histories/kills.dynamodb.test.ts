/**
 * Functions that are killed while they work, over DynamoDB Local and with more and more to do: everybody asks again, and
 * in the end each thing was done once and each was told once.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { inRoot } from '../../../local/paths.ts'
import type { Operation } from '../../../shared/contract.ts'
import { help } from '../../../shared/help/help.ts'
import { neighbourhood, op, type Neighbourhood } from '../given.ts'
import { runs } from '../runs.ts'
import type { Heard, Tap } from './day.ts'
import { judgeOwner } from './help.ts'
import { judgeInboxes, judgeTaps, judgeTimelines, mattersIn, timelineIn } from './judge.ts'
import type { Asked } from './killed.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

/** Processes of which one is killed now and then; another takes its place. */
const openPool = async (many: number) => {
  const waiting = new Map<number, (answer: unknown) => void>()
  const busy = new Map<ChildProcess, Set<number>>()
  let [calls, killed] = [0, 0]
  const hire = async () => {
    const env = { ...process.env, MULIN_TABLE: given.tableName, MULIN_TEST_NOW: given.now() }
    const child = fork(inRoot('functions/testing/histories/killed.ts'), [], { env, execArgv: [] })
    await once(child, 'message')
    child.on('message', (said: { readonly n: number; readonly answer: unknown }) => {
      busy.get(child)?.delete(said.n)
      waiting.get(said.n)?.(said.answer)
      waiting.delete(said.n)
    })
    busy.set(child, new Set())
  }
  await Promise.all(Array.from({ length: many }, hire))
  return {
    killed: () => killed,
    /** What the function answers; undefined when it was killed. */
    async call<T>(name: Asked['name'], event: object): Promise<T | undefined> {
      while (!busy.size) await sleep(20)
      const [[child, own]] = [...busy].sort(([, a], [, b]) => a.size - b.size) as [
        [ChildProcess, Set<number>],
      ]
      const n = calls++
      own.add(n)
      const answer = new Promise<unknown>(resolve => void waiting.set(n, resolve))
      child.send({ n, name, event })
      return answer as Promise<T | undefined>
    },
    /** The one with the most to do. */
    async kill() {
      const [found] = [...busy].sort(([, a], [, b]) => b.size - a.size)
      if (!found?.[1].size) return
      const [child, own] = found
      busy.delete(child)
      child.kill('SIGKILL')
      killed++
      await once(child, 'exit')
      for (const n of own) {
        waiting.get(n)?.(undefined)
        waiting.delete(n)
      }
      await hire()
    },
    async close() {
      for (const child of busy.keys()) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
    },
  }
}

const course = [
  ['volunteer-1', 'accept', {}],
  ['volunteer-1', 'bought', { spentFen: 1_250 }],
  ['volunteer-1', 'start', {}],
  ['volunteer-1', 'deliver', {}],
  ['resident-1', 'confirm', { paidFen: 1_250 }],
] as const

test('When functions are killed while more and more is asked of them, then each thing is done once and each is told once', async () => {
  const people = ['resident-1', 'lead-1', 'lead-2', 'volunteer-1', 'volunteer-2']
  const tokens = new Map<string, string>()
  for (const person of people) tokens.set(person, await given.tokenOf(person))
  const volunteers = [await given.idOf('volunteer-1'), await given.idOf('volunteer-2')] as const
  const taps: Tap[] = []
  const pool = await openPool(3)

  /** As a phone does: until there is an answer. */
  const tap = async (person: string, operation: Operation, input: Tap['input']): Promise<Heard> => {
    const heard: Heard[] = []
    taps.push({ person, operation, input, heard })
    for (;;) {
      const answer = await pool.call<{ statusCode: number; body: string }>('api', {
        rawPath: `/api/${operation.name.replace('.', '/')}`,
        requestContext: { http: { method: 'POST' } },
        headers: { authorization: `Bearer ${tokens.get(person)}` },
        body: JSON.stringify(input),
      })
      if (!answer) continue
      const last = { status: answer.statusCode, body: JSON.parse(answer.body) as Heard['body'] }
      heard.push(last)
      if (last.status !== 503) return last
    }
  }

  /** One request, from being asked for, by way of two teams that want it, to being confirmed. */
  const story = async (n: number) => {
    const lines = [{ what: '鸡蛋' }]
    const asked = await tap('resident-1', help.ask, { key: `asked-${n}-${op()}`, kind: 'groceries', lines })
    expect(asked.status).toBe(200)
    const { id } = asked.body as { id?: string }
    const seqOf = async () => (await given.table.get({ pk: `C#bchd#M#${id}`, sk: 'MATTER' }))!.seq as number
    const seq = await seqOf()
    const claims = await Promise.all(
      ['lead-1', 'lead-2'].map(lead => tap(lead, help.claim, { id, seq, op: op() })),
    )
    expect(claims.map(({ status }) => status).sort()).toEqual([200, 409])
    const first = claims[0]!.status === 200
    const [lead, own] = first ? (['lead-1', 'volunteer-1'] as const) : (['lead-2', 'volunteer-2'] as const)
    const volunteer = volunteers[first ? 0 : 1]
    expect((await tap(lead, help.assign, { id, seq: await seqOf(), op: op(), volunteer })).status).toBe(200)
    for (const [person, name, more] of course) {
      const who = person === 'volunteer-1' ? own : person
      const { status, body } = await tap(who, help[name], { id, seq: await seqOf(), op: op(), ...more })
      expect([name, status, body.text]).toEqual([name, 200, undefined])
    }
    return id!
  }

  let [isOver, followed] = [false, 0]
  const following = async () => {
    const read = await given.reader()
    for (;;) {
      const over = isOver
      const records = await read()
      if (over && !records.length) return
      for (let from = 0; from < records.length;) {
        const Records = records.slice(from, from + 5)
        const answer = await pool.call<{ batchItemFailures: unknown[] }>('changes', { Records })
        if (answer && !answer.batchItemFailures.length) from += Records.length
      }
      followed += records.length
      if (!records.length) await sleep(50)
    }
  }
  const killing = async () => {
    for (let n = 0; !isOver; n++) {
      await sleep(150 + (n % 4) * 150)
      if (!isOver) await pool.kill()
    }
  }
  const beside = [following(), killing()]
  const ids: string[] = []
  for (const many of runs(1, 0) ? [2, 6, 18] : [1, 3])
    ids.push(...(await Promise.all(Array.from({ length: many }, (_, n) => story(n)))))
  isOver = true
  await Promise.all(beside)
  await pool.close()
  // All of it once more, as after the loss of where one was in the stream.
  await given.settled()

  expect(pool.killed()).toBeGreaterThan(1)
  expect(followed).toBeGreaterThan(ids.length * 8)
  const items = await given.items()
  judgeTaps(taps, judgeTimelines(items))
  judgeInboxes(items)
  for (const item of mattersIn(items, 'help')) {
    expect(item.state).toBe('confirmed')
    judgeOwner(item.id, timelineIn(items, item))
  }
  const hours = items.filter(({ pk, state }) => pk.endsWith('#HOURS') && state === 'done')
  expect(hours.map(({ sk }) => sk).sort()).toEqual([...ids].sort())
}, 240_000)
