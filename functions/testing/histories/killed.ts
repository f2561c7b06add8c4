/** The functions in a process of their own, which is killed in the midst of its work. */
import { api } from '../../api.ts'
import { changes } from '../../changes.ts'
import { openEffects, type Effects } from '../../platform/context.ts'

const log = { info: () => undefined, error: () => undefined }
const effects: Effects = { ...openEffects(), log, now: () => process.env.MULIN_TEST_NOW! }
const functions = { api: api(() => effects), changes: changes(() => effects) }

export interface Asked {
  readonly n: number
  readonly name: keyof typeof functions
  readonly event: never
}
process.on('message', ({ n, name, event }: Asked) => {
  void functions[name](event).then(answer => process.send!({ n, answer }))
})
process.send!('ready')
