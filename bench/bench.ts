/**
 * `npm run bench`: measurements, each a ratio against a yardstick of the same run, printed and written to RESULTS.md.
 * Nothing here fails a build; what costs more calls or units than agreed fails a test.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { startDatabases, stopParts } from '../functions/testing/parts.ts'
import { format, resolveConfig } from 'prettier'
import { inRoot } from '../local/paths.ts'
import { city } from './city.ts'
import { least, leastOf } from './least.ts'
import { rows } from './rows.ts'
import { sizes } from './sizes.ts'
import { speed } from './speed.ts'

const env: Record<string, string> = await startDatabases()
// The city is counted in memory.
const { AWS_ENDPOINT_URL_DYNAMODB: _, ...standIns } = env
Object.assign(process.env, standIns)
const cityTold = await city()
Object.assign(process.env, env)
await speed()
await stopParts()
await sizes()
console.table(rows)

type Cost = readonly [calls: number, reads: number, writes: number]
const costs = Object.entries(
  JSON.parse(readFileSync(inRoot('functions/testing/authorisation/costs.json'), 'utf8')) as Record<
    string,
    Cost
  >,
).map(([step, cost]) => {
  const says = least[step.split(' ')[0] as keyof typeof least]
  const { calls, reads, writes } = leastOf(says)
  return { step, cost, says, least: [calls, reads, writes] as Cost, times: cost[0] / Math.max(calls, 1) }
})
const within = costs.filter(({ times }) => times <= 1.5).length
const costLines = costs
  .toSorted((one, other) => other.times - one.times)
  .map(
    ({ step, cost, says, least, times }) =>
      `| ${step} | ${cost.join(' / ')} | ${least.join(' / ')} | ${times.toFixed(1)} | ${says} |`,
  )

const machine = `${cpus().length} × ${cpus()[0]!.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, DynamoDB Local`
const lines = rows.map(
  ({ measure, ours, yardstick, ratio, spread = '', goal = '' }) =>
    `| ${measure} | ${ours} | ${yardstick} | ${ratio} | ${spread} | ${goal} |`,
)
const file = inRoot('bench/RESULTS.md')
const results = `# Measured

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}. Ratios are of medians; the spread is from the
first to the third quartile of the ratio, run by run.

| what | ours | yardstick | ratio | spread | goal |
| ---- | ---- | --------- | ----- | ------ | ---- |
${lines.join('\n')}

${cityTold}
## Each operation against the least

Calls of the table / units read / units written, by AWS's rules, as the story of the authorisation table has them; a test
fails when one becomes more (\`MULIN_COSTS=write\` writes them down anew). The least is derived in \`bench/least.ts\`.
${within} of ${costs.length} steps make at most 1.5 times the least calls.

| step | ours | least | times | what it has to know → to change |
| ---- | ---- | ----- | ----- | ------------------------------- |
${costLines.join('\n')}
`
writeFileSync(file, await format(results, { ...(await resolveConfig(file)), parser: 'markdown' }))
