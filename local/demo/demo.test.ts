import { beforeAll, describe, expect, test } from '@jest/globals'
import { helpCards, helpDesks } from '../../functions/help/help-cards.ts'
import { helps } from '../../functions/help/help-kind.ts'
import type { Help } from '../../functions/help/help-store.ts'
import { readBack } from '../../functions/platform/matter-item.ts'
import { openly } from '../../functions/testing/openly.ts'
import type { Item } from '../../functions/platform/table.ts'
import type { SignedIn } from '../../functions/platform/context.ts'
import { openCursors } from '../../functions/platform/cursor.ts'
import { volunteersHandlers } from '../../functions/volunteers/volunteers.ts'
import type { Who } from '../../shared/lifecycle.ts'
import { shanghai } from '../../shared/time.ts'
import type { Card } from '../../shared/matters/matters.ts'
import { play } from '../demo.ts'
import { historyDays } from './history.ts'
import { memoryTable, type MemoryTable } from '../memory/memory-table.ts'
import { demoPeople, groups, households, scopes, teams } from './people.ts'
import { aroundOf } from './testing/around.ts'

const now = '2026-11-23T02:00:00.000Z'

const errors: string[] = []

const made = async () => {
  const table = memoryTable()
  const played = await play(aroundOf(table, errors), now)
  return { table, played }
}

let table: MemoryTable
let played: Awaited<ReturnType<typeof made>>['played']
let matters: Help[]
let past: Help[]
beforeAll(async () => {
  ;({ table, played } = await made())
  matters = table
    .items()
    .filter(({ sk, kind }) => sk === 'MATTER' && kind === 'help')
    .map(item => readBack<Help>(item))
  past = matters.filter(({ id }) => played.some(each => each.id === id))
}, 300_000)

describe('the community', () => {
  test('When it is counted, then it is the one of the article', () => {
    expect(scopes.filter(({ kind }) => kind === 'building')).toHaveLength(28)
    expect([teams.length, groups.length]).toEqual([15, 6])
    expect(table.items().filter(({ pk, sk }) => sk === 'HOME' && pk.startsWith('C#bchd#'))).toHaveLength(1009)
    const doors = households.map(({ building, unit, room }) => `${building} ${unit} ${room}`)
    expect(new Set(doors).size).toBe(1009)
    const count = (kind: string) => households.filter(each => each.kind === kind).length
    // Two old people to an empty nest.
    expect(count('emptyNest') * 2).toBeGreaterThanOrEqual(200)
    expect(count('alone')).toBeGreaterThanOrEqual(20)
  })

  test('When grids and teams are laid over the buildings, then each building has one grid and several teams', () => {
    for (const { id } of scopes.filter(({ kind }) => kind === 'building')) {
      const over = (kind: string) => scopes.filter(each => each.kind === kind && each.buildings?.includes(id))
      expect([id, over('grid').length]).toEqual([id, 1])
      expect(over('team').length).toBeGreaterThan(3)
    }
    for (const { id, name } of [...teams, ...groups]) {
      const role = (wanted: string) =>
        demoPeople.filter(({ grants }) => grants.some(({ role, scope }) => role === wanted && scope === id))
      expect([name, role('teamLead').length > 0, role('volunteer').length > 2]).toEqual([name, true, true])
    }
  })

  test('When every stored word is read, then no phone is there that could be somebody’s', () => {
    const numbers = JSON.stringify(table.items()).match(/(?<![\w.])1\d{10}(?!\d)/g) ?? []
    expect(numbers.length).toBeGreaterThan(600)
    expect(numbers.filter(each => !each.startsWith('100'))).toEqual([])
  })
})

/** Where each move leads from where, written down by hand: the table of moves would agree with its own mistakes. */
const leads: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  offer: { open: 'offered' },
  claim: { open: 'claimed', offered: 'claimed' },
  release: { claimed: 'open' },
  assign: { claimed: 'assigned' },
  accept: { assigned: 'accepted' },
  decline: { assigned: 'claimed', offered: 'open' },
  bought: { accepted: 'bought' },
  start: { accepted: 'onTheWay', bought: 'onTheWay' },
  deliver: { onTheWay: 'delivered', withStaff: 'delivered' },
  confirm: { delivered: 'confirmed' },
  problem: { delivered: 'withStaff' },
  takeOver: { withStaff: 'withStaff' },
  fail: { accepted: 'failed' },
  reopen: { failed: 'open' },
  withdraw: { open: 'withdrawn', claimed: 'withdrawn' },
  rate: { confirmed: 'confirmed' },
  note: { unanswered: 'unanswered' },
  widen: { open: 'open' },
  escalate: { open: 'open' },
  lapse: { assigned: 'open', claimed: 'open' },
  expire: { delivered: 'unanswered' },
}
const by: Readonly<Record<string, readonly string[]>> = {
  ask: ['resident', 'communityStaff'],
  offer: ['communityStaff'],
  claim: ['teamLead'],
  release: ['teamLead'],
  assign: ['teamLead'],
  accept: ['volunteer'],
  decline: ['volunteer', 'teamLead'],
  bought: ['volunteer'],
  start: ['volunteer'],
  deliver: ['volunteer', 'communityStaff'],
  confirm: ['resident', 'communityStaff'],
  problem: ['resident', 'communityStaff'],
  takeOver: ['communityStaff'],
  fail: ['volunteer'],
  reopen: ['resident', 'communityStaff'],
  withdraw: ['resident', 'communityStaff'],
  rate: ['resident'],
  note: ['communityStaff'],
  widen: ['clock'],
  escalate: ['clock'],
  lapse: ['clock'],
  expire: ['clock'],
}

