import type { ScheduledEvent } from 'aws-lambda'
import type { Invoke } from './functions.ts'

/** AWS ticks once a minute; here sooner, so that a deadline can be watched. */
const TICK_MS = 5000

const eventAt = (time: Date): ScheduledEvent => ({
  version: '0',
  id: crypto.randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: '000000000000',
  time: time.toISOString(),
  region: 'cn-northwest-1',
  resources: ['arn:aws-cn:events:cn-northwest-1:000000000000:rule/local'],
  detail: {},
})

/** Invokes `clock` every few seconds, one run after the other. */
export function startTicker(invoke: Invoke, say: (line: string) => void) {
  let last: Promise<unknown> = Promise.resolve()
  let failing = ''
  let running = 0

  /** Runs the clock once, now; throws when the function fails. */
  function tick(): Promise<void> {
    running += 1
    const run = last
      .then(() => invoke('clock', eventAt(new Date())))
      .then(answer => {
        if (!answer.ok) throw new Error(`clock: ${answer.reason}`)
      })
      .finally(() => (running -= 1))
    last = run.catch(() => {})
    return run
  }

  let stopped = false
  const timer = setInterval(() => {
    if (running) return
    tick().then(
      () => (failing = ''),
      (error: unknown) => {
        // Said once, not every five seconds.
        if (!stopped && failing !== String(error))
          say(`clock 函数失败 (clock failed): ${(failing = String(error))}`)
      },
    )
  }, TICK_MS)

  /** A run under way ends with the functions' process. */
  async function stop() {
    stopped = true
    clearInterval(timer)
  }
  return { tick, stop }
}
