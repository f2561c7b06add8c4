/** All that the demo stores and says is read: of what people typed, only what may be read stands there in the clear. */
import { expect, test } from '@jest/globals'
import { hear, inClear } from '../../functions/testing/in-clear.ts'
import { openly } from '../../functions/testing/openly.ts'
import type { Effects } from '../../functions/platform/context.ts'
import type { Secrets } from '../../functions/platform/secrets.ts'
import type { Key } from '../../functions/platform/table.ts'
import { play } from '../demo.ts'
import { memoryTable } from '../memory/memory-table.ts'
import { demoPeople, households } from './people.ts'
import { aroundOf } from './testing/around.ts'

/** Stands in no text of ours. */
const mark = '龘'
/** By what a door is found, which has to stay as it is. */
const isDoor = (field: string) => ['building', 'unit', 'room'].includes(field)

/** As short as it can be said: help, HOURS. */
const sortOf = ({ pk, sk }: Key) =>
  /#M#([a-z]+)_/.exec(pk)?.[1] ?? `${pk}#${sk}`.split('#').findLast(part => /^[A-Z]{2,}$/.test(part))

/** Whatever people type begins with the mark. */
const marked = <T>(value: T): T => {
  const change = (value: unknown): unknown => {
    if (typeof value === 'string') return /\p{Script=Han}/u.test(value) ? mark + value.slice(1) : value
    if (Array.isArray(value)) return value.map(change)
    if (typeof value !== 'object' || !value) return value
    return Object.fromEntries(
      Object.entries(value).map(([field, each]) => [field, isDoor(field) ? each : change(each)]),
    )
  }
  return change(value) as T
}

test('When the whole demo has been played, then no word, name, phone or door of anybody can be read in it', async () => {
  const table = memoryTable()
  const [typed, sealed, told] = [new Set<string>(), new Set<string>(), [] as string[]]
  const hidden: Secrets = {
    ...openly,
    async seal(_owner, { pk, sk }, field, value) {
      const text = JSON.stringify(value)
      if (text.includes(mark)) sealed.add(`${sortOf({ pk, sk })} ${field}`)
      return Buffer.from(text).toString('base64')
    },
    open: async (_owner, _at, _field, text) => JSON.parse(Buffer.from(text, 'base64').toString()) as unknown,
  }
  const tell = (what: string, facts: object) => void told.push(`${what} ${JSON.stringify(facts)}`)
  await play(
    {
      ...aroundOf(table, []),
      secrets: hidden,
      log: { info: tell, error: tell },
      wechat: {
        push: async (message: object) => {
          tell('push', message)
          return { became: 'refused', errcode: 43101 }
        },
      } as unknown as Effects['wechat'],
      hears(_, input) {
        const heard = marked(input)
        hear(typed, heard)
        return heard
      },
    },
    '2026-11-23T02:00:00.000Z',
  )
  const known = [...demoPeople, ...households.flatMap(({ known = [] }) => known)]
  const never = new RegExp(known.flatMap(({ name, phone }) => [name, phone]).join('|'))
  expect(inClear(table.items(), told, { typed, never, mark })).toEqual([])
  // Whatever has words in it was sealed with them in it.
  expect([...sealed]).toEqual(
    expect.arrayContaining([
      ...['BLOCKS reason', 'HOURS reason', 'ME contact', 'RECORD content'],
      ...['case details', 'case later', 'case words', 'quarrel said'],
      ...['help details', 'help notes', 'help thanks', 'membership said'],
    ]),
  )
}, 300_000)
