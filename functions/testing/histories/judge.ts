/**
 * What must stand after every history, worked out from what is stored and what people heard; no table of moves is looked
 * at. A name in front of each says what has gone wrong.
 */
import type { Entry } from '../../../shared/lifecycle.ts'
import { templates, type TemplateName } from '../../../shared/messages/messages.ts'
import type { Item } from '../../platform/table.ts'
import type { Stored } from '../../platform/matter-item.ts'
import type { Day, Tap, Town } from './day.ts'
import { allowed } from './town.ts'

export const wrong = (what: string, ...facts: readonly unknown[]): never => {
  throw new Error(`${what}: ${JSON.stringify(facts)}`)
}

export type MatterItem = Stored & Item
export const mattersIn = (items: readonly Item[], kind?: string) =>
  items.filter(item => item.sk === 'MATTER' && (!kind || item.kind === kind)) as unknown as MatterItem[]

/** What was injected; anything else that is logged is the program's own fault. */
const injected = /"error":"(TimeoutError|ThrottlingException|Died|TransactionConflictException)"/

const judgeAnswers = (day: Day) => {
  for (const { person, operation, heard } of day.taps)
    for (const { status, body } of heard) {
      if (status === 500) wrong('a failure of its own', person, operation.name, day.errors())
      if (status !== 200 && !(body.code && body.text)) wrong('refused without a word', operation.name, body)
    }
  for (const line of day.errors())
    if (!injected.test(line) && !line.includes('"error":"Refusal"')) wrong('an error of its own', line)
}

/** What was said to be done is done, once; what was refused is not; what was done is never refused when it is asked again. */
export const judgeTaps = (taps: readonly Tap[], timelines: ReadonlyMap<string, readonly Entry[]>) => {
  for (const { person, operation, input, heard } of taps) {
    const { id, op } = input
    const timeline = timelines.get(String(id))
    if (!timeline || typeof op !== 'string') continue
    const done = timeline.filter(entry => entry.op === op).length
    if (done > 1) wrong('done twice', person, operation.name, op)
    // Refused first, it may still be done when it is sent again.
    const last = heard.at(-1)
    if (done && last && last.status >= 400 && last.status < 500)
      wrong('done and refused', person, operation.name, last.body.code)
  }
}

/** The whole story of each matter; the last word of it is the state it is in. */
export const judgeTimelines = (items: readonly Item[]) => {
  const copies = new Map<string, Entry[]>()
  for (const { pk, sk, entry } of items)
    if (sk.startsWith('T#')) copies.set(pk, [...(copies.get(pk) ?? []), entry as Entry])
  const timelines = new Map<string, readonly Entry[]>()
  for (const { pk, id, state, seq, timeline } of mattersIn(items)) {
    const copied = (copies.get(pk) ?? []).sort((a, b) => a.seq - b.seq)
    timelines.set(id, copied)
    const [first, last] = [copied[0], copied.at(-1)]
    if (first?.seq !== 1 || new Set(copied.map(each => each.seq)).size < copied.length)
      wrong('a hole in the story', id, copied)
    for (const entry of timeline)
      if (JSON.stringify(copied.find(each => each.seq === entry.seq)) !== JSON.stringify(entry))
        wrong('a hole in the story', id, entry)
    if (last?.to !== state || last.seq > seq) wrong('the story ends otherwise', id, state, last)
  }
  return timelines
}

interface Told extends Item {
  readonly to: string
  readonly template: TemplateName
  readonly wechat: string
  readonly dueAt?: string
  readonly at: string
  readonly readAt?: string
}

interface Box {
  readonly unread: number
  readonly readUpTo?: string
  readonly grants: Partial<Record<TemplateName, number>>
}
const boxesIn = (items: readonly Item[]) =>
  new Map(items.filter(({ sk }) => sk === 'BOX').map(item => [item.pk, item.box as Box]))
