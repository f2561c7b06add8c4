/** 调解: two cases that share a mediator and a party, and two rooms; booked, moved, held, waited for and called off. */
import { mediation } from '../../../shared/mediation/mediation.ts'
import type { PartyKey } from '../../../shared/mediation/life.ts'
import { plusMinutes } from '../../../shared/time.ts'
import type { Case } from '../../mediation/case-store.ts'
import type { Item } from '../../platform/table.ts'
import { Day, type Began, type Town } from './day.ts'
import type { Act, Stage, Story } from './history.ts'
import { judgeMine, mattersIn, timelineIn, toldOf, wrong, type MatterItem } from './judge.ts'

type CaseItem = Case & MatterItem
const caseOf = (day: Day, id: string) =>
  mattersIn(day.memory.items()).find(each => each.id === id) as unknown as CaseItem

const day = 24 * 60
const quarter = 15
/** Tuesday 09:00 in Shanghai. */
const tuesday = '2026-11-24T01:00:00.000Z'
const parties: readonly PartyKey[] = ['p1', 'p2']
const sidesOf = (item: CaseItem) => parties.map(key => item[key]!.user!)

// ---- what may happen ----

/** A few rooms and hours, so that people meet there. */
const place = ({ many }: Act, now: string) => ({
  room: many % 2 ? 'room-1' : 'room-2',
  fromAt: plusMinutes(tuesday, (many % 5) * 30 + (now > tuesday ? day : 0)),
})

const next: Readonly<Record<string, readonly string[]>> = {
  mediatorSet: ['hearRights', 'hearRights', 'book'],
  noticed: ['book', 'book', 'book', 'joinWaitlist'],
  scheduled: ['reschedule', 'hold', 'cancel', 'joinWaitlist'],
  held: ['adjourn', 'agree', 'endSession'],
  adjourned: ['hold', 'reschedule', 'cancel'],
  signing: ['unsign', 'withdraw'],
}
const anything = [
  ...(['book', 'reschedule', 'cancel', 'hold', 'adjourn', 'endSession', 'noAgreement'] as const),
  ...(['withdraw', 'setMediator', 'objectToMediator', 'answerObjection', 'joinWaitlist'] as const),
] as const

const tap =
  (town: Town, ids: readonly string[]): Stage['tap'] =>
  (today, act, op) => {
    const item = caseOf(today, ids[act.many % 2]!)
    const likely = act.who % 4 > 0 && next[item.state]
    const names = likely || anything
    const name = names[act.what % names.length] as keyof typeof mediation
    const side = town.nameOf(sidesOf(item)[act.who % 2]!)
    const words: Record<string, object> = {
      book: place(act, today.now),
      reschedule: place(act, today.now),
      adjourn: place(act, plusMinutes(today.now, day)),
      hold: { present: parties, held: act.many % 3 > 0 },
      agree: {
        ...{ oral: true, terms: ['十点以后不出声'] },
        people: parties.map(party => ({ party, name: '王建国', how: 'paper' })),
      },
      setMediator: { mediator: town.idOf(act.many % 3 ? 'mediator-2' : 'mediator-1'), knowing: true },
      answerObjection: { party: parties[act.what % 2], text: '另一位这周不在' },
      unsign: { text: '再想想' },
    }
    const own = ['hearRights', 'withdraw', 'objectToMediator'].includes(name)
    // A session is held at its time.
    if (name === 'hold' && item.slot && item.slot.fromAt > today.now) today.passTo(item.slot.fromAt)
    const seq = item.seq - (act.many % 11 ? 0 : 1)
    return {
      person: own ? side : act.who % 5 ? 'room-1' : 'mediator-1',
      operation: mediation[name],
      input: { id: item.id, ...(!own && { seq }), op, ...words[name] },
    }
  }

// ---- what must stand ----

interface Had {
  readonly id: string
  readonly fromAt: string
  readonly toAt: string
  readonly needs: readonly string[]
}

/** When each is wanted where: what is booked, goes on, is kept, and of sessions what they have used. */
const hadBy = (item: CaseItem, now: string): readonly Had[] => {
  const { id, slot, sitting, kept, sessions, mediator } = item
  const people = [mediator!, ...sidesOf(item)]
  const ahead = [slot, sitting, kept && kept.until > now ? kept : undefined].flatMap(each =>
    each ? [{ id, ...each, needs: [each.room, ...people] }] : [],
  )
  const used = sessions.flatMap(({ room, mediator: who, fromAt, usedTo }) =>
    usedTo && usedTo > fromAt ? [{ id, fromAt, toAt: usedTo, needs: [room, who ?? ''] }] : [],
  )
  return [...ahead, ...used]
}

const overlap = (a: Had, b: Had) => a.fromAt < b.toAt && b.fromAt < a.toAt

