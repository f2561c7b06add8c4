// Where the demo's story is played: the functions' own handlers over a table in memory, with a clock that is set. What
// is there in the end has come about by the real rules, move by move.
import { setImmediate } from 'node:timers/promises'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { DynamoDBRecord } from 'aws-lambda'
import { changes } from '../../functions/changes.ts'
import { kindOf, modules } from '../../functions/modules.ts'
import type { Effects } from '../../functions/platform/context.ts'
import { openCursors } from '../../functions/platform/cursor.ts'
import { changeOf, getMatter } from '../../functions/platform/matter-item.ts'
import type { Secrets } from '../../functions/platform/secrets.ts'
import type { Item } from '../../functions/platform/table.ts'
import type { Input, Operation, Reply } from '../../shared/contract.ts'
import type { Who } from '../../shared/lifecycle.ts'
import { plusMinutes } from '../../shared/time.ts'
import type { MemoryTable } from '../memory/memory-table.ts'

/** What is the same in every story; the secrets are those of the table it is played for. */
export type Around = Pick<Effects, 'wechat' | 'log'> &
  Partial<Effects> & {
    readonly table: MemoryTable
    readonly secrets: Secrets
    /** Hears what people type, and may put something else in its place. */
    readonly hears?: <I>(operation: Operation, input: I) => I
  }

const image = (item: Item | undefined) => item && marshall(item)

export const openStage = (around: Around, start: string) => {
  const { table, secrets, hears = (_, input) => input } = around
  let now = start
  const effects: Effects = { cursors: openCursors(secrets), ...around, now: () => now } as Effects
  const tell = changes(() => effects)
  const people = new Map<string, Who>()

  /** What follows from the changes since the last time; of history nobody is told. */
  const follow = async (told: boolean): Promise<void> => {
    await setImmediate() // the play is long, and what starts beside it needs its turns
    for (let written = table.written(); written.length; written = table.written())
      for (const { before, after } of written) {
        const change = changeOf(before, after)
        if (!change) continue
        if (!told) await kindOf(change.after.kind).follows({ ...effects, now }, change)
        else {
          const dynamodb = { OldImage: image(before), NewImage: image(after) }
          await tell({ Records: [{ dynamodb } as DynamoDBRecord] })
        }
      }
  }

  return {
    effects,
    now: () => now,
    at: (moment: string) => {
      now = moment
    },
    follow,
    /** Somebody who can act from now on. */
    enter: (person: string, who: Who) => void people.set(person, who),
    whoIs: (person: string) => people.get(person)!,
    idOf: (person: string) => people.get(person)!.id,

    /** A person does something now, as their phone would have it done. */
    async as<Op extends Operation>(person: string, operation: Op, input: Input<Op>): Promise<Reply<Op>> {
      const [module, name] = operation.name.split('.') as [keyof typeof modules, string]
      const handler = modules[module].handlers[name] as (input: unknown, ctx: unknown) => Promise<unknown>
      const sent = operation.takes.parse(hears(operation, input))
      const ctx = { ...effects, now, who: people.get(person), input: sent }
      return (await handler(sent, ctx)) as Reply<Op>
    },

    /** Lets time pass for one matter: whatever the clock has to do with it until then, it does when it is due. */
    async pass(kind: string, id: string, until: string): Promise<void> {
      for (let seen = 0; ;) {
        const matter = await getMatter(table, kind, id)
        if (!matter?.dueAt || matter.seq === seen) break
        // The clock looks every minute.
        const looks = plusMinutes(matter.dueAt > now ? matter.dueAt : now, 1)
        if (looks >= until) break
        seen = matter.seq
        now = looks
        await kindOf(kind).due({ ...effects, now }, matter)
      }
      now = until
    },
  }
}
export type Stage = ReturnType<typeof openStage>
