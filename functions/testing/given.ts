/**
 * What tests start from: a neighbourhood in a table of its own, people in it with their phones, a clock that stands
 * still until it is set, and faults on demand. Everything goes through the functions' front doors.
 */
import { randomUUID } from 'node:crypto'
import type { Input, Operation, Reply } from '../../shared/contract.ts'
import { switches } from '../../shared/community/community.ts'
import { files, type FileType } from '../../shared/files/files.ts'
import { help, type HelpReply } from '../../shared/help/help.ts'
import { plusMinutes } from '../../shared/time.ts'
import type { Role } from '../../shared/contract.ts'
import { api } from '../api.ts'
import { changes } from '../changes.ts'
import { clock } from '../clock.ts'
import { addScopes, saveSettings } from '../community/community.ts'
import type { NamedScope } from '../community/community-store.ts'
import { createUser } from '../identity/identity-store.ts'
import { everyConsent } from '../identity/consents.ts'
import { giveGrant } from '../identity/grants.ts'
import { putProxy } from '../identity/proxies-store.ts'
import { makers as everyMaker } from '../makers.ts'
import { papers } from '../papers.ts'
import type { Makers } from '../papers/make.ts'
import { openBucket, openS3 } from '../platform/bucket.ts'
import { openKms, type Effects } from '../platform/context.ts'
import { openCursors } from '../platform/cursor.ts'
import { buckets } from '../platform/limits.ts'
import { clean } from '../platform/media.ts'
import { waits } from '../platform/pause.ts'
import { openSecrets } from '../platform/secrets.ts'
import { openWeChat } from '../platform/wechat.ts'
import { withFaults } from './faults.ts'
import { hear, inClear } from './in-clear.ts'
import { metered } from './meter.ts'
import { allowOnly, functionNames, rightsOf, type FunctionName } from './rights.ts'
import { openTestTable, patient } from './tables.ts'

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
const buildingsOf = (n: number) => [n, n + 15].filter(each => each <= 28).map(each => `building-${each}`)
const skills = [['groceries'], ['errands'], ['medicine'], ['urgent']]

/** 28 buildings; team-3 serves, and grid-3 covers, the buildings 3 and 18. */
const scopes: readonly NamedScope[] = [
  ...numbers(15).flatMap(n => [
    {
      ...{ id: `team-${n}`, name: `第${n}服务队`, kind: 'team' as const },
      ...{ buildings: buildingsOf(n), skills: skills[(n - 1) % 4]! },
    },
    { id: `grid-${n}`, name: `第${n}网格`, kind: 'grid' as const, buildings: buildingsOf(n) },
  ]),
  ...numbers(28).map(n => ({ id: `building-${n}`, name: `${n}号楼`, kind: 'building' as const })),
  { id: 'beat-1', name: '第一警格', kind: 'beat' },

  // firm-1 has the buildings 1 to 14.
  ...[1, 2].map(n => ({
    ...{ id: `firm-${n}`, name: `第${n}物业`, kind: 'firm' as const },
    buildings: numbers(14).map(each => `building-${each + (n - 1) * 14}`),
  })),
  ...[1, 2].map(n => ({ id: `department-${n}`, name: `第${n}部门`, kind: 'department' as const })),
]

/** 10:00 on a Monday in Shanghai. */
export const monday10 = '2026-11-23T02:00:00.000Z'

// Tests ask as often as they like, but for those of the limits.
const asOftenAsTheyLike = 1000
buckets.larger = asOftenAsTheyLike
export const withinLimits = async (tries: () => Promise<void>) => {
  buckets.larger = 1
  await tries().finally(() => (buckets.larger = asOftenAsTheyLike))
}

// On a machine that has much to do, only how often a write is tried counts.
waits.now = () => 0

export interface Answer {
  readonly status: number
  readonly body: { readonly code?: string; readonly text?: string; readonly fields?: Record<string, string> }
  /** The header of the answer to a call that came too often. */
  readonly retryAfter?: string | number | boolean | undefined
}

const since = '2026-01-01T00:00:00.000Z'
const until = '2027-06-01T00:00:00.000Z'

