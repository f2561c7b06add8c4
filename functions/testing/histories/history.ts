/** What a history is made of, and how one is played: the same for every story. */
import fc from 'fast-check'
import type { MemoryTable } from '../../../local/memory/memory-table.ts'
import { readFaults, turns, weChatFaults, writeFaults, type Fault, type FaultKind } from './border.ts'
import { Day, type Began, type Tap, type Town } from './day.ts'
import { judge } from './judge.ts'

/** Somebody does something, and then time passes or something follows. */
export interface Act {
  /** What is chosen by: who, what, how much. */
  readonly who: number
  readonly what: number
  readonly many: number
  readonly fault?: Fault | undefined
  readonly twice: boolean
  /** Begins before the one before has ended. */
  readonly together: boolean
  /** So many turns the others have first. */
  readonly later: number
  readonly then: (typeof happenings)[number]
  readonly thenFault?: Fault | undefined
}

/** The stream brings a batch, once or twice; the clock comes, twice at once, after an hour that it slept, or in the night. */
const happenings = [
  ...(['nothing', 'nothing', 'follow', 'follow', 'followAgain'] as const),
  ...(['tick', 'tickTwice', 'hourSkipped', 'nightSkipped'] as const),
] as const

export interface History {
  readonly stage: number
  /** Which of the batches comes once more in the end. */
  readonly again: number
  /** What indexes show is as old as the beginning. */
  readonly behind: boolean
  readonly acts: readonly Act[]
}

/** Where a history may begin, and how it goes on from there. */
export interface Stage {
  readonly began: Began
  /** What somebody does now; undefined: nothing. */
  readonly tap: (day: Day, act: Act, op: string) => Omit<Tap, 'heard'> | undefined
  /** What must stand in the end, beside what must stand in every story. */
  readonly judge: (day: Day) => Promise<void>
}

export interface Story {
  readonly name: string
  readonly stages: readonly Stage[]
}

const struckAt = (kinds: readonly FaultKind[], at: fc.Arbitrary<number>): fc.Arbitrary<Fault> =>
  fc.record({ kind: fc.constantFrom(...kinds), at })
const mostly = (fault: fc.Arbitrary<Fault>) => fc.option(fault, { nil: undefined, freq: 5 })

/** A request reads some things and writes once or twice; what follows and what is due is more. */
const someFault = mostly(
  fc.oneof(
    { weight: 5, arbitrary: struckAt(writeFaults, fc.constantFrom(0, 0, 0, 1)) },
    { weight: 1, arbitrary: struckAt(readFaults, fc.nat(4)) },
    { weight: 1, arbitrary: struckAt(['unheard'], fc.constant(0)) },
  ),
)
const someLaterFault = mostly(
  fc.oneof(
    { weight: 4, arbitrary: struckAt(writeFaults, fc.nat(9)) },
    { weight: 1, arbitrary: struckAt(readFaults, fc.nat(9)) },
    { weight: 2, arbitrary: struckAt(weChatFaults, fc.nat(1)) },
  ),
)

const someAct: fc.Arbitrary<Act> = fc.record({
  who: fc.nat(1_000),
  what: fc.nat(1_000),
  many: fc.nat(20_000),
  fault: someFault,
  twice: fc.constantFrom(false, false, false, true),
  together: fc.constantFrom(false, false, true),
  later: fc.constantFrom(0, 0, 30, 100, 200, 400),
  then: fc.constantFrom(...happenings),
  thenFault: someLaterFault,
})

export const someHistory: fc.Arbitrary<History> = fc.record({
  stage: fc.nat(1_000),
  again: fc.nat(1_000),
  behind: fc.constantFrom(false, false, true),
  acts: fc.array(someAct, { minLength: 1, maxLength: 4, size: 'max' }),
})

const minutesOf = { hourSkipped: 60, nightSkipped: 13 * 60, tick: 1, tickTwice: 1 } as const

const happen = async (day: Day, { then, thenFault, what }: Act) => {
  switch (then) {
    case 'nothing':
      return
    case 'follow':
      return day.follow(what, thenFault)
    case 'followAgain':
      await day.follow(what, thenFault)
      return day.followAgain(what)
    case 'tickTwice':
      day.pass(minutesOf[then])
      return void (await Promise.all([day.tick(thenFault), day.tick()]))
    default:
      day.pass(minutesOf[then])
      return day.tick(thenFault)
  }
}

/**
 * Plays it and judges what came of it; throws what is wrong. `struck`: whether anything went wrong on the way. `broken`
 * puts another table in the place of the one that keeps its promises.
 */
export const play = async (
  town: Town,
  story: Story,
  history: History,
  broken?: (memory: MemoryTable) => MemoryTable,
): Promise<{ readonly struck: boolean; readonly day: Day }> => {
  const stage = story.stages[history.stage % story.stages.length]!
  const day = new Day(town, stage.began, broken)
  if (history.behind) day.index = day.memory.fork()
  const { acts } = history
  for (let i = 0; i < acts.length;) {
    const group = [acts[i]!]
    while (acts[++i]?.together) group.push(acts[i]!)
    // What follows one's tap, or is due, meets the others' taps.
    await Promise.all(
      group.map(async (act, n) => {
        if (group.length > 1) await turns(act.later)
        const asked = stage.tap(day, act, `tap-of-act-${i - group.length + n}`)
        if (asked) await day.tap(asked.person, asked.operation, asked.input, act)
        await happen(day, act)
      }),
    )
  }
  await day.calm(history.again)
  await judge(town, day)
  await stage.judge(day)
  return { struck: day.struck > 0, day }
}
