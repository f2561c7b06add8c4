import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import { pagesFrom } from '../functions/platform/pages.ts'

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

type Pages = ReturnType<typeof pagesFrom>

/** As the pages function gives it, so that what a browser may do here is what it may do there. */
async function page(pages: Pages, request: IncomingMessage, response: ServerResponse) {
  const { pathname } = new URL(request.url ?? '/', 'http://local')
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return reply(response, 404, { code: 'local.notThere', text: '没有这个文件。' })
  const { status, headers, body } = await pages({ path: pathname, headers: request.headers })
  response.writeHead(status, { ...headers, 'content-length': body.length })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** `/demo` is answered here, `/api` and `/files` by the functions, the rest by the built pages. On 127.0.0.1 only. */
export async function startGateway({ port, api, personas, pages: folder }: Options) {
  const pages = folder === undefined ? undefined : pagesFrom(folder)
  const server = createServer((request, response) => {
    const path = pathOf(request)
    if (path === undefined) return reply(response, 400, { code: 'local.badPath', text: '地址有误。' })
    if (path === '/demo/personas' && request.method === 'GET') return reply(response, 200, personas())
    if (path === '/demo' || path.startsWith('/demo/'))
      return reply(response, 404, { code: 'local.notThere', text: '没有这个演示接口。' })
    if (!pages || path === '/api' || path.startsWith('/api/') || path.startsWith('/files/'))
      return pass(api, request, response)
    page(pages, request, response).catch(() => response.destroy())
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