const judgePlaces = (items: readonly Item[], cases: readonly CaseItem[], now: string) => {
  const had = cases.flatMap(item => hadBy(item, now))
  for (const [n, one] of had.entries())
    for (const other of had.slice(n + 1))
      if (one.id !== other.id && overlap(one, other) && one.needs.some(each => other.needs.includes(each)))
        wrong('in two places', one, other)
  const marks = new Map<string, string>()
  for (const { pk, sk, ...taken } of items.filter(item => item.sk.startsWith('DAY#')))
    for (const [name, mark] of Object.entries(taken)) {
      if (!/^q\d\d$/.test(name)) continue
      const { b, freeAt } = mark as { readonly b: string; readonly freeAt?: string }
      if (freeAt !== undefined && freeAt <= now) continue
      const midnight = `${sk.slice(4)}T00:00:00+08:00`
      const at = plusMinutes(new Date(midnight).toISOString(), Number(name.slice(1)) * quarter)
      marks.set(`${pk.split('#')[3]} ${at}`, b)
      const item = cases.find(({ id }) => id === b)!
      const spans = [
        ...hadBy(item, now),
        ...item.sessions.map(session => ({ ...session, toAt: session.usedTo ?? session.toAt })),
      ]
      if (!spans.some(({ fromAt, toAt }) => fromAt <= at && at < toAt)) wrong('a time is lost', pk, at, b)
    }
  for (const { id, slot, sitting } of cases)
    for (const each of [slot, sitting])
      for (let at = each?.fromAt; each && at! < each.toAt; at = plusMinutes(at!, quarter))
        for (const resource of each.resources)
          if (marks.get(`${resource} ${at}`) !== id) wrong('not marked', id, resource, at)
}

/** Both sides hear of each time that is made or taken back. */
const judgeNews = (items: readonly Item[], item: CaseItem) => {
  for (const { seq, move, by } of timelineIn(items, item))
    if (['book', 'reschedule', 'cancel', 'adjourn'].includes(move))
      for (const user of sidesOf(item))
        if (user !== by && toldOf(items, user, item.id, seq) !== 1) wrong('not told', user, move, seq)
}

const judge =
  (town: Town, ids: readonly string[]): Stage['judge'] =>
  async today => {
    const items = today.memory.items()
    const cases = ids.map(id => caseOf(today, id))
    judgePlaces(items, cases, today.now)
    for (const item of cases) {
      judgeNews(items, item)
      const people = new Set([item.mediator!, ...sidesOf(item)])
      judgeMine(items, item, people)
    }
    const [one] = cases
    const side = town.nameOf(sidesOf(one!)[one!.seq % 2]!)
    const { items: own } = await today.do(side, mediation.mine, {})
    if (!own.some(({ id }) => id === one!.id)) wrong('not among their own', side, one!.id)
  }

// ---- where histories begin ----

export const caseStory = async (town: Town, morning: Began): Promise<Story> => {
  const today = new Day(town, morning)
  const ids: string[] = []
  const op = (name: string, id: string) => `before-${name}-${ids.indexOf(id)}`
  const input = (name: string, id: string) => ({ id, seq: caseOf(today, id).seq, op: op(name, id) })
  for (const who of ['resident-1', 'elder-1']) {
    const { id } = await today.do(who, mediation.apply, {
      ...{ key: `case-of-${who}`, kind: 'noise', facts: '夜里吵' },
      others: [{ name: '楼上李家', building: '1号楼', room: '1单元201室' }],
    })
    ids.push(id)
    await today.do('room-1', mediation.screen, { ...input('screen', id), accept: true })
    const asked = { ...input('ask', id), party: 'p2', how: 'link' } as const
    const { code } = await today.do('room-1', mediation.askOtherSide, asked)
    await today.do('resident-2', mediation.answerOtherSide, { code: code!, answer: 'yes' })
    await today.do('room-1', mediation.setMediator, {
      ...{ ...input('mediator', id), mediator: town.idOf('mediator-1'), knowing: true },
    })
  }
  const stages: Stage[] = []
  const stage = async () => {
    await today.followAll()
    stages.push({ began: today.saved(), tap: tap(town, ids), judge: judge(town, ids) })
    today.comeBack()
    today.pass(3)
  }
  await stage()
  for (const id of ids)
    for (const user of sidesOf(caseOf(today, id))) {
      const person = town.nameOf(user)
      await today.do(person, mediation.hearRights, { id, op: `${op('rights', id)}-${person}` })
    }
  await stage()
  const at = (n: number) => ({ room: 'room-1', fromAt: plusMinutes(tuesday, n * 120) })
  await today.do('room-1', mediation.book, { ...input('book', ids[0]!), ...at(0) })
  await stage()
  // The second waits for the time that the first has.
  await today.do('room-1', mediation.book, { ...input('book', ids[1]!), ...at(1) })
  await today.do('room-1', mediation.joinWaitlist, { id: ids[1]!, op: op('wait', ids[1]!) })
  await stage()
  today.passTo(plusMinutes(tuesday, 5))
  for (const party of parties)
    await today.do('room-1', mediation.saveParty, {
      ...{ id: ids[0]!, op: `${op('shown', ids[0]!)}-${party}`, party, idSeen: true },
    })
  await today.do('room-1', mediation.hold, { ...input('hold', ids[0]!), present: [...parties], held: true })
  await stage()
  return { name: 'cases', stages }
}