const toldIn = (items: readonly Item[]) =>
  items.filter(({ pk, sk }) => pk.endsWith('#INBOX') && sk.startsWith('M#')) as Told[]
const nameOf = ({ sk, to }: Told) => [...sk.split('#').slice(2), to].join('#')

/** Each is told each thing once. */
export const judgeInboxes = (items: readonly Item[]) => {
  const markers = new Set(
    items.filter(({ pk }) => pk.startsWith('FX#')).map(({ pk, sk }) => `${pk.slice(3)}#${sk}`),
  )
  const told = toldIn(items)
  const seen = new Set<string>()
  for (const name of told.map(nameOf)) {
    if (seen.has(name)) wrong('told twice', name)
    seen.add(name)
    if (!markers.has(name)) wrong('told without a mark', name)
  }
  for (const name of markers) if (!seen.has(name)) wrong('marked and not told', name)
  for (const [pk, { unread, readUpTo = '' }] of boxesIn(items)) {
    const left = told.filter(each => each.pk === pk && !each.readAt && each.at > readUpTo).length
    if (left !== unread) wrong('unread miscounted', pk, unread, left)
  }
}

/** What was to go out has, and nobody used what they did not allow. */
const judgeSent = (town: Town, day: Day, items: readonly Item[]) => {
  const told = toldIn(items)
  const sent = new Map<string, number>()
  for (const message of told) {
    const { to, wechat, dueAt } = message
    if (wechat === 'due' && dueAt! <= day.now) wrong('never sent', nameOf(message), dueAt)
    if (wechat === 'sent') sent.set(to, (sent.get(to) ?? 0) + 1)
  }
  for (const [to, many] of sent) {
    const taken = day.pushed.filter(openid => openid === `openid-${town.nameOf(to)}`).length
    if (taken < many) wrong('said to be sent', town.nameOf(to), many, taken)
  }
  for (const [pk, { grants }] of boxesIn(items))
    for (const template of templates) {
      const used = told.filter(
        each => each.pk === pk && each.template === template && ['due', 'sent'].includes(each.wechat),
      )
      if (used.length + (grants[template] ?? 0) > allowed) wrong('used more than allowed', pk, template)
    }
}

export const judge = async (town: Town, day: Day) => {
  const items = day.memory.items()
  judgeAnswers(day)
  const timelines = judgeTimelines(items)
  judgeTaps(day.taps, timelines)
  judgeInboxes(items)
  judgeSent(town, day, items)
}

/** All that was ever done to it, by what stands beside it. */
export const timelineIn = (items: readonly Item[], { pk }: Item) =>
  items
    .filter(item => item.pk === pk && item.sk.startsWith('T#'))
    .map(({ entry }) => entry as Entry)
    .sort((a, b) => a.seq - b.seq)

/** Whether somebody was told once of what happened to a matter at this seq. */
export const toldOf = (items: readonly Item[], to: string, id: string, seq: number) =>
  items.filter(
    ({ pk, sk }) =>
      pk === `U#${to}#INBOX` && sk.startsWith('M#') && sk.includes(`#${id}.${String(seq).padStart(6, '0')}#`),
  ).length

/** Whom a matter concerns has it among their own, as it stands; others have not. */
export const judgeMine = (items: readonly Item[], matter: MatterItem, people: ReadonlySet<string>) => {
  for (const { pk, sk, seq, card } of items) {
    if (sk !== matter.id || !pk.startsWith('U#') || !pk.endsWith('#MINE')) continue
    const user = pk.split('#')[1]!
    if (people.has(user) !== (card !== undefined))
      wrong('among the wrong ones', user, matter.id, matter.state)
    if (card && seq !== matter.seq) wrong('an old card', user, matter.id, seq, matter.seq)
  }
  for (const user of people)
    if (!items.some(({ pk, sk }) => pk === `U#${user}#MINE` && sk === matter.id))
      wrong('not among their own', user, matter.id)
}
