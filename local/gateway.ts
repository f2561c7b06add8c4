import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
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

interface Options {
  port: number
  /** Where serverless-offline serves the api. */
  api: string
  /** The demo people, as they are listed to the page that switches between them. */
  personas(): unknown
  /** The built H5 pages; without it the port serves the API only. */
  pages?: string
}

function reply(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
}

/** Pipes to serverless-offline and back, bodies as streams. */
function pass(api: string, request: IncomingMessage, response: ServerResponse) {
  const { method, headers } = request
  const onward = ask(new URL(request.url ?? '/', api), { method, headers }, answer => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  onward.on('error', () => {
    if (response.headersSent) response.destroy()
    else reply(response, 502, { code: 'local.notReady', text: '本地服务未就绪，请稍候重试。' })
  })
  response.on('close', () => onward.destroy())
  request.pipe(onward)
}

/** The file asked for, or index.html for a page's address; undefined for what is not there. */
async function fileFor(pages: string, path: string): Promise<string | undefined> {
  const file = normalize(join(pages, path))
  if (file !== pages && !file.startsWith(pages + sep)) return undefined
  const found = await stat(file).catch(() => undefined)
  if (found?.isFile()) return file
  return types[extname(file)] ? undefined : join(pages, 'index.html')
}

async function page(pages: string, path: string, request: IncomingMessage, response: ServerResponse) {
  const file = request.method === 'GET' || request.method === 'HEAD' ? await fileFor(pages, path) : undefined
  const size = file && (await stat(file).catch(() => undefined))?.size
  if (!file || size === undefined)
    return reply(response, 404, { code: 'local.notThere', text: '没有这个文件。' })
  const type = types[extname(file)] ?? 'application/octet-stream'
  // Rebuilt under the same names, so nothing may be kept.
  response.writeHead(200, { 'content-type': type, 'content-length': size, 'cache-control': 'no-cache' })
  if (request.method === 'HEAD') response.end()
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response)
}

/** `/demo` is answered here, `/api` and `/files` by the functions, the rest by the built pages. On 127.0.0.1 only. */
export async function startGateway({ port, api, personas, pages }: Options) {
  const server = createServer((request, response) => {
    const path = pathOf(request)
    if (path === undefined) return reply(response, 400, { code: 'local.badPath', text: '地址有误。' })
    if (path === '/demo/personas' && request.method === 'GET') return reply(response, 200, personas())
    if (path === '/demo' || path.startsWith('/demo/'))
      return reply(response, 404, { code: 'local.notThere', text: '没有这个演示接口。' })
    if (!pages || path === '/api' || path.startsWith('/api/') || path.startsWith('/files/'))
      return pass(api, request, response)
    page(pages, path, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const stop = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { base: `http://127.0.0.1:${port}`, stop }
}

/** The decoded path; undefined when it is not one. */
function pathOf(request: IncomingMessage): string | undefined {
  try {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://local').pathname)
    return path.includes('\0') ? undefined : path
  } catch {
    return undefined
  }
}