describe('half a year of help', () => {
  test('When its days are counted, then it reaches back months, and every kind, end and road is in it', () => {
    expect(past.length).toBeGreaterThan(450)
    const days = new Set(past.map(({ createdAt }) => shanghai(createdAt).format('YYYY-MM-DD')))
    expect(days.size).toBe(historyDays)
    expect([...new Set(past.map(({ what }) => what))].sort()).toEqual([
      'errands',
      'groceries',
      'medicine',
      'urgent',
    ])
    expect([...new Set(past.map(({ state }) => state))].sort()).toEqual([
      'confirmed',
      'failed',
      'unanswered',
      'withdrawn',
    ])
    expect(new Set(played.map(({ road }) => road)).size).toBe(12)
    expect(errors).toEqual([])
  })

  test('When each timeline is walked again, then it comes to the state that is stored, without a gap', () => {
    for (const { id, timeline, state, seq, createdAt, changedAt } of past) {
      const [ask, ...moves] = timeline
      expect([id, ask!.move, ask!.to, ask!.seq, ask!.at]).toEqual([id, 'ask', 'open', 1, createdAt])
      let [here, at] = ['open', createdAt]
      for (const [i, entry] of moves.entries()) {
        const to = leads[entry.move]?.[here]
        expect([id, entry.move, here, entry.to, entry.seq]).toEqual([id, entry.move, here, to, i + 2])
        expect([id, entry.at >= at, by[entry.move]!.includes(entry.as)]).toEqual([id, true, true])
        ;[here, at] = [entry.to, entry.at]
      }
      expect([id, here, timeline.length, at]).toEqual([id, state, seq, changedAt])
    }
  })

  test('When people act, then it is on the community’s hours; so are the clock’s deadlines, save the two days of silence', () => {
    for (const { id, timeline } of past)
      for (const { at, move, as } of timeline) {
        const clock = shanghai(at).format('HH:mm')
        if (move === 'ask') expect([id, clock >= '07:00' && clock < '20:00']).toEqual([id, true])
        else if (move === 'expire') {
          const delivered = timeline.find(entry => entry.move === 'deliver')!.at
          expect(Date.parse(at) - Date.parse(delivered)).toBe((48 * 60 + 1) * 60_000)
        } else expect([id, move, as, clock >= '08:00' && clock <= '20:01']).toEqual([id, move, as, true])
      }
  })

  test('When something is bought, then what was laid out is what was given back, to the fen', () => {
    let [laidOut, givenBack] = [0, 0]
    for (const { id, buys, state, spentFen, paidFen, capFen, moneyOpen, timeline } of past) {
      const bought = timeline.some(({ move }) => move === 'bought')
      expect([id, spentFen !== undefined]).toEqual([id, bought])
      expect([id, moneyOpen]).toEqual([id, undefined])
      if (!bought) continue
      expect([id, buys, Number.isInteger(spentFen), spentFen! <= (capFen ?? Infinity)]).toEqual([
        id,
        true,
        true,
        true,
      ])
      if (state !== 'confirmed') continue
      expect([id, paidFen]).toEqual([id, spentFen])
      laidOut += spentFen!
      givenBack += paidFen!
    }
    expect(givenBack).toBe(laidOut)
    expect(laidOut).toBeGreaterThan(500_000)
  })

  test('When lists are read, then they agree with the matters: nothing of the past waits for anybody', async () => {
    const ways = { table, secrets: openly }
    const ids = (items: readonly Help[]) => items.map(({ id }) => id).sort()
    const open = await helps.lists.open.all(ways, { community: 'bchd' })
    const late = await helps.lists.late.all(ways, { community: 'bchd' })
    expect(ids(open)).toEqual(ids(matters.filter(({ state }) => state === 'open')))
    expect(open.filter(({ id }) => past.some(each => each.id === id))).toEqual([])
    expect(late.filter(({ id }) => past.some(each => each.id === id))).toEqual([])
    expect(past.filter(({ dueAt }) => dueAt !== undefined)).toEqual([])
  })

  test('When 我的事 is read, then everybody, and every desk, has the card of each of their matters as it stands', () => {
    const rows = new Map<string, Item>()
    for (const item of table.items())
      if ((item.card as Card | undefined)?.kind === 'help') rows.set(`${item.pk} ${item.sk}`, item)
    let cards = 0
    for (const matter of matters)
      for (const [pk, card] of [
        ...[...helpCards(matter)].map(([user, card]) => [`U#${user}#MINE`, card] as const),
        ...helpDesks(matter).map(
          ([{ role, community, scope }, card]) => [`C#${community}#DESK#${role}#${scope}`, card] as const,
        ),
      ]) {
        // A hint that there is none of is not stored.
        const stored = JSON.parse(JSON.stringify(card)) as typeof card
        expect(rows.get(`${pk} ${matter.id}`)).toMatchObject({ seq: matter.seq, card: stored })
        cards++
      }
    expect(rows.size).toBe(cards)
  })

  test('When somebody was told, then it was of today and not of the past', () => {
    const told = JSON.stringify(
      table.items().filter(({ pk }) => pk.includes('#INBOX') || pk.startsWith('FX#')),
    )
    expect(past.filter(({ id }) => told.includes(id))).toEqual([])
    expect(told.length).toBeGreaterThan(100)
  })

  test('When it is made twice, then it is the same, but for which of a home’s free places is taken', async () => {
    const again = await made()
    const plain = (from: MemoryTable) =>
      from
        .items()
        .map(item => (item.pk.includes('#HELP#HOME#') ? { ...item, sk: '' } : item))
        .map(item => JSON.stringify(Object.entries(item).sort()))
        .sort()
    const [one, other] = [plain(table), plain(again.table)]
    expect(other).toHaveLength(one.length)
    expect(other.filter((each, i) => each !== one[i])).toEqual([])
  }, 300_000)
})

