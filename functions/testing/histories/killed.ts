/** The functions in a process of their own, which is killed in the midst of its work. */
import { api } from '../../api.ts'
import { changes } from '../../changes.ts'
import { openEffects, type Effects } from '../../platform/context.ts'
import { buckets } from '../../platform/limits.ts'

// Five people do all of it.
buckets.larger = 1000
const log = { info: () => undefined, error: () => undefined }
const effects: Effects = { ...openEffects(), log, now: () => process.env.MULIN_TEST_NOW! }
const functions = { api: api(() => effects), changes: changes(() => effects) }

export interface Asked {
  readonly n: number
  readonly name: keyof typeof functions
  readonly event: never
}
/** Who has asked may be gone by now. */
const say = (what: object | string) => process.send!(what, () => undefined)
process.on('message', ({ n, name, event }: Asked) => {
  void functions[name](event).then(answer => say({ n, answer }))
})
say('ready')
