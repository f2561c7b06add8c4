import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { onOf, plusDays, plusMinutes } from '../../shared/time.ts'
import { wellbeing } from '../../shared/wellbeing/wellbeing.ts'
import { hourOn, rings, todayOf, type Days } from '../../shared/wellbeing/life.ts'
import { neighbourhood } from '../testing/given.ts'
import { runs } from '../testing/runs.ts'

const at = (on: string, clock: string) => new Date(`${on}T${clock}:00.000+08:00`).toISOString()
const days = (more: Partial<Days> = {}): Days => ({
  state: 'on',
  hour: '10:00',
  fromOn: '2026-11-23',
  ...more,
})

test.each([
  ['before the hour', days(), at('2026-11-23', '09:59'), 'waiting'],
  ['at the hour', days(), at('2026-11-23', '10:00'), 'silent'],
  ['with a word of today', days({ fineOn: '2026-11-23' }), at('2026-11-23', '23:59'), 'fine'],
  [
    'past Shanghai’s midnight, when it is still the same day in UTC',
    days({ fineOn: '2026-11-23' }),
    at('2026-11-24', '00:00'),
    'waiting',
  ],
  [
    'a day later, with a clock that stands still',
    days({ fineOn: '2026-11-23' }),
    at('2026-11-24', '10:00'),
    'silent',
  ],
  [
    'on the first of a month, with a word of the last',
    days({ fineOn: '2026-11-30' }),
    at('2026-12-01', '12:00'),
    'silent',
  ],
  [
    'on New Year’s day, before the hour',
    days({ fineOn: '2026-12-31' }),
    at('2027-01-01', '08:00'),
    'waiting',
  ],
  [
    'on the last day of a rest',
    days({ state: 'away', restUntil: '2026-11-24' }),
    at('2026-11-24', '23:59'),
    'away',
  ],
  [
    'after a rest that the clock has not ended',
    days({ state: 'away', restUntil: '2026-11-24' }),
    at('2026-11-25', '09:00'),
    'waiting',
  ],
  [
    'after it, past the hour',
    days({ state: 'away', restUntil: '2026-11-24' }),
    at('2026-11-25', '10:01'),
    'silent',
  ],
  [
    'in silence, whatever was said',
    days({ state: 'silent', fineOn: '2026-11-23' }),
    at('2026-11-23', '12:00'),
    'silent',
  ],
  ['ended', days({ state: 'ended', fineOn: '2026-11-23' }), at('2026-11-23', '12:00'), 'ended'],
] as const)('When it is %s, then today says so', (_, item, now, today) => {
  expect(todayOf(item, now)).toBe(today)
})

test('When no word of that very day is there, then nobody is well, whatever the clock has done', () => {
  const minute = fc.integer({ min: 0, max: 80 * 24 * 60 })
  const on = fc.integer({ min: 0, max: 80 }).map(n => plusDays('2026-11-23', n))
  fc.assert(
    fc.property(
      minute,
      fc.option(on, { nil: undefined }),
      fc.option(on, { nil: undefined }),
      fc.constantFrom('on', 'silent', 'away' as const),
      (minutes, fineOn, restUntil, state) => {
        const now = plusMinutes(at('2026-11-23', '00:00'), minutes)
        const today = todayOf(days({ state, fineOn, restUntil }), now)
        if (fineOn !== onOf(now)) expect(today).not.toBe('fine')
        if (!restUntil && !(fineOn && fineOn >= onOf(now)) && now >= hourOn(onOf(now), '10:00'))
          expect(today).toBe('silent')
      },
    ),
  )
})

test('When the clock ticks at any times, then those there are hear in their order, none too early or left out, and the silence stays', async () => {
  const given = await neighbourhood()
  const staff = given.as('staff-1')
  const [elder, partner, grid] = await Promise.all(['elder-1', 'resident-2', 'grid-1'].map(given.idOf))
  const tick = fc.integer({ min: 0, max: 3 * 24 * 60 })
  let round = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(tick, { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom('05:00', '10:00', '20:59'),
      async (minutes, hasPartner, hasHelpers, hour) => {
        // Over the new year, and all of them before anybody's office runs out.
        const began = at(plusDays('2026-12-19', 4 * round++), '00:10')
        given.setNow(began)
        let it = await staff.do(wellbeing.startWellbeing, {
          ...{ person: elder!, hour, helpers: hasHelpers ? [grid!] : [] },
          consent: { way: 'phone', on: onOf(began) },
          ...(hasPartner && { partner: { user: partner! } }),
        })
        if (hasPartner)
          it = await given.as('resident-2').do(wellbeing.answerPartner, { id: it.id, seq: it.seq, yes: true })
        const due = hourOn(onOf(began), hour)
        const order = rings.codes.filter(
          ring => ring === 'staff' || (ring === 'partner' ? hasPartner : hasHelpers),
        )
        const heard = async () => {
          const { timeline } = await staff.do(wellbeing.wellbeing, { id: it.id })
          return timeline.filter(({ as }) => as === 'clock')
        }
        let told = 0
        for (const minute of [...minutes].sort((a, b) => a - b)) {
          given.setNow(plusMinutes(began, minute))
          // Twice at the same moment is once: what is due one after another comes in turn.
          const before = (await heard()).length
          await Promise.all([given.tick(), given.tick()])
          const moves = await heard()
          told = moves.length
          expect(told - before).toBeLessThanOrEqual(2)
          const now = given.now()
          moves.forEach((move, i) => {
            expect(move.move).toBe(i ? 'further' : 'goneSilent')
            if (i < order.length) expect(move.at >= plusMinutes(due, 30 * i)).toBe(true)
          })
          const stands = await staff.do(wellbeing.wellbeing, { id: it.id })
          if (now >= due) expect(stands.today).toBe('silent')
          if (told)
            expect(stands).toMatchObject({ state: 'silent', level: order[Math.min(told, order.length) - 1] })
          expect(stands.today === 'fine').toBe(false)
        }
        // Time passes, and all have heard in the end; nothing but a person ends it.
        for (let n = 0; n < 10; n++) {
          given.minutesLater(60)
          await given.tick()
        }
        if (given.now() >= plusMinutes(due, 90)) {
          const stands = await staff.do(wellbeing.wellbeing, { id: it.id })
          expect(stands).toMatchObject({ state: 'silent', level: 'staff' })
          it = await staff.do(wellbeing.found, { id: it.id, seq: stands.seq, what: 'fine' })
          expect(it).toMatchObject({ state: 'on', today: 'fine' })
        }
        const now = await staff.do(wellbeing.wellbeing, { id: it.id })
        await given.as('elder-1').do(wellbeing.sayFine, { id: it.id })
        const end = await staff.do(wellbeing.wellbeing, { id: now.id })
        await staff.do(wellbeing.endWellbeing, { id: it.id, seq: end.seq, reason: 'other' })
      },
    ),
    { numRuns: runs(40, 12) },
  )
  await given.close()
}, 120_000)
