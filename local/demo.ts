// Demo data: settings, people and a day's requests. People are written as an import would write them; the requests go
// through the front door, each at its own time of day, so that their history is real.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { api } from '../functions/api.ts'
import { addScopes, saveSettings } from '../functions/community/community.ts'
import { saveDocument } from '../functions/community/community-store.ts'
import { createUser, everyConsent, giveGrant, putProxy } from '../functions/identity/identity.ts'
import { openEffects, type Effects } from '../functions/platform/context.ts'
import type { Input, Operation, Reply } from '../shared/contract.ts'
import { help, type HelpReply } from '../shared/help.ts'
import { identity, roleNames } from '../shared/identity.ts'
import { plusMinutes } from '../shared/time.ts'
import { phoneBook, phones, whoseIsIt } from './demo/community.ts'
import { inRoot } from './paths.ts'
import { community, demoPeople, elsewhere, scopes, type DemoPerson } from './people.ts'
import type { Demo, Ground, Persona } from './system.ts'

/** Somebody whom nobody knows yet: the first sign-in makes them. */
const newcomer: Persona = {
  id: 'newcomer-1',
  name: '邻居',
  about: '刚搬来，还没登记',
  roles: [],
  code: 'demo:newcomer-1',
  community,
}

const personas = (): Persona[] => [
  ...demoPeople.map(({ id, callName, building, community: where, grants }) => ({
    id,
    name: callName,
    about: aboutOf(grants, building, where),
    roles: grants.map(({ role, scope }) => ({ role, scope })),
    code: `demo:${id}`,
    community: where,
  })),
  newcomer,
]

const aboutOf = (grants: DemoPerson['grants'], building: number, where: string) =>
  where === community
    ? `${[...new Set(grants.map(({ role, scope }) => describe(role, scope)))].join('、')} · ${building}号楼`
    : '别的社区的人，各种身份都有'

const describe = (role: keyof typeof roleNames, scope: string) => {
  const name = scopes.find(({ id }) => id === scope)?.name
  return name && role !== 'gridWorker' ? `${name}${roleNames[role]}` : roleNames[role]
}

/** A few at a time: DynamoDB Local gets slower, not faster, with more. */
const eachOf = async <T>(items: readonly T[], work: (item: T) => Promise<unknown>) => {
  const rest = [...items]
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}

const day24 = 24 * 60
/** Grants as staff would have given them a month ago, for a year. */
const termOf = (effects: Effects) => {
  const now = effects.now()
  return { from: plusMinutes(now, -30 * day24), until: plusMinutes(now, 335 * day24) }
}

const addCommunities = async (effects: Effects) => {
  const { table } = effects
  const dutyHours = { from: '08:00', to: '20:00' }
  await saveSettings(table, community, { name: '宝翠花都社区', place: '6号楼底商一楼', ...phones, dutyHours })
  await saveSettings(table, elsewhere, { name: '邻家社区', ...phones, dutyHours })
  await saveDocument(effects, community, 'PHONES', { version: 1, content: phoneBook })
  await saveDocument(effects, community, 'WHOSE', { version: 1, content: whoseIsIt })
  await addScopes(table, community, scopes)
  await addScopes(table, elsewhere, scopes)
}

const addPerson = async (effects: Effects, ids: Map<string, string>, person: DemoPerson) => {
  const { id, callName, name, phone, building, room, grants } = person
  const { from, until } = termOf(effects)
  const home = {
    id: `home_${building}_${room.length}${id}`,
    community: person.community,
    building: `${building}号楼`,
  }
  const contact = { name, phone, address: `${building}号楼${room}` }
  const consents = everyConsent(from)
  const user = await createUser(effects, `demo-${id}`, callName, { contact, home, consents })
  ids.set(id, user)
  for (const { role, scope } of grants)
    await giveGrant({ ...effects, now: from }, user, {
      role,
      community: person.community,
      scope,
      until,
      grantedBy: 'demo',
    })
}

const addProxies = async (effects: Effects, ids: ReadonlyMap<string, string>) => {
  for (const { id, actsFor } of demoPeople) {
    const elder = demoPeople.find(person => person.id === actsFor)
    if (!elder) continue
    const proxy = {
      person: ids.get(elder.id)!,
      callName: elder.callName,
      modules: ['help'],
      ...termOf(effects),
    }
    await putProxy(effects, ids.get(id)!, proxy)
  }
}

