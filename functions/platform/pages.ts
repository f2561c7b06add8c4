/**
 * The pages for browsers, as `build:h5` makes them: each file, and index.html at the address of every page. They come from
 * the domain of the API, in production and locally by this same code, so that both send the same headers.
 */
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
}
const isText = (type: string) => /^text|json|svg/.test(type)

const digest = (content: string | Buffer) => createHash('sha256').update(content).digest('base64')

/** A script within the page is known by its content; another one does not run. */
const scriptsIn = (html: string) =>
  [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) => `'sha256-${digest(script)}'`)

/**
 * What a page may do: run and ask nothing but what comes from here, and stand in nobody's frame. Taro's components bring
 * their styles with them at run time. Pictures and sound are looked at before they are sent (`blob:`), as are PDFs.
 */
const policyOf = (html: string) =>
  [
    "default-src 'none'",
    ["script-src 'self'", ...scriptsIn(html)].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' data: blob:",
    "object-src 'self' blob:",
    "font-src 'self' data:",
    "connect-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** An address may hold a code that opens a door, so it is told to nobody. */
const always = {
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(self), geolocation=(), payment=(), usb=()',
}

export interface Asked {
  /** As it stands in the request, not decoded. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}
export interface PageAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

const decoded = (path: string) => {
  try {
    return decodeURIComponent(path)
  } catch {
    return '\0'
  }
}

/** The file asked for, or index.html for the address of a page; undefined for what is not there. */
const fileFor = async (folder: string, path: string): Promise<string | undefined> => {
  if (path.includes('\0')) return undefined
  const file = normalize(join(folder, path))
  if (file !== folder && !file.startsWith(folder + sep)) return undefined
  const found = await stat(file).catch(() => undefined)
  if (found?.isFile()) return file
  return types[extname(file)] ? undefined : join(folder, 'index.html')
}

interface Ready {
  readonly headers: Readonly<Record<string, string>>
  readonly plain: Buffer
  readonly zipped: Buffer | undefined
}
const readied = async (file: string): Promise<Ready> => {
  const plain = await readFile(file)
  const type = types[extname(file)] ?? 'application/octet-stream'
  const headers = {
    ...always,
    'content-type': type,
    'content-security-policy': policyOf(extname(file) === '.html' ? plain.toString('utf8') : ''),
    // Built anew under the same names: asked for each time, and sent only where it has changed.
    'cache-control': 'no-cache',
    etag: `"${digest(plain).slice(0, 27)}"`,
    vary: 'accept-encoding',
  }
  return { headers, plain, zipped: isText(type) ? await promisify(gzip)(plain) : undefined }
}

/** Of the pages in this folder. What was read is kept until the file changes. */
export const pagesFrom = (folder: string) => {
  const kept = new Map<string, { readonly at: number; readonly ready: Promise<Ready> }>()
  const readyOf = async (file: string) => {
    const { mtimeMs: at } = await stat(file)
    const known = kept.get(file)
    if (known?.at === at) return known.ready
    const ready = readied(file)
    kept.set(file, { at, ready })
    ready.catch(() => kept.delete(file))
    return ready
  }
  return async ({ path, headers: asked }: Asked): Promise<PageAnswer> => {
    const file = await fileFor(folder, decoded(path))
    const ready = file && (await readyOf(file).catch(() => undefined))
    if (!ready) {
      const headers = { ...always, 'content-type': types['.txt']!, 'content-security-policy': policyOf('') }
      return { status: 404, headers, body: Buffer.from('没有这个页面。') }
    }
    const { headers, plain, zipped } = ready
    if (asked['if-none-match'] === headers.etag) return { status: 304, headers, body: Buffer.alloc(0) }
    return zipped && String(asked['accept-encoding'] ?? '').includes('gzip')
      ? { status: 200, headers: { ...headers, 'content-encoding': 'gzip' }, body: zipped }
      : { status: 200, headers, body: plain }
  }
}
