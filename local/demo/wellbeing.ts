// 今天我很好: 22 old people who live alone. Most have said it today; two have not yet, two rest, and of one there is no word.
import { identity } from '../../shared/identity/identity.ts'
import { clockOf, onOf, plusDays, plusMinutes } from '../../shared/time.ts'
import { hourOn } from '../../shared/wellbeing/life.ts'
import { wellbeing, type WellbeingReply } from '../../shared/wellbeing/wellbeing.ts'
import { households } from './people.ts'
import type { Stage } from './stage.ts'

const begunDaysAgo = 60
const usualHour = '10:00'
/** Of the persona that a visitor plays first: it can be said at any hour at which somebody is likely to look. */
const lateHour = '20:30'

const alone = households
  .flatMap(({ kind, known = [], ...place }) => (kind === 'alone' ? [{ ...place, ...known[0]! }] : []))
  .slice(0, 21)

const hasPartner = (i: number) => i % 4 !== 3
/** Of the persona, the neighbour that a visitor plays as well. */
const neighbourOf = (i: number) => `resident-${i === alone.length ? 1 : i + 2}`

/** Begun by staff, who have asked first; with a neighbour who looks in on them, for most. */
const begin = async (stage: Stage, person: string, i: number, hour: string) => {
  let it = await stage.as('staff-1', wellbeing.startWellbeing, {
    ...{ key: `demo-wellbeing-${i}`, person, hour },
    consent: { way: i % 3 ? 'phone' : 'inPerson', on: onOf(stage.now()) },
    // Some have nobody who has said yes yet, and one is reached only by phone.
    ...(hasPartner(i) && { partner: { user: stage.idOf(neighbourOf(i)) } }),
    ...(i === 7 && { partner: { name: '楼上刘师傅', phone: '10099990707' } }),
  })
  if (hasPartner(i))
    it = await stage.as(neighbourOf(i), wellbeing.answerPartner, {
      ...{ id: it.id, seq: it.seq, yes: true },
      op: `demo-partner-${i}`,
    })
  await stage.follow(false)
  return it
}

/** When the last word of this one came: today, where the day is so far, else the day before. */
const lastWordAt = (now: string, i: number) => {
  const at = (on: string) => plusMinutes(hourOn(on, '06:40'), (i * 7) % 150)
  const today = at(onOf(now))
  return today < now ? today : at(plusDays(onOf(now), -1))
}

/** The last time before `now` that a clock showed this hour. */
const lastAt = (now: string, hour: string) => {
  const today = hourOn(onOf(now), hour)
  return today < now ? today : hourOn(plusDays(onOf(now), -1), hour)
}

/** An hour for which the partner has been told and the helpers hear it now, if that can be; else the evening before. */
const silentHour = (now: string) => {
  const clock = clockOf(plusMinutes(now, -40))
  return clock >= '05:00' && clock < '20:59' ? clock : '20:00'
}

export const playWellbeing = async (stage: Stage, now: string) => {
  const [resting, silent] = [[5, 12], 2]
  const all: WellbeingReply[] = []
  stage.at(plusMinutes(now, -begunDaysAgo * 24 * 60))
  for (const [i, { building, unit, room, ...known }] of alone.entries()) {
    const place = { building: `building-${building}`, unit: String(unit), room }
    const { id } = await stage.as('staff-1', identity.registerByPhone, { ...known, ...place })
    all.push(await begin(stage, id, i, i === silent ? silentHour(now) : usualHour))
  }
  all.push(await begin(stage, stage.idOf('elder-1'), alone.length, lateHour))
  // Those who have not said it yet today, or rest since then, said it yesterday.
  const notToday = (i: number) =>
    resting.includes(i) ||
    (i === alone.length && now < hourOn(onOf(now), lateHour)) ||
    (i === 9 && now < hourOn(onOf(now), usualHour))
  for (const [i, { id }] of all.entries()) {
    const word = i === silent ? plusMinutes(lastAt(now, silentHour(now)), -26 * 60) : lastWordAt(now, i)
    stage.at(notToday(i) && onOf(word) === onOf(now) ? plusMinutes(word, -24 * 60) : word)
    const { seq } = await stage.as('staff-2', wellbeing.sayFine, { id, how: 'heard', op: `demo-fine-${i}` })
    if (resting.includes(i))
      await stage.as('staff-2', wellbeing.rest, {
        ...{ id, seq, until: plusDays(onOf(now), 4) },
        op: `demo-rest-${i}`,
      })
    await stage.follow(false)
  }
  await stage.pass('wellbeing', all[silent]!.id, now)
  await stage.follow(true)
}
