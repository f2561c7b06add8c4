/** Once for all e2e tests: both builds, and the whole system with its demo data, in memory, on free ports. */
import { demo } from '../local/demo.ts'
import { inRoot } from '../local/paths.ts'
import { buildPages } from '../local/pages.ts'
import { startSystem, type System } from '../local/system.ts'
import { community } from '../shared/community/community.ts'
import { plusMinutes, shanghai } from '../shared/time.ts'
import { as } from './people.ts'

let system: System | undefined

/** The stories are told at any hour: also at night nobody waits for the morning to be told. */
const beQuietLater = async () => {
  const clock = (hours: number) => shanghai(plusMinutes(new Date().toISOString(), hours * 60)).format('HH:mm')
  const { version } = await as('staff-1').do(community.settings, {})
  const quietHours = { from: clock(12), to: clock(13) }
  await as('staff-1').do(community.saveSettings, { version, changes: { quietHours } })
}

export const startAll = async () => {
  const logDir = inRoot('.local/logs/e2e')
  const say = (line: string) => console.log(line)
  const [started] = await Promise.all([
    startSystem({ say, demo, logDir }),
    buildPages('h5', logDir).then(() => buildPages('weapp', logDir)),
  ])
  system = started
  process.env.MULIN_E2E_API = started.api
  process.env.MULIN_E2E_FRONT = started.front
  process.env.MULIN_E2E_WECHAT = started.endpoints.wechat
  await beQuietLater()
}

export const stopAll = () => system?.stop()
