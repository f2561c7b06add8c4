/** A part of the system that takes what is said and never answers: nobody waits for it longer than a function lives. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { DescribeKeyCommand } from '@aws-sdk/client-kms'
import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import type { Context } from 'aws-lambda'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inServerlessYml } from '../../local/serverless.ts'
import { api } from '../api.ts'
import { neighbourhood } from '../testing/given.ts'
import { fileMs, openS3 } from './bucket.ts'
import { openKms } from './context.ts'
import type { Event } from './serve.ts'
import { bounded, openClient } from './table.ts'
import { openWeChat } from './wechat.ts'

let silent: Server
let base: string
let asked = 0
beforeAll(async () => {
  silent = createServer(() => void asked++)
  await new Promise<void>(listening => silent.listen(0, '127.0.0.1', listening))
  base = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
})
afterAll(() => {
  silent.closeAllConnections()
  silent.close()
})

/** As it is, but for how long a try may take. */
const requestHandler = { ...bounded.requestHandler, requestTimeout: 20 }
const tries = async (ask: () => Promise<unknown>) => {
  asked = 0
  await expect(ask()).rejects.toMatchObject({ name: 'TimeoutError' })
  return asked
}

describe('When a part of AWS is silent, then it is asked four times and given up', () => {
  const named = ['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL_KMS', 'AWS_ENDPOINT_URL_S3'] as const
  const before = { ...process.env }
  beforeAll(() => named.forEach(name => (process.env[name] = base)))
  afterAll(() => {
    process.env = before
  })

  test('the table', async () => {
    const client = openClient({ requestHandler })
    const get = new GetItemCommand({ TableName: 't', Key: { pk: { S: 'a' }, sk: { S: 'b' } } })
    expect(await tries(() => client.send(get))).toBe(bounded.maxAttempts)
  })
  test('the keys', async () => {
    const client = openKms(requestHandler)
    expect(await tries(() => client.send(new DescribeKeyCommand({ KeyId: 'k' })))).toBe(bounded.maxAttempts)
  })
  test('the bucket', async () => {
    const client = openS3(requestHandler)
    expect(await tries(() => client.send(new ListObjectsV2Command({ Bucket: 'b' })))).toBe(
      bounded.maxAttempts,
    )
  })
})

test('When serverless.yml is read, then all tries together, with their pauses, fit into the time of the function', async () => {
  const seconds = async (...path: string[]) => (await inServerlessYml(...path)) as number
  const callMs = await seconds('params', 'default', 'callMs')
  const pausesMs = 700
  const lastMomentMs = 1_000
  const fits = (each: number, limit: number) =>
    each * bounded.maxAttempts + pausesMs + lastMomentMs <= limit * 1_000
  expect(fits(callMs, await seconds('provider', 'timeout'))).toBe(true)
  for (const name of ['files', 'papers', 'clock'])
    expect(fits(fileMs, await seconds('functions', name, 'timeout'))).toBe(true)
})

test('When WeChat takes a code and is silent, then it is busy, whatever it is asked', async () => {
  const before = process.env.WECHAT_BASE
  process.env.WECHAT_BASE = base
  try {
    const wechat = openWeChat({ error: () => undefined }, 20)
    const busy = { code: 'identity.weChatBusy' }
    await expect(wechat.openidOf('c')).rejects.toMatchObject(busy)
    await expect(wechat.phoneOf('c')).rejects.toMatchObject(busy)
    expect(await wechat.push({ openid: 'o', template: 't', data: {} })).toMatchObject({ became: 'later' })
  } finally {
    process.env.WECHAT_BASE = before
  }
})

test('When the table answers to nobody, then the caller hears it with a text before the function is ended', async () => {
  const given = await neighbourhood()
  try {
    const never = () => new Promise<never>(() => undefined)
    const effects = {
      ...given.effects,
      table: { ...given.effects.table, get: never, query: never, getMany: never },
    }
    const door = api(() => effects)
    const event = {
      rawPath: '/api/help/mine',
      requestContext: { http: { method: 'POST' } },
      headers: { authorization: `Bearer ${await given.tokenOf('elder-1')}` },
    } as unknown as Event
    const ended = new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), 800))
    const asked = door(event, { getRemainingTimeInMillis: () => 1_020 } as Context)
    const answer = (await Promise.race([asked, ended]))!
    expect(answer.statusCode).toBe(503)
    expect(JSON.parse(answer.body ?? '')).toMatchObject({
      code: 'server.busy',
      text: expect.stringContaining('请'),
    })
  } finally {
    await given.close()
  }
})
