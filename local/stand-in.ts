import { createServer, type IncomingMessage } from 'node:http'

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  header(name: string): string
  body: string
}

export interface Answer {
  status?: number
  type?: string
  body: unknown
}

export type Json = Record<string, unknown>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Parses a JSON object; undefined for anything else. */
export function objectIn(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

async function read(request: IncomingMessage) {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

/** Serves one function over HTTP on 127.0.0.1; port 0 takes a free one. */
export async function standIn(port: number, answer: (asked: Asked) => Answer) {
  const server = createServer(async (request, response) => {
    try {
      const url = new URL(request.url ?? '/', 'http://stand-in')
      const { status, type, body } = answer({
        method: request.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        header: name => String(request.headers[name] ?? ''),
        body: await read(request),
      })
      response.writeHead(status ?? 200, { 'content-type': type ?? 'application/json' })
      response.end(JSON.stringify(body))
    } catch (error) {
      response.writeHead(500).end(String(error)) // a fault of the stand-in itself
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no address')
  const stop = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { base: `http://127.0.0.1:${address.port}`, stop }
}