describe('the hours of a month', () => {
  const month = '2026-10'
  const minutesBetween = (from: string, to: string) =>
    Math.floor((Date.parse(to) - Date.parse(from)) / 60_000)

  /** By hand, from what happened: the lines of the requests, and who was in and out of which shift. */
  const recount = (team: string) => {
    const tasks = past
      .filter(help => help.team === team && help.state === 'confirmed' && help.volunteer)
      .flatMap(({ timeline }) => {
        const moves = [...timeline].reverse()
        const done = moves.find(({ move }) => move === 'deliver')!
        const yes = moves.find(({ move }) => move === 'accept')!
        const went = timeline.find(({ at, move }) => at >= yes.at && (move === 'bought' || move === 'start'))!
        const from = minutesBetween(yes.at, went.at) <= 60 ? yes.at : went.at
        if (shanghai(done.at).format('YYYY-MM') !== month) return []
        return [Math.min(minutesBetween(from, done.at), 240)]
      })
    const shifts = new Map(
      table
        .items()
        .filter(({ sk, kind }) => sk === 'MATTER' && kind === 'shift')
        .map(item => [item.id as string, item]),
    )
    const served = table
      .items()
      .filter(
        ({ pk, team: of, kind, toAt }) => pk.endsWith('#HOURS') && of === team && kind === 'shift' && toAt,
      )
      .flatMap(({ id, fromAt, toAt, corrections }) => {
        const { startsAt, endsAt } = shifts.get(id as string) as unknown as {
          startsAt: string
          endsAt: string
        }
        if (shanghai(startsAt).format('YYYY-MM') !== month) return []
        const from = (fromAt as string) > startsAt ? (fromAt as string) : startsAt
        const to = (toAt as string) < endsAt ? (toAt as string) : endsAt
        return [(corrections as { after: number }[] | undefined)?.at(-1)?.after ?? minutesBetween(from, to)]
      })
    return [...tasks, ...served]
  }

  test('When each team’s month is recounted, then it gives the hours that the team is shown, to the minute', async () => {
    const staff: Who = {
      id: 'staff',
      actsFor: [],
      grants: [{ role: 'communityStaff', community: 'bchd', scope: 'bchd' }],
    }
    const ctx = {
      table,
      secrets: openly,
      cursors: openCursors(openly),
      now,
      who: staff,
    } as unknown as SignedIn
    let times = 0
    for (const { id: team } of [...teams, ...groups]) {
      const shown = await volunteersHandlers.hours({ team, month, community: 'bchd' }, ctx)
      const counted = recount(team)
      expect([team, shown.times, shown.minutes]).toEqual([
        team,
        counted.length,
        counted.reduce((sum, each) => sum + each, 0),
      ])
      times += counted.length
    }
    expect(times).toBeGreaterThan(100)
  })
})

test('When staff open the list of whom to ring, then a few are on it who have no WeChat, with what to say', () => {
  const toRing = table.items().filter(({ gsi1pk }) => gsi1pk === 'C#bchd#CALLS#communityStaff')
  const people = new Set(toRing.map(({ to }) => to as string))
  expect([...people].filter(id => id.startsWith('person_'))).toHaveLength(3)
  expect(people.size).toBeLessThan(8)
})
