import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Input, Operation, Reply } from '../shared/contract.ts'
import { files } from '../shared/files/files.ts'
import { identity } from '../shared/identity/identity.ts'
import { consentVersions } from '../shared/identity/account.ts'
import { picture } from '../functions/testing/media.ts'
import { startSystem, type System } from './system.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mulin-'))
})
afterAll(() => rm(dir, { recursive: true }))

const said: string[] = []
const start = () =>
  startSystem({
    ...{ withoutJava: true, dataDir: join(dir, 'data'), logDir: join(dir, 'logs') },
    say: line => void said.push(line),
  })

const ask = async <Op extends Operation>(
  { api }: System,
  operation: Op,
  input: Input<Op>,
  token?: string,
): Promise<Reply<Op>> => {
  const response = await fetch(`${api}/api/${operation.name.replace('.', '/')}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(input),
  })
  const body: unknown = await response.json()
  if (response.status !== 200)
    throw new Error(`${operation.name}: ${response.status} ${JSON.stringify(body)}`)
  return body as Reply<Op>
}
const enter = (system: System) => ask(system, identity.signIn, { code: 'demo:newcomer-1' })

test('When the system is started without Java, stopped and started again, then what was asked for is still there', async () => {
  const first = await start()
  const { me, token } = await enter(first)
  const privacy = { what: 'privacy', version: consentVersions.privacy, agree: true } as const
  await ask(first, identity.consent, privacy, token)
  const bytes = await picture()
  const { id, parts } = await ask(first, files.begin, { type: 'image/jpeg', size: bytes.length }, token)
  for (const { url, from, size } of parts)
    await fetch(new URL(url, first.api), {
      method: 'PUT',
      body: new Uint8Array(bytes.subarray(from, from + size)),
    })
  const { url } = await ask(first, files.finish, { id }, token)
  const sent = await (await fetch(new URL(url, first.api))).arrayBuffer()
  expect(sent.byteLength).toBeGreaterThan(100)
  await first.tick()
  await first.pumpIdle()
  await first.stop()
  expect((await readdir(join(dir, 'data'))).sort()).toEqual(['files', 'seeded', 'table'])

  const again = await start()
  expect((await enter(again)).me).toEqual({ ...me, consents: { ...me.consents, privacy: true } })
  expect(await ask(again, identity.me, {}, token)).toMatchObject({ id: me.id })
  const { items } = await ask(again, files.show, { ids: [id] }, token)
  expect(await (await fetch(new URL(items[0]!.url, again.api))).arrayBuffer()).toEqual(sent)
  await again.stop()
  expect(said.filter(line => /failed|Error/.test(line))).toEqual([])
}, 60_000)
