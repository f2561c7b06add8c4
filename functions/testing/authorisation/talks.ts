/** 说和 and the room's desk, tried by everybody. */
import { mediation } from '../../../shared/mediation/mediation.ts'
import { plusMinutes } from '../../../shared/time.ts'
import { op, type Neighbourhood } from '../given.ts'
import type { Trying, Who } from './trying.ts'

const here = { community: 'bchd' } as const
const tap = ({ id, seq }: { readonly id: string; readonly seq: number }) => ({ id, seq, op: op() })

/** Noted at the door by the helper of building 1. */
const noted = async ({ tried, done, only }: Trying) => {
  const note = { ...here, sides: ['张阿姨', '楼上李家'], what: '为了声响' }
  await tried(mediation.note, { by: 'h', input: note })
  let it = await only(mediation.note, 'h', note)
  const { id } = it
  await tried(mediation.quarrels, {
    ...{ by: 'h', input: here },
    shows: ({ items }) => items.some(each => each.id === id),
  })
  await tried(mediation.quarrel, { by: 'h', input: { id } })
  it = await done(mediation.addToNote, { by: 'h', input: { id, op: op(), text: '又来说了一次' } })
  it = await done(mediation.correctNote, { by: 'h', input: { ...tap(it), what: '为了晚上的声响' } })
  await tried(mediation.turn, { by: 'c', input: tap(it) })
  await done(mediation.settle, { by: 'h', input: { ...tap(it), ending: 'oral', terms: '十点以后轻一点' } })
  await tried(mediation.printNote, { by: 'h', input: { id, key: op() } })
}

/** A time that the elder has booked, and that others may book for the elder. */
const booked = async (trying: Trying, given: Neighbourhood) => {
  const { tried, done, only, idOf } = trying
  const elder = await idOf('o')
  const forElder = (who: Who) => (who === 'o' ? {} : { for: elder })
  await tried(mediation.mediationDay, { by: 'o', input: here })
  await tried(mediation.talkTimes, { by: 'o', input: {}, but: forElder })
  const { starts } = await only(mediation.talkTimes, 'o', {})
  const [first, second] = [starts[0]!, starts[1]!]
  const place = ({ room, fromAt }: typeof first) => ({ room, fromAt })
  const talk = { kind: 'leak', ...place(first) } as const
  await tried(mediation.bookTalk, { by: 'o', input: talk, but: forElder })
  await trying.twice(async phoned => {
    let it = await only(mediation.bookTalk, phoned ? 'c' : 'o', {
      ...{ ...talk, for: phoned ? await idOf('o') : undefined, key: op() },
    })
    await tried(mediation.quarrel, { by: 'o', note: 'booked', input: { id: it.id } })
    it = await done(mediation.moveTalk, { by: 'o', input: { ...tap(it), ...place(second) } })
    await tried(mediation.addToNote, { by: 'c', note: 'booked', input: { id: it.id, text: '来过电话' } })
    const now = given.now()
    given.setNow(second.fromAt)
    await tried(mediation.talkCame, { by: 'c', input: { ...tap(it), came: true } })
    given.setNow(now)
    await done(mediation.cancelTalk, { by: 'o', input: tap(it) })
  })
}

const desk = async ({ tried, done, idOf }: Trying, given: Neighbourhood) => {
  await tried(mediation.load, { by: 'c', input: here })
  await tried(mediation.month, { by: 'c', input: { ...here, month: '2026-11', which: 'table' } })
  await tried(mediation.feed, { by: 'c', input: { ...here, of: 'room', change: 'make', op: op() } })
  await tried(mediation.feed, {
    by: 'm',
    note: 'of one’s own',
    input: { ...here, of: 'mine', change: 'make', op: op() },
  })
  const fromAt = plusMinutes(given.now(), 20 * 24 * 60)
  const time = { ...here, fromAt, toAt: plusMinutes(fromAt, 60), reason: '开会' }
  await tried(mediation.block, {
    by: 'm',
    note: 'leave',
    input: { ...time, of: 'mediator', which: await idOf('m') },
  })
  const { id } = await done(mediation.block, { by: 'c', input: { ...time, of: 'room', which: 'room-1' } })
  await tried(mediation.unblock, { by: 'c', input: { ...here, id } })
}

export const talksTold = async (trying: Trying, given: Neighbourhood) => {
  await noted(trying)
  await booked(trying, given)
  await desk(trying, given)
}