/** `makers`: beside those there are, for the tests of papers. */
export const neighbourhood = async (makers: Makers = {}) => {
  const { table: bare, name: tableName, client, items, reader, ...opened } = await openTestTable()
  const { table, spentBy } = metered(bare)
  const rights = new Map(
    await Promise.all(functionNames.map(async name => [name, await rightsOf(name)] as const)),
  )
  const s3 = new Map(functionNames.map(name => [name, allowOnly(openS3(patient), 's3', rights.get(name)!)]))
  const faults = withFaults([...s3.values()], client)
  const secretsOf = (name: FunctionName) =>
    openSecrets(table, allowOnly(openKms(patient), 'kms', rights.get(name)!), process.env.MULIN_KMS_KEY!)
  const secrets = secretsOf('files')
  let now = monday10
  const logged: string[] = []
  const typed = new Set<string>()
  const note = (message: string, facts: object) => void logged.push(`${message} ${JSON.stringify(facts)}`)
  const effects: Effects = {
    table,
    secrets,
    cursors: openCursors(secrets),
    wechat: openWeChat({ error: note }, patient.requestTimeout),
    log: { info: note, error: note },
    bucket: openBucket(s3.get('files')),
    clean,
    now: () => now,
  }
  /** As the function of this name opens them. */
  const effectsOf = (name: FunctionName): Effects => ({
    ...effects,
    secrets: secretsOf(name),
    bucket: openBucket(s3.get(name)),
  })
  const [serve, tick] = [api(() => effects), clock(() => effectsOf('clock'))]
  type Brought = Parameters<ReturnType<typeof changes>>[0]
  const brought: Readonly<Record<string, (event: Brought) => Promise<unknown>>> = {
    changes: changes(() => ({ ...effectsOf('changes'), bucket: undefined })),
    papers: papers(() => effectsOf('papers'), { ...everyMaker, ...makers }),
  }

  for (const [community, called] of [
    ['bchd', '宝翠花都社区'],
    ['other', '邻家社区'],
  ] as const) {
    const phones = { phone: '10000000001', dutyPhone: '10000000002' }
    // Tests ask as often as they like; how much a home may have under way is tried elsewhere.
    const help = community === 'bchd' ? { mostAtOnce: 1000 } : {}
    const on = community === 'bchd' ? { on: [...switches.codes] } : {}
    await saveSettings(table, community, { name: called, ...phones, help, ...on })
    await addScopes(table, community, scopes)
  }

  const answer = async (event: object) =>
    serve({ requestContext: { http: { method: 'POST' } }, headers: {}, ...event } as Parameters<
      typeof serve
    >[0])

  /** A raw request, for tests of what no page would send. */
  const request = async (
    path: string,
    body: string | undefined,
    token?: string,
    method = 'POST',
  ): Promise<Answer> => {
    const {
      statusCode,
      headers,
      body: text,
    } = await answer({
      rawPath: path,
      requestContext: { http: { method } },
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      ...(body !== undefined && { body }),
    })
    const retryAfter = headers?.['retry-after']
    return { status: statusCode ?? 0, body: JSON.parse(text ?? '{}') as Answer['body'], retryAfter }
  }

  interface Known {
    readonly id: string
    readonly token: string
    readonly at: string
  }
  const people = new Map<string, Promise<Known>>()

  /** lead-3 leads team-3, volunteer-2 is in team-2, resident-1 lives in building 1, outsider-… is from elsewhere. */
  const rolesOf = (person: string): readonly (readonly [Role, string, string])[] => {
    const [kind = '', n = '1'] = person.split('-')
    const team = `team-${n}`
    const resident = ['resident', 'bchd', 'bchd'] as const
    const table: Record<string, readonly (readonly [Role, string, string])[]> = {
      resident: [resident],
      elder: [resident],
      child: [resident],
      lead: [
        ['teamLead', 'bchd', team],
        ['volunteer', 'bchd', team],
      ],
      volunteer: [['volunteer', 'bchd', team]],
      grid: [['gridWorker', 'bchd', `grid-${n}`]],
      party: [['partyMember', 'bchd', 'bchd']],
      police: [['policeOfficer', 'bchd', 'beat-1']],
      helper: [['buildingHelper', 'bchd', `building-${n}`]],
      staff: [['communityStaff', 'bchd', 'bchd']],
      room: [['mediationStaff', 'bchd', 'bchd']],
      mediator: [['mediator', 'bchd', 'bchd']],
      supervisor: [['supervisor', 'bchd', 'bchd']],
      firm: [['propertyManager', 'bchd', `firm-${n}`]],
      department: [['departmentOfficer', 'bchd', `department-${n}`]],
      // Lives here and works here, in the office and in the room.
      insider: [
        resident,
        ['communityStaff', 'bchd', 'bchd'],
        ['mediationStaff', 'bchd', 'bchd'],
        ['mediator', 'bchd', 'bchd'],
      ],
      outsider: [
        ['resident', 'other', 'other'],
        ['teamLead', 'other', 'team-1'],
        ['volunteer', 'other', 'team-1'],
        ['communityStaff', 'other', 'other'],
        ['supervisor', 'other', 'other'],
        ['mediationStaff', 'other', 'other'],
        ['mediator', 'other', 'other'],
      ],
      visitor: [],
    }
    return table[kind] ?? []
  }

  const enrol = async (person: string) => {
    // A newcomer has done nothing but sign in.
    if (person.startsWith('newcomer')) return signedIn(person)
    const roles = rolesOf(person)
    const n = person.split('-')[1] ?? '1'
    const community = roles[0]?.[1] ?? 'bchd'
    const contact = {
      name: `实名${person}`,
      phone: `1001234${n.padStart(4, '0')}`,
      address: `${n}号楼1单元${person}室`,
    }
    const home = { id: `home_${person}`, community, building: `${n}号楼` }
    const id = await createUser(effects, `demo-${person}`, `称呼${person}`, {
      contact,
      consents: everyConsent(since),
      ...(roles.length && { home }),
    })
    for (const [role, where, scope] of roles)
      await giveGrant({ ...effects, now: since }, id, {
        role,
        community: where,
        scope,
        until,
        grantedBy: 'test',
      })
    if (person.startsWith('child')) {
      const elder = await idOf(`elder-${n}`)
      await putProxy(effects, id, {
        person: elder,
        callName: '奶奶',
        modules: ['help', 'mediation', 'wellbeing'],
        from: since,
        until,
      })
    }
    return signedIn(person)
  }

  const signedIn = async (person: string) => {
    const { body } = await request('/api/identity/signIn', JSON.stringify({ code: `demo:${person}` }))
    const { token, me } = body as { token?: string; me?: { id: string } }
    return { id: me!.id, token: token!, at: now }
  }

  const known = (person: string) => {
    if (!people.has(person)) people.set(person, enrol(person))
    return people.get(person)!
  }
  /** As in WeChat, where an unused sign-in is made anew before anybody notices that it has ended. */
  const tokenOf = async (person: string) => {
    const { at, token } = await known(person)
    if (now < plusMinutes(at, 13 * 24 * 60)) return token
    people.set(person, signedIn(person))
    return (await known(person)).token
  }
  const idOf = async (person: string): Promise<string> => (await known(person)).id

  /** A person's phone: `try` gives whatever was answered, `do` expects success. */
  const as = (person: string) => {
    const send = async (operation: Operation, input: unknown): Promise<Answer> => {
      hear(typed, input)
      return request(`/api/${operation.name.replace('.', '/')}`, JSON.stringify(input), await tokenOf(person))
    }
    return {
      try: <Op extends Operation>(operation: Op, input: Input<Op>) => send(operation, input),
      /** For input that the types would not allow. */
      tryAnything: send,
      async do<Op extends Operation>(operation: Op, input: Input<Op>): Promise<Reply<Op>> {
        const { status, body } = await send(operation, input)
        if (status !== 200) throw new Error(`${person} ${operation.name}: ${status} ${JSON.stringify(body)}`)
        return body as Reply<Op>
      },
    }
  }

  /** Bytes as they are, to or from a link. */
  const put = (path: string, bytes: Uint8Array) =>
    answer({
      rawPath: path,
      requestContext: { http: { method: 'PUT' } },
      body: Buffer.from(bytes).toString('base64'),
      isBase64Encoded: true,
    })
  const fetchFrom = async (path: string, range?: string) => {
    const headers = { ...(range && { range }) }
    const {
      statusCode,
      headers: about,
      body = '',
      isBase64Encoded,
    } = await answer({
      rawPath: path,
      requestContext: { http: { method: 'GET' } },
      headers,
    })
    return { status: statusCode, about, bytes: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') }
  }

  /** A person uploads these bytes, from begin to finish; gives the id for a form. */
  const putFile = async (person: string, bytes: Uint8Array, type: FileType = 'image/jpeg') => {
    const { id, parts } = await as(person).do(files.begin, { type, size: bytes.length })
    for (const { url, from, size } of parts) await put(url, bytes.subarray(from, from + size))
    return (await as(person).do(files.finish, { id })).id
  }

  let pumps: ReturnType<typeof opened.pumps> | undefined
  return {
    table,
    tableName,
    /** All that is stored. */
    items,
    spentBy,
    /** A reader of the table's stream, from its beginning. */
    reader,
    effects,
    faults,
    logged,
    request,
    put,
    fetchFrom,
    putFile,
    as,
    idOf,
    tokenOf,
    now: () => now,
    setNow: (at: string) => {
      now = at
    },
    minutesLater: (minutes: number) => {
      now = plusMinutes(now, minutes)
    },
    /** Waits until everything that follows from the changes so far has happened. */
    async settled() {
      pumps ??= opened.pumps({
        invoke: async (name, event) => ({ ok: true, result: await brought[name]!(event as Brought) }),
        deadLetters: `.local/logs/unit/dead-${randomUUID()}.jsonl`,
        say: line => void logged.push(line),
      })
      await (await pumps).idle()
    },
    /** What has happened since all was settled has not; only in memory. */
    undo: () => opened.undo!(),
    tick,
    /** A request as resident-1 makes it. */
    request1: (input: Partial<Input<typeof help.ask>> = {}): Promise<HelpReply> =>
      as('resident-1').do(help.ask, {
        kind: 'groceries',
        lines: [{ what: '鸡蛋', howMany: '2斤' }],
        ...input,
      }),
    async close() {
      const readable = inClear(await items(), logged, { typed, never: /实名/ })
      if (readable.length)
        throw new Error(
          `Personal texts in the clear; seal them, or say why not in testing/in-clear.ts:\n${readable.join('\n')}`,
        )
      await (await pumps)?.stop()
      await opened.close()
      for (const each of s3.values()) each.destroy()
    },
  }
}
export type Neighbourhood = Awaited<ReturnType<typeof neighbourhood>>

export const op = () => randomUUID()
