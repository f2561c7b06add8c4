/**
 * A backup is restored under another name: point-in-time recovery makes a new table, and the files are copied to a new
 * bucket. Functions that are told only these two names serve everything, what is sealed or signed too.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import { memoryTable } from '../../local/memory/memory-table.ts'
import { startS3 } from '../../local/s3.ts'
import { help } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { matters } from '../../shared/matters/matters.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import { messages } from '../../shared/messages/messages.ts'
import type { Input, Operation, Reply } from '../../shared/contract.ts'
import { api } from '../api.ts'
import { clock } from '../clock.ts'
import { caseStory } from '../testing/case-story.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { helpStory } from '../testing/help-story.ts'
import { picture } from '../testing/media.ts'
import { patient } from '../testing/tables.ts'
import { openBucket, openS3 } from './bucket.ts'
import { openEffects } from './context.ts'
import { clean } from './media.ts'

const { AWS_ENDPOINT_URL_S3, MULIN_BUCKET } = process.env
const bucket = 'restored-files'
process.env.MULIN_TABLE = 'before'
let given: Neighbourhood
let copies: Awaited<ReturnType<typeof startS3>>
const opened: { destroy(): void }[] = []
beforeAll(async () => {
  given = await neighbourhood()
  copies = await startS3({ bucket })
})
afterAll(async () => {
  Object.assign(process.env, { AWS_ENDPOINT_URL_S3, MULIN_BUCKET })
  for (const each of opened) each.destroy()
  await copies.stop()
})

/** As recovery does: every item and every file, as it is, elsewhere. Then what there was before is lost. */
const restore = async () => {
  const table = memoryTable(await given.items())
  const there = openS3(patient)
  const { Contents = [] } = await there.send(new ListObjectsV2Command({ Bucket: MULIN_BUCKET! }))
  const copied = await Promise.all(
    Contents.map(async ({ Key }) => {
      const { Body, ContentType } = await there.send(new GetObjectCommand({ Bucket: MULIN_BUCKET!, Key }))
      return { Key, ContentType, Body: await Body!.transformToByteArray() }
    }),
  )
  await given.close()
  Object.assign(process.env, {
    ...{ MULIN_TABLE: 'restored', MULIN_BUCKET: bucket, AWS_ENDPOINT_URL_S3: copies.base },
  })
  const here = openS3(patient)
  opened.push(here, there)
  for (const each of copied) await here.send(new PutObjectCommand({ Bucket: bucket, ...each }))
  const log = {
    info: () => undefined,
    error: (what: string, facts: object) => failures.push({ what, facts }),
  }
  return { ...openEffects(table), bucket: openBucket(here), clean, log, now: () => given.now() }
}
const failures: object[] = []

test('When a backup is restored under other names, then everything is served from there, what is sealed too', async () => {
  const door = '钥匙在门垫下'
  const asked = { kind: 'groceries', lines: [{ what: '鸡蛋' }], door, key: 'asked-once-only' } as const
  const bytes = await picture()
  const file = await given.putFile('resident-1', bytes)
  const request = await helpStory(given)('accepted', { ...asked, lines: [...asked.lines], files: [file] })
  const story = caseStory(given)
  const dispute = await story.booked()
  await given.settled()
  const before = await given.as('resident-1').do(help.get, { id: request.id })
  const inbox = await given.as('resident-1').do(messages.inbox, {})
  expect(inbox.items.length).toBeGreaterThan(1)
  const people = ['resident-1', 'volunteer-1', 'lead-1', 'room-1'] as const
  const tokens = new Map(await Promise.all(people.map(async who => [who, await given.tokenOf(who)] as const)))

  const effects = await restore()
  const serve = api(() => effects)
  const call = (method: string, rawPath: string, headers: object, body?: string) =>
    serve({ rawPath, headers, requestContext: { http: { method } }, body } as Parameters<typeof serve>[0])
  const as = async <Op extends Operation>(who: (typeof people)[number], operation: Op, input: Input<Op>) => {
    const path = `/api/${operation.name.replace('.', '/')}`
    const token = { authorization: `Bearer ${tokens.get(who)}` }
    const { statusCode, body } = await call('POST', path, token, JSON.stringify(input))
    expect([operation.name, statusCode, body]).toEqual([operation.name, 200, body])
    return JSON.parse(body!) as Reply<Op>
  }

  // Those who were signed in still are, and are told what they were told.
  expect((await as('resident-1', identity.me, {})).id).toBe(await given.idOf('resident-1'))
  expect(await as('resident-1', messages.inbox, {})).toEqual(inbox)
  const own = (await as('resident-1', matters.mine, {})).items.map(({ id }) => id)
  expect(own).toEqual(expect.arrayContaining([request.id, dispute.id]))
  // What is sealed opens, and asking twice is still asking once: ids come out the same.
  expect(await as('resident-1', help.get, { id: request.id })).toMatchObject({ door, lines: asked.lines })
  const again = { ...asked, lines: [...asked.lines], files: [file] }
  expect((await as('resident-1', help.ask, again)).id).toBe(request.id)
  expect(await as('volunteer-1', help.reveal, { id: request.id })).toMatchObject({
    phone: '10012340001',
    door,
  })
  expect(await as('room-1', mediation.get, { id: dispute.id })).toMatchObject({ facts: dispute.facts })
  // Files, by links from before and by new ones.
  for (const { files = [] } of [before, await as('resident-1', help.get, { id: request.id })]) {
    const { statusCode, body } = await call('GET', files[0]!.url, {})
    expect([statusCode, Buffer.from(body!, 'base64').subarray(0, 3).toString('hex')]).toEqual([200, 'ffd8ff'])
  }
  // It goes on from there.
  const { id, seq } = await as('volunteer-1', help.get, { id: request.id })
  const bought = { id, seq, op: 'bought-after-it', spentFen: 1_250 }
  expect((await as('volunteer-1', help.bought, bought)).state).toBe('bought')
  await clock(() => effects)()
  expect(failures).toEqual([])
})
