/**
 * `npm run test:faults`: a bad day, over and over. A process for each core plays histories of every story in turn; the
 * number of those in which something did go wrong on the way is printed in the end. `-- HISTORIES SEED` plays fewer, or
 * the same ones again.
 */
import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { play, someHistory } from './history.ts'
import { openStories } from './stories.ts'

/** In five of six something goes wrong on the way, so that these are more than 100,000 faulted ones. */
const wanted = 125_000
/** On a machine that is slower than two cores of CI the number is smaller, and is printed as it is. */
const longestMs = 330_000

interface Share {
  readonly histories: number
  readonly seed: number
  readonly longestMs: number
}
type Counts = Readonly<
  Record<string, { readonly played: number; readonly struck: number; readonly ms: number }>
>

/** One process's share; throws what is wrong in the smallest history that shows it. */
const playShare = async ({ histories, seed, longestMs }: Share): Promise<Counts> => {
  const { town, stories } = await openStories()
  const until = performance.now() + longestMs
  const counts: Record<string, { played: number; struck: number; ms: number }> = {}
  for (const [n, story] of stories.entries()) {
    const count = (counts[story.name] = { played: 0, struck: 0, ms: 0 })
    const begin = process.cpuUsage()
    await fc.assert(
      fc.asyncProperty(someHistory, async history => {
        const { struck } = await play(town, story, history)
        count.played++
        if (struck) count.struck++
      }),
      {
        ...{ numRuns: Math.ceil(histories / stories.length), seed },
        interruptAfterTimeLimit: (until - performance.now()) / (stories.length - n),
      },
    )
    const { user, system } = process.cpuUsage(begin)
    count.ms = (user + system) / 1000
  }
  return counts
}

const inProcess = (share: Share) =>
  new Promise<Counts>((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['share', JSON.stringify(share)])
    child.once('message', counts => resolve(counts as Counts))
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`a process ended with ${code}`)))
  })

const say = (line: string) => process.stdout.write(`${line}\n`)

const playAll = async (histories: number, seed: number) => {
  const many = availableParallelism()
  const begin = performance.now()
  const shares = Array.from({ length: many }, (_, n) => ({
    ...{ histories: Math.ceil(histories / many), seed: seed + n, longestMs },
  }))
  const counts = await Promise.all(shares.map(inProcess))
  const total = { played: 0, struck: 0 }
  for (const name of Object.keys(counts[0]!)) {
    const sum = (what: 'played' | 'struck' | 'ms') =>
      counts.reduce((all, each) => all + (each[name]?.[what] ?? 0), 0)
    const [played, struck, ms] = [sum('played'), sum('struck'), sum('ms')]
    say(`${name}: ${struck} of ${played}, ${(ms / played).toFixed(1)} ms of one core each`)
    total.played += played
    total.struck += struck
  }
  const seconds = Math.round((performance.now() - begin) / 1000)
  say(`${total.struck} faulted histories of ${total.played} played, in ${seconds} s, seed ${seed}`)
}

const [first, second] = process.argv.slice(2)
if (first === 'share') process.send!(await playShare(JSON.parse(second!) as Share))
else await playAll(Number(first ?? wanted), Number(second ?? Date.now() % 1_000_000_000))
