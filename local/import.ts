// `npm run import`: as it stands in functions/import.ts, over the system that runs here unless the environment names another.
import { readFile } from 'node:fs/promises'
import { inRoot } from './paths.ts'

/** Where `npm start` says what its functions read from their environment. */
const running = inRoot('.local/running.json')

if (!process.env.MULIN_TABLE) {
  const env = await readFile(running, 'utf8').catch(() => {
    throw new Error(
      '先 npm start，或设好 MULIN_TABLE、MULIN_KMS_KEY 和地区 (nothing runs here: npm start first)',
    )
  })
  Object.assign(process.env, JSON.parse(env))
}
await import('../functions/import.ts')
