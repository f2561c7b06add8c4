/** What opens nothing is told so; that keys cannot be had is no fault of a good token. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { help } from '../../shared/help/help.ts'
import { matters } from '../../shared/matters/matters.ts'
import { api } from '../api.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import type { Event } from './serve.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jws = (header: object) => `${part(header)}.${part({ sub: 'user_x', exp: 9_999_999_999 })}.c2ln`
const jwe = (header: object) => `${part(header)}..${part({})}.${part({})}.dGFn`

test.each([
  ['no algorithm', { alg: 'none' }],
  ['a key of another kind', { alg: 'RS256', kid: '1' }],
  ['a key that was never made', { alg: 'HS256', kid: '999' }],
  ['a key that cannot be one', { alg: 'HS256', kid: '../1' }],
  ['a header of rubbish', { alg: 7, kid: {} }],
])('When a token names %s, then it is to be signed in anew', async (_, header) => {
  const { status, body } = await given.request('/api/identity/me', '{}', jws(header))
  expect([status, body.code]).toEqual([401, 'identity.signInAgain'])
})

test.each([
  ['another way', { alg: 'RSA-OAEP', enc: 'A256GCM', kid: '1' }],
  ['a password', { alg: 'PBES2-HS256+A128KW', enc: 'A256GCM', p2c: 1_000_000_000, p2s: 'AAAA' }],
  ['a key that was never made', { alg: 'dir', enc: 'A256GCM', kid: '999' }],
])('When a cursor or a link wants %s, then it is no longer good', async (_, header) => {
  const lead = await given.as('lead-1').tryAnything(help.board, { next: jwe(header) })
  expect([lead.status, lead.body.code]).toEqual([400, 'request.staleCursor'])
  expect((await given.fetchFrom(`/files/${jwe(header)}`)).status).toBeLessThan(500)
})

test('When keys cannot be had, then the system is busy, and nobody is signed out', async () => {
  const token = await given.tokenOf('resident-1')
  const silent = async () => {
    throw Object.assign(new Error('silent'), { name: 'TimeoutError' })
  }
  const secrets = { ...given.effects.secrets, keyNamed: () => silent }
  const door = api(() => ({ ...given.effects, secrets }))
  const { statusCode, body = '' } = await door({
    rawPath: `/api/${matters.mine.name.replace('.', '/')}`,
    requestContext: { http: { method: 'POST' } },
    headers: { authorization: `Bearer ${token}` },
  } as unknown as Event)
  expect([statusCode, (JSON.parse(body) as { code: string }).code]).toEqual([503, 'server.busy'])
})
