import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { mkdtemp, mkdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { pages } from './pages.ts'

const script = 'document.title = "睦邻"'
const html = `<!doctype html><script>${script}</script><script src="/js/app.js"></script>`
let above: string
let folder: string
beforeAll(async () => {
  above = await mkdtemp(join(tmpdir(), 'mulin-pages-'))
  folder = join(above, 'h5')
  await mkdir(join(folder, 'js'), { recursive: true })
  await writeFile(join(folder, 'index.html'), html)
  await writeFile(join(folder, 'js/app.js'), 'a()'.repeat(1000))
  await writeFile(join(folder, 'picture.png'), Buffer.from([137, 80, 78, 71]))
  await writeFile(join(above, 'secret.txt'), 'not for others')
})
afterAll(() => rm(above, { recursive: true }))

const ask = async (rawPath: string, headers: Record<string, string> = {}) => {
  const { statusCode, headers: about = {}, body = '' } = await pages(folder)({ rawPath, headers })
  return { status: statusCode, about, bytes: Buffer.from(body, 'base64') }
}

test('When a page is opened, then it runs what comes from here and the script within it, and stands in no frame', async () => {
  const { status, about, bytes } = await ask('/help/one')
  expect([status, bytes.toString()]).toEqual([200, html])
  expect(about).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'strict-transport-security': expect.stringMatching(/^max-age=31536000/),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  })
  const policy = new Map(
    String(about['content-security-policy'])
      .split('; ')
      .map(each => [each.slice(0, each.indexOf(' ')), each.slice(each.indexOf(' ') + 1)]),
  )
  const hash = createHash('sha256').update(script).digest('base64')
  expect(policy.get('default-src')).toBe("'none'")
  expect(policy.get('script-src')).toBe(`'self' 'sha256-${hash}'`)
  expect(policy.get('frame-ancestors')).toBe("'none'")
  expect(policy.get('base-uri')).toBe("'none'")
  // Nothing is asked of, or told to, another host.
  expect(String(about['content-security-policy'])).not.toMatch(/\*|https?:|unsafe-eval/)
})

test('When a file is asked for, then it comes small, and not again while it is the same', async () => {
  const first = await ask('/js/app.js', { 'accept-encoding': 'gzip, br' })
  expect([first.status, first.about['content-encoding'], first.bytes.length < 200]).toEqual([
    200,
    'gzip',
    true,
  ])
  expect(gunzipSync(first.bytes).toString()).toBe('a()'.repeat(1000))
  const etag = String(first.about.etag)
  const again = await ask('/js/app.js', { 'if-none-match': etag })
  expect([again.status, again.bytes.length]).toEqual([304, 0])
  const plain = await ask('/picture.png', { 'accept-encoding': 'gzip' })
  expect([plain.about['content-type'], plain.about['content-encoding'], plain.bytes.length]).toEqual([
    ...['image/png', undefined, 4],
  ])
})

test('When it is built anew, then the new one is sent', async () => {
  const answer = pages(folder)
  const file = join(folder, 'js/built.js')
  const bodyOf = async () => (await answer({ rawPath: '/js/built.js', headers: {} })).body
  await writeFile(file, 'old')
  expect(await bodyOf()).toBe(Buffer.from('old').toString('base64'))
  await writeFile(file, 'new')
  await utimes(file, new Date(), new Date('2030-01-01'))
  expect(await bodyOf()).toBe(Buffer.from('new').toString('base64'))
})

test('When something else is asked for, then it is not there, and nothing above the pages ever is', async () => {
  for (const path of [
    '/js/none.js',
    '/%',
    '/%00',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
  ]) {
    const { status, about, bytes } = await ask(path)
    expect([path, status, bytes.includes('not for others')]).toEqual([path, 404, false])
    expect(about).toMatchObject({ 'x-frame-options': 'DENY' })
  }
})
