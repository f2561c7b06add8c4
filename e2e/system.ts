/** Once for all e2e tests: both builds, and the whole system with its demo data, in memory, on free ports. */
import { demo } from '../local/demo.ts'
import { inRoot } from '../local/paths.ts'
import { buildPages } from '../local/pages.ts'
import { startSystem, type System } from '../local/system.ts'

let system: System | undefined

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
}

export const stopAll = () => system?.stop()
