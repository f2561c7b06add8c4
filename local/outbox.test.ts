import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { hazards, type HazardReply } from '../shared/hazards/hazards.ts'
import type { Input } from '../shared/contract.ts'
import { drain, type Outcome } from '../miniprogram/src/platform/draining.ts'
import { Refused, refusedHere } from '../miniprogram/src/platform/refused.ts'
import { neighbourhood, op, type Neighbourhood } from '../functions/testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

type Report = Input<typeof hazards.report>
interface Waiting {
  readonly key: string
  readonly input: Report
  readonly refusal?: string | undefined
}

test('When a thousand are reported over a net that loses what is sent and what is answered, then each is there once', async () => {
  let fate = 7
  /** 0: lost on the way there, 1: lost on the way back, else it arrives. */
  const chance = () => (fate = (fate * 48_271) % 2_147_483_647) % 4
  const people = ['grid-1', 'helper-1', 'helper-2', 'staff-1', 'staff-2']
  const came = new Map<string, Outcome>()
  let sent = 0
  const boxes = people.map((person, p) => {
    let all: readonly Waiting[] = Array.from({ length: 200 }, (_, n) => ({
      key: op(),
      input: { what: 'light', building: `building-${(n % 28) + 1}`, words: `第${p}路第${n}盏` },
    }))
    const send = async ({ key, input }: Waiting) => {
      const luck = chance()
      if (luck === 0) throw refusedHere('client.offline')
      sent++
      const { status, body } = await given.as(person).try(hazards.report, { ...input, key })
      if (luck === 1) throw refusedHere('client.slow')
      if (status !== 200) throw new Refused(body.code!, body.text!)
      return body
    }
    const box = { get: () => all, set: (now: readonly Waiting[]) => void (all = now) }
    return () => drain(box, send, async ({ key }, outcome) => void came.set(key, outcome))
  })
  const made = () => [...came.values()].map(each => ('reply' in each ? (each.reply as HazardReply).id : ''))
  // Several of the phones at once, and twice at once: a page that is open in two windows.
  for (let tries = 0; came.size < 1000 && tries < 5000; tries++)
    await Promise.all(boxes.flatMap(go => (tries % 7 === 0 ? [go(), go()] : [go()])))
  const stored = (await given.items()).filter(({ sk, kind }) => sk === 'MATTER' && kind === 'hazard')
  expect([came.size, new Set(made()).size, stored.length]).toEqual([1000, 1000, 1000])
  expect(new Set(stored.map(({ id }) => id))).toEqual(new Set(made()))
  expect(sent).toBeGreaterThan(1000)
}, 120_000)

test('When the community will not have one, then it stays with why, and the others are sent', async () => {
  let all: readonly Waiting[] = [
    { key: op(), input: { what: 'wire', building: 'building-1', words: '电箱冒烟' } },
    { key: op(), input: { what: 'wire', building: 'building-1', words: '电线垂下来' } },
  ]
  const send = async ({ key, input }: Waiting) => {
    const { status, body } = await given.as('resident-1').try(hazards.report, { ...input, key })
    if (status !== 200) throw new Refused(body.code!, body.text!)
    return body
  }
  const box = { get: () => all, set: (now: readonly Waiting[]) => void (all = now) }
  await drain(box, send, async () => undefined)
  expect(all).toMatchObject([{ input: { words: '电箱冒烟' }, refusal: expect.stringContaining('119') }])
})
