/**
 * A city: thousands of communities like the demo's. What a life of a matter costs is counted by AWS's rules while it is
 * lived through the front door; how many there are in a month is counted in the demo's half year; traffic and prices are
 * inputs, with their dates. No time is measured.
 */
import { randomUUID } from 'node:crypto'
import { help } from '../shared/help/help.ts'
import { identity } from '../shared/identity/identity.ts'
import { matters } from '../shared/matters/matters.ts'
import { messages } from '../shared/messages/messages.ts'
import { plusMinutes } from '../shared/time.ts'
import { volunteers } from '../shared/volunteers/volunteers.ts'
import { sendShards } from '../functions/messages/messages-store.ts'
import { everyDueShard } from '../functions/platform/matter-item.ts'
import type { Item } from '../functions/platform/table.ts'
import { caseStory } from '../functions/testing/case-story.ts'
import { neighbourhood } from '../functions/testing/given.ts'
import { helpStory, tap } from '../functions/testing/help-story.ts'
import type { Spent } from '../functions/testing/meter.ts'
import { play } from '../local/demo.ts'
import { historyDays } from '../local/demo/history.ts'
import { householdCount } from '../local/demo/people.ts'
import { aroundOf } from '../local/demo/testing/around.ts'
import { memoryTable } from '../local/memory/memory-table.ts'

/** Assumed 2026-11-28; the demo is of the size of 宝翠花都, which the press gives as 1,009 households and 3,050 people. */
const inputs = {
  communities: 5_000,
  people: 3_050,
  /** How often the program is opened for each household and day, and its home page read. */
  openedPerHousehold: 0.5,
  /** The tenth of a day's opening that falls into its busiest hour is doubled: evenings are not even. */
  busiestHour: 0.2,
  /** In a bad morning this part of all people ask for something within so many minutes. */
  bad: { part: 0.1, minutes: 10 },
  /**
   * Yuan for a million units on demand in cn-north-1 and cn-northwest-1: amazonaws.cn/en/dynamodb/pricing for writes, read
   * 2026-11; reads are a fifth of that everywhere else, and are taken to be here.
   */
  yuan: { writes: 11.1538, reads: 11.1538 / 5 },
  /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html, read 2026-11. */
  limit: { writes: 1_000 },
} as const

const daysInMonth = 30
const ofKind = (items: readonly Item[], kind: string) =>
  items.filter(item => item.sk === 'MATTER' && item.kind === kind)

/** How many of each begin in a month, in the demo. */
const rates = async () => {
  const table = memoryTable()
  await play(aroundOf(table, []), new Date().toISOString())
  const items = table.items()
  const counted = (count: number, days: number) => (count * daysInMonth) / days
  const twoMonths = 60
  return {
    request: counted(ofKind(items, 'help').length, historyDays),
    case: counted(ofKind(items, 'case').length, twoMonths),
    shift: counted(ofKind(items, 'shift').length, twoMonths),
  }
}

/** What one of each costs, with all that follows from it. */
const lives = async () => {
  const given = await neighbourhood()
  const story = helpStory(given)
  const cases = caseStory(given)
  const people = Array.from({ length: 10 }, (_, n) => `resident-${n + 1}`)
  for (const person of [...people, 'lead-1', 'volunteer-1', 'room-1', 'mediator-1', 'staff-1'])
    await given.idOf(person)
  // What only the first request of a community pays, like making its key, is no part of a life.
  await story('delivered')
  await cases.applied('resident-3')
  await given.settled()

  const request = await given.spentBy(async () => {
    const it = await story('delivered')
    await given.as('resident-1').do(help.confirm, tap(it))
    await given.settled()
  })
  const told = async () => (await given.items()).filter(({ pk }) => pk.startsWith('FX#')).length
  const before = await told()
  const asking = await given.spentBy(async () => {
    await given.request1({ key: randomUUID() })
  })
  const askingFollowed = await given.spentBy(() => given.settled())
  const messagesEach = (await told()) - before
  const opened = await given.spentBy(async () => {
    const home = given.as('resident-1')
    await Promise.all([
      home.do(identity.me, {}),
      home.do(messages.unread, {}),
      home.do(matters.mine, {}),
      home.do(help.mine, {}),
    ])
  })
  const tick = await given.spentBy(() => given.tick())
  const shift = await given.spentBy(async () => {
    const startsAt = plusMinutes(given.now(), 24 * 60)
    const { id } = await given.as('lead-1').do(volunteers.addShift, {
      ...{ team: 'team-1', title: '文明岗', place: '东门', places: 20, openTo: 'all' },
      ...{ startsAt, endsAt: plusMinutes(startsAt, 60) },
    })
    for (const person of people) await given.as(person).do(volunteers.takeShift, { id, op: randomUUID() })
    await given.settled()
  })
  const aCase = await given.spentBy(async () => {
    await cases.held(undefined, 'resident-5', 'resident-6')
    await given.settled()
  })
  await given.close()
  return { request, case: aCase, shift, opened, tick, asking, askingFollowed, messagesEach }
}

