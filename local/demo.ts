// Demo data: a community of true size with half a year behind it. It is played in memory by the functions' own handlers
// and put into the table at the end, so that it is real and there in seconds.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { openBucket } from '../functions/platform/bucket.ts'
import { openEffects } from '../functions/platform/context.ts'
import type { Clean } from '../functions/platform/media.ts'
import { leadOf, roles, type Role } from '../shared/contract.ts'
import { chanceOf } from './demo/chance.ts'
import { playHazards } from './demo/hazards.ts'
import { playHistory } from './demo/history.ts'
import { playHouseholds } from './demo/households.ts'
import { playMediation } from './demo/mediating.ts'
import { playNotices } from './demo/notices.ts'
import { memoryTable } from './memory/memory-table.ts'
import { community, demoPeople, scopes, type DemoPerson } from './demo/people.ts'
import { playRolls } from './demo/rolls.ts'
import { openStage, type Around } from './demo/stage.ts'
import { playSuggestions } from './demo/suggestions.ts'
import { playToday } from './demo/today.ts'
import { playWellbeing } from './demo/wellbeing.ts'
import { dutyHours, settle, termOf } from './demo/town.ts'
import { formTeams, playShifts, playVolunteersToday } from './demo/volunteering.ts'
import { inRoot } from './paths.ts'
import type { Demo, Persona } from './system.ts'

/** People whom nobody knows yet: the first sign-in makes them. */
const newcomers = [1, 2, 3].map((n): Persona => ({
  id: `newcomer-${n}`,
  name: '邻居',
  about: '刚搬来，还没登记',
  roles: [],
  code: `demo:newcomer-${n}`,
  community,
}))

const personas = (): Persona[] => [
  ...demoPeople.map(({ id, callName, building, community: where, grants }) => ({
    id,
    name: callName,
    about: aboutOf(grants, building, where),
    roles: grants.map(({ role, scope }) => ({ role, scope })),
    code: `demo:${id}`,
    community: where,
  })),
  ...newcomers,
]

const aboutOf = (grants: DemoPerson['grants'], building: number, where: string) => {
  if (where !== community) return '别的社区的人，各种身份都有'
  const names = [...new Set(grants.map(({ role, scope }) => describe(role, scope)))].join('、')
  return grants.some(({ role }) => role === 'resident') ? `${names} · ${building}号楼` : names
}

const describe = (role: Role, scope: string) => {
  const name = scopes.find(({ id }) => id === scope)?.name
  if (!name || role === 'gridWorker') return roles.text[role]
  return name + (role === 'teamLead' ? leadOf(name) : roles.text[role])
}

const chosen = 20_090_611

/** The whole story until `now`, played in the memory table of `around`; the requests of the past, with how each went. */
export const play = async (around: Around, now: string) => {
  const { from, until } = termOf(now)
  const stage = openStage(around, from)
  const askers = await settle(stage, until)
  await formTeams(stage)
  const played = await playHistory(stage, chanceOf(chosen), { today: now, hours: dutyHours, askers })
  await playShifts(stage, chanceOf(chosen), now)
  await playHouseholds(stage, chanceOf(chosen), now)
  await playToday(stage, now)
  await playVolunteersToday(stage, now)
  await playMediation(stage, now)
  await playRolls(stage, chanceOf(chosen), now)
  await playSuggestions(stage, now)
  await playHazards(stage, chanceOf(chosen), { today: now, hours: dutyHours })
  await playWellbeing(stage, now)
  await playNotices(stage, now)
  return played
}

/** Everything that the data depends on. */
const sources = [
  'shared',
  'functions',
  'local/demo',
  'local/demo.ts',
  'local/memory/memory-table.ts',
  'local/dynamodb.ts',
  'serverless.yml',
]
const filesIn = (path: string): string[] =>
  path.includes('.')
    ? [path]
    : readdirSync(inRoot(path))
        .sort()
        .flatMap(name => filesIn(`${path}/${name}`))

/** Data that other sources made is thrown away at the next start. */
const version = () => {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesIn))
    if (!/\.test\.|\/testing\//.test(file)) hash.update(`${file}\0`).update(readFileSync(inRoot(file)))
  return hash.digest('hex').slice(0, 12)
}

/** What the demo brings is clean, and the codecs would take longer to load than all of it to write. */
const asItIs: Clean = async bytes => ({ type: 'image/jpeg', bytes })

export const demo: Demo = {
  version: version(),
  welcome: community,
  personas,
  async items(env) {
    Object.assign(process.env, env)
    const log = { info: () => {}, error: console.error }
    const table = memoryTable()
    const effects = openEffects(table)
    await play({ ...effects, table, log, bucket: openBucket(), clean: asItIs }, effects.now())
    return table.items()
  },
}
