import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { settings as schema } from '../../shared/community/community.ts'
import { help } from '../../shared/help/help.ts'
import { clockOf, dutyMinutesBetween, onDuty, onOf, plusMinutes, sayTime } from '../../shared/time.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { helpStory, tap } from '../testing/help-story.ts'
import { claimBy } from './help-clock.ts'

const settings = schema.parse({})
const { dutyHours } = settings
const at = (clock: string, day = 23) => new Date(`2026-11-${day}T${clock}:00.000+08:00`).toISOString()
const by = (since: string, from: string | undefined, to: string | undefined, what = 'groceries' as const) => {
  const said = claimBy(settings, { what, wantedFromAt: from, wantedToAt: to }, since)
  return sayTime(said, at('00:00'))
}

describe('until when a team has to be found', () => {
  test.each([
    ['no window: eight hours of duty', at('08:10'), undefined, undefined, '16:10'],
    ['today 8 to 12, asked just then: half of what is left', at('08:10'), at('08:00'), at('12:00'), '10:05'],
    ['today 14 to 16, asked in the morning', at('08:10'), at('14:00'), at('16:00'), '12:30'],
    [
      'in an hour: half of the time until it closes, and before it opens',
      at('08:10'),
      at('09:10'),
      at('11:10'),
      '09:10',
    ],
    ['by noon, said in the morning', at('08:10'), undefined, at('12:00'), '10:05'],
    ['tomorrow by noon: shopping takes its time', at('08:10'), undefined, at('12:00', 24), '18:30'],
    ['tomorrow 8 to 12: this evening', at('08:10'), at('08:00', 24), at('12:00', 24), '18:30'],
    [
      'tomorrow 8 to 12, asked late in the evening',
      at('22:00'),
      at('08:00', 24),
      at('12:00', 24),
      '明天 10:00',
    ],
    ['on Thursday', at('08:10'), at('08:00', 26), at('12:00', 26), '11月25日 18:30'],
    [
      'before dawn, said in the evening: while somebody is still on duty',
      at('18:01'),
      at('02:34', 24),
      at('10:00', 24),
      '20:00',
    ],
    ['at night, when nobody is on duty', at('20:30'), at('21:00'), at('22:00'), '21:15'],
  ])('When it is wanted %s, then it is counted back from that', (_, since, from, to, expected) => {
    expect(by(since, from, to)).toBe(expected)
  })

  test('When any window is given, then it is before the window closes, and within duty hours where there are some', () => {
    const minute = fc.integer({ min: 0, max: 4 * 24 * 60 })
    fc.assert(
      fc.property(
        minute,
        minute,
        fc.integer({ min: 30, max: 600 }),
        fc.boolean(),
        (asked, wait, long, opens) => {
          const since = plusMinutes(at('00:00'), asked)
          const from = plusMinutes(since, wait)
          const to = plusMinutes(from, long)
          const said = claimBy(
            settings,
            { what: 'errands', wantedFromAt: opens ? from : undefined, wantedToAt: to },
            since,
          )
          expect(said > since && said < to).toBe(true)
          if (dutyMinutesBetween(since, to, dutyHours) > 0)
            expect(onDuty(plusMinutes(said, -0.001), dutyHours) || clockOf(said) === dutyHours.from).toBe(
              true,
            )
          if (opens && dutyMinutesBetween(since, from, dutyHours) >= settings.help.acceptMinutes)
            expect(said <= from).toBe(true)
        },
      ),
    )
  })
})

describe('a request for this morning', () => {
  let given: Neighbourhood
  let story: ReturnType<typeof helpStory>
  beforeAll(async () => {
    given = await neighbourhood()
    story = helpStory(given)
  })
  afterAll(() => given.close())
  const asked = (until: Parameters<typeof story>[0]) => {
    given.setNow(at('08:10'))
    return story(until, { wantedFromAt: at('08:30'), wantedToAt: at('12:00') })
  }
  const staffSee = (id: string) => given.as('staff-1').do(help.get, { id })

  test('When nobody takes it, then all have heard and staff look at it well before noon', async () => {
    const { id } = await asked('open')
    expect((await given.as('lead-1').do(help.get, { id })).stateHint).toBe('10:05前要有人接。')
    for (let minutes = 0; minutes < 125; minutes += 5) {
      await given.tick()
      given.minutesLater(5)
    }
    const seen = await staffSee(id)
    expect(seen).toMatchObject({ ring: 'staff', late: true, call: 'asker' })
    expect(seen.timeline.map(({ move }) => move)).toEqual(['ask', 'widen', 'widen', 'widen', 'escalate'])
    expect(
      seen.timeline.every(({ at: when }) => onOf(when) === '2026-11-23' && clockOf(when) < '10:15'),
    ).toBe(true)
  })

  test('When a team has it and names nobody, then there is time left for another', async () => {
    const open = await asked('open')
    given.setNow(at('11:20'))
    expect((await given.as('lead-1').do(help.claim, tap(open))).dueAt).toBe(at('11:40'))
  })

  test('When she who said yes has not set out, then staff hear of it while the window is open', async () => {
    const { id } = await asked('accepted')
    given.setNow(at('11:29'))
    await given.tick()
    expect((await staffSee(id)).late).toBe(false)
    given.setNow(at('11:31'))
    await given.tick()
    expect(await staffSee(id)).toMatchObject({ state: 'accepted', late: true, call: 'volunteer' })
  })
})