/** One person's phone at a moment of the day. */
const phonesOf = (effects: Effects) => {
  let now = effects.now()
  const serve = api(() => ({ ...effects, now: () => now }))
  const tokens = new Map<string, string>()
  const post = async <Op extends Operation>(operation: Op, input: Input<Op>, token?: string) => {
    const answer = await serve({
      rawPath: `/api/${operation.name.replace('.', '/')}`,
      requestContext: { http: { method: 'POST' } },
      headers: token ? { authorization: `Bearer ${token}` } : {},
      body: JSON.stringify(input),
    } as Parameters<typeof serve>[0])
    if (answer.statusCode !== 200) throw new Error(`${operation.name}: ${answer.body}`)
    return JSON.parse(answer.body!) as Reply<Op>
  }
  return {
    at: (moment: string) => {
      now = moment
    },
    async as<Op extends Operation>(person: string, operation: Op, input: Input<Op>): Promise<Reply<Op>> {
      if (!tokens.has(person))
        tokens.set(person, (await post(identity.signIn, { code: `demo:${person}` })).token)
      return post(operation, input, tokens.get(person))
    },
  }
}

const baskets = [
  [
    { what: '鸡蛋', howMany: '2斤' },
    { what: '白菜', howMany: '1棵' },
  ],
  [{ what: '牛奶', howMany: '1箱', remark: '要低脂的' }],
  [
    { what: '豆腐', howMany: '1块' },
    { what: '馒头', howMany: '6个' },
    { what: '西红柿', howMany: '2斤' },
  ],
  [{ what: '大米', howMany: '5公斤' }],
]
const errands = [[{ what: '代缴电费' }], [{ what: '陪着去社区医院量血压' }]]

/** How far each request of the day has come. */
const day: readonly {
  readonly asker: string
  readonly what: 'groceries' | 'errands'
  readonly moves: number
}[] = [
  { asker: 'resident-1', what: 'groceries', moves: 5 },
  { asker: 'resident-2', what: 'groceries', moves: 0 },
  { asker: 'resident-3', what: 'errands', moves: 0 },
  { asker: 'resident-4', what: 'groceries', moves: 1 },
  { asker: 'resident-5', what: 'groceries', moves: 2 },
  { asker: 'resident-6', what: 'groceries', moves: 7 },
  { asker: 'child-1', what: 'groceries', moves: 3 },
  { asker: 'resident-7', what: 'errands', moves: 0 },
]

const addRequests = async (effects: Effects, ids: ReadonlyMap<string, string>) => {
  const phone = phonesOf(effects)
  const now = effects.now()
  for (const [i, { asker, what, moves }] of day.entries()) {
    const [lead, volunteer] = [`lead-${(i % 3) + 1}`, `volunteer-${(i % 3) + 1}`]
    let at = plusMinutes(now, -40 - i * 3)
    const later = () => phone.at((at = plusMinutes(at, 5)))
    phone.at(at)
    let it: HelpReply = await phone.as(asker, help.ask, {
      key: `demo-request-${i}`,
      kind: what,
      lines: what === 'groceries' ? baskets[i % baskets.length]! : errands[i % errands.length]!,
      ...(what === 'groceries' && { capFen: 10_000 }),
      ...(i % 2 === 0 && { door: '门铃坏了，请敲门' }),
      ...(asker === 'child-1' && { for: ids.get('elder-1')! }),
    })
    const tap = () => ({ id: it.id, seq: it.seq, op: `demo-tap-${it.id.slice(-8)}-${it.seq}` })
    const story: (() => Promise<HelpReply>)[] = [
      () => phone.as(lead, help.claim, tap()),
      () => phone.as(lead, help.assign, { ...tap(), volunteer: ids.get(volunteer)! }),
      () => phone.as(volunteer, help.accept, tap()),
      async () => {
        await phone.as(volunteer, help.reveal, { id: it.id })
        return phone.as(volunteer, help.bought, { ...tap(), spentFen: 3_850 })
      },
      () => phone.as(volunteer, help.start, tap()),
      () => phone.as(volunteer, help.deliver, tap()),
      () => phone.as(asker, help.confirm, tap()),
    ]
    for (const move of story.slice(0, moves)) {
      later()
      it = await move()
    }
  }
}

/** Data that other sources made is thrown away at the next start. */
const version = createHash('sha256')
  .update(readFileSync(inRoot('local/demo.ts')))
  .update(readFileSync(inRoot('local/people.ts')))
  .update(readFileSync(inRoot('local/demo/community.ts')))
  .digest('hex')
  .slice(0, 12)

export const demo: Demo = {
  version,
  welcome: community,
  personas,
  async seed({ env }: Ground) {
    Object.assign(process.env, env)
    const log = { info: () => {}, error: console.error }
    const effects: Effects = { ...openEffects(), log }
    await addCommunities(effects)
    const ids = new Map<string, string>()
    await eachOf(demoPeople, person => addPerson(effects, ids, person))
    await addProxies(effects, ids)
    await addRequests(effects, ids)
  },
}
