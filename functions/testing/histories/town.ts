/**
 * A small neighbourhood in memory, made once: histories begin with forks of it. Its door takes a user's id for a token;
 * else everything is as it runs: the handlers behind the chain, real keys and seals, WeChat's own answers.
 */
import { randomBytes } from 'node:crypto'
import { memoryTable } from '../../../local/memory/memory-table.ts'
import { localTemplates } from '../../../local/wechat-words.ts'
import type { Role } from '../../../shared/contract.ts'
import { messages, templates } from '../../../shared/messages/messages.ts'
import { changes } from '../../changes.ts'
import { clock } from '../../clock.ts'
import { addScopes, saveSettings } from '../../community/community.ts'
import { everyConsent } from '../../identity/consents.ts'
import { giveGrant } from '../../identity/grants.ts'
import { asWho } from '../../identity/identity.ts'
import { createUser } from '../../identity/identity-store.ts'
import { putProxy } from '../../identity/proxies-store.ts'
import { modules, reaches } from '../../modules.ts'
import { personOf } from '../../people/people.ts'
import type { Effects } from '../../platform/context.ts'
import { openCursors } from '../../platform/cursor.ts'
import { waits } from '../../platform/pause.ts'
import { openSecrets } from '../../platform/secrets.ts'
import { serve } from '../../platform/serve.ts'
import { openWeChat } from '../../platform/wechat.ts'
import { Day, type Town } from './day.ts'
import { openBorder } from './border.ts'

export const community = 'bchd'
/** 09:00 on a Monday in Shanghai. */
export const starts = '2026-11-23T01:00:00.000Z'
const [since, until] = ['2026-01-01T00:00:00.000Z', '2027-06-01T00:00:00.000Z']
/** So many WeChat messages of each kind each of them has allowed. */
export const allowed = 3

const inTeam = (role: 'teamLead' | 'volunteer', n: number) => [role, `team-${n}`] as const
const people: Readonly<Record<string, readonly (readonly [Role, string])[]>> = {
  'resident-1': [['resident', community]],
  'resident-2': [['resident', community]],
  'elder-1': [['resident', community]],
  'child-1': [['resident', community]],
  'lead-1': [inTeam('teamLead', 1), inTeam('volunteer', 1)],
  'lead-2': [inTeam('teamLead', 2), inTeam('volunteer', 2)],
  'volunteer-1': [inTeam('volunteer', 1)],
  'volunteer-2': [inTeam('volunteer', 1)],
  'volunteer-3': [inTeam('volunteer', 2)],
  'staff-1': [['communityStaff', community]],
  'grid-1': [['gridWorker', 'grid-1']],
  'room-1': [['mediationStaff', community]],
  'mediator-1': [['mediator', community]],
  'mediator-2': [['mediator', community]],
}
const hours = { from: '09:00', to: '18:00' }
const buildings = ['building-1']
const scopes = [
  { id: 'team-1', name: '第1服务队', kind: 'team' as const, buildings, skills: [] },
  { id: 'team-2', name: '第2服务队', kind: 'team' as const, buildings, skills: [] },
  { id: 'grid-1', name: '第1网格', kind: 'grid' as const, buildings },
  { id: 'building-1', name: '1号楼', kind: 'building' as const },
]

/** A KMS that wraps nothing. */
const kms = {
  send: async (command: { readonly input: { readonly CiphertextBlob?: Uint8Array } }) => {
    const Plaintext = command.input.CiphertextBlob ?? randomBytes(32)
    return { Plaintext, CiphertextBlob: Plaintext }
  },
} as unknown as Parameters<typeof openSecrets>[1]

export const openTown = async () => {
  // What waits before it tries again waits for its turn.
  waits.sleep = async () => {
    for (let n = 0; n < 20; n++) await undefined
  }
  waits.now = () => 0
  Object.assign(process.env, {
    ...{ WECHAT_BASE: 'http://wechat', WECHAT_APPID: 'app', WECHAT_SECRET: 'secret' },
    WECHAT_TEMPLATES: JSON.stringify(localTemplates),
  })
  const border = openBorder()
  globalThis.fetch = border.fetch as typeof fetch
  let now = starts
  const logged: string[] = []
  const secrets = openSecrets(border.table, kms, 'key')
  const log = {
    info: () => undefined,
    error: (message: string, facts: object) => void logged.push(`${message} ${JSON.stringify(facts)}`),
  }
  const effects: Effects = {
    table: border.table,
    secrets,
    cursors: openCursors(secrets),
    wechat: openWeChat(log),
    log,
    now: () => now,
  }
  const functions = {
    api: serve(() => effects, {
      modules,
      ...{ reaches, openapi: () => ({}) },
      async whoIs(user, module, ctx) {
        const person = await personOf(ctx, user)
        return person && asWho(person, module, ctx.now)
      },
    }),
    changes: changes(() => effects),
    clock: clock(() => effects),
  }
  const ids = new Map<string, string>()
  const town: Town = {
    ...{ border, functions, logged },
    idOf: (person: string) => ids.get(person)!,
    nameOf: (id: string) => [...ids].find(([, each]) => each === id)?.[0] ?? id,
    setNow: (at: string) => void (now = at),
  }

  const memory = memoryTable()
  border.stand({ memory, pushed: [] })
  const phones = { phone: '10000000001', dutyPhone: '10000000002' }
  const rooms = ['room-1', 'room-2'].map(id => ({ id, name: id, place: '一楼', hours }))
  await saveSettings(border.table, community, {
    ...{ name: '宝翠花都社区', ...phones, help: { mostAtOnce: 1000 }, mediation: { rooms } },
  })
  await addScopes(border.table, community, scopes)
  for (const [person, grants] of Object.entries(people)) {
    const n = Object.keys(people).indexOf(person)
    const contact = { name: `实名${person}`, phone: `1001234${n}000`, address: `1号楼1单元${n}室` }
    const home = { id: `home_${person}`, community, building: '1号楼' }
    const about = { contact, home, consents: everyConsent(since) }
    const id = await createUser(effects, `openid-${person}`, person, about)
    ids.set(person, id)
    for (const [role, scope] of grants)
      await giveGrant({ ...effects, now: since }, id, { role, community, scope, until, grantedBy: 'test' })
  }
  await putProxy(effects, town.idOf('child-1'), {
    ...{ person: town.idOf('elder-1'), callName: '奶奶', modules: ['help', 'mediation'], from: since, until },
  })
  const day = new Day(town, { memory, at: starts, pushed: [] })
  for (const person of ids.keys())
    for (let n = 0; n < allowed; n++)
      await day.do(person, messages.granted, { templates: [...templates], op: `allowed-${n}` })
  return { town, morning: day.saved() }
}