const yuanOf = ({ reads, writes }: Pick<Spent, 'reads' | 'writes'>) =>
  (reads * inputs.yuan.reads + writes * inputs.yuan.writes) / 1e6

export const city = async (): Promise<string> => {
  const [month, life] = [await rates(), await lives()]
  const openings = inputs.openedPerHousehold * householdCount * daysInMonth
  const parts: readonly (readonly [what: string, times: number, each: Spent])[] = [
    ['a request, from asking to the yes, with stream and messages', month.request, life.request],
    ['a case, from applying to the session', month.case, life.case],
    ['a shift of ten', month.shift, life.shift],
    ['the home page opened', openings, life.opened],
  ]
  const lines = parts.map(([what, times, { calls, reads, writes }]) => {
    const yuan = times * yuanOf({ reads, writes })
    return `| ${what} | ${Math.round(times)} | ${calls} | ${reads} | ${writes} | ${yuan.toFixed(3)} |`
  })
  const perMonth = parts.reduce((sum, [, times, each]) => sum + times * yuanOf(each), 0)
  const ticks = 60 * 24 * daysInMonth
  const clock = ticks * yuanOf(life.tick)

  const openedAtPeak =
    (inputs.openedPerHousehold * householdCount * inputs.busiestHour * inputs.communities) / 3_600
  const askedPerSecond = (inputs.people * inputs.communities * inputs.bad.part) / (inputs.bad.minutes * 60)
  // An asking is put before the clock once, and moved there by its first answer; each message it makes is put before the
  // clock and taken from there.
  const dueWrites = (askedPerSecond * 3) / everyDueShard.length
  const sendWrites = (askedPerSecond * life.messagesEach * 3) / sendShards
  const ofOne = (inputs.people * inputs.bad.part) / (inputs.bad.minutes * 60)
  const morning: readonly (readonly [string, number, number])[] = [
    ['one shard of what is due, writes a second', dueWrites, inputs.limit.writes],
    ['one shard of what is to be sent, writes a second', sendWrites, inputs.limit.writes],
    ['the open list of one community, writes a second', ofOne * 3, inputs.limit.writes],
  ]
  const hot = morning.map(
    ([what, value, limit]) =>
      `| ${what} | ${value.toFixed(0)} | ${limit} | ${value <= limit ? 'yes' : '**no**'} |`,
  )
  const all = (spent: readonly Spent[], what: 'reads' | 'writes') =>
    spent.reduce((sum, each) => sum + each[what], 0)
  const asking = [life.asking, life.askingFollowed]
  return `## A city of ${inputs.communities.toLocaleString('en')} communities

Each like the demo, ${householdCount.toLocaleString('en')} households. Inputs, with their dates, stand in \`bench/city.ts\`.

| in a month, for one community | times | calls | reads | writes | yuan |
| ----------------------------- | ----- | ----- | ----- | ------ | ---- |
${lines.join('\n')}

${perMonth.toFixed(2)} yuan a month for a community; the clock, for all of them, ${clock.toFixed(2)} (${life.tick.calls} queries a
minute with nothing due). Peak of an ordinary day: the home page ${openedAtPeak.toFixed(0)} times a second, ${(openedAtPeak * life.opened.reads).toFixed(0)} reads a
second over all communities.

A bad morning, a tenth of all people asking within ${inputs.bad.minutes} minutes: ${askedPerSecond.toFixed(0)} requests a second, ${(askedPerSecond * all(asking, 'reads')).toFixed(0)} reads and
${(askedPerSecond * all(asking, 'writes')).toFixed(0)} writes a second in all. On demand a new table takes 4,000 writes a second; more is warmed up before a storm.

| the hottest keys then | a second | limit of a partition | within |
| --------------------- | -------- | -------------------- | ------ |
${hot.join('\n')}
`
}
