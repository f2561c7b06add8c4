import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'

export interface Asked {
  method: string
  /** As sent: neither decoded nor normalised. */
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  header(name: string): string
  bytes: Buffer
  /** The bytes as text. */
  body: string
}

export interface Answer {
  status?: number
  type?: string
  headers?: Record<string, string>
  /** Bytes are sent as they are, nothing as nothing, the rest as JSON. */
  body?: unknown
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
  return Buffer.concat(parts)
}

const contentOf = (body: unknown) =>
  body === undefined || body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body))

/** Serves one function over HTTP on 127.0.0.1; port 0 takes a free one. */
export async function standIn(port: number, answer: (asked: Asked) => Answer) {
  const server = createServer(async (request, response) => {
    try {
      const { method = 'GET', url = '/', headers } = request
      const [path = '/', query] = url.split(/\?(.*)/s)
      const bytes = await read(request)
      const { status, type, body, ...more } = answer({
        method,
        path,
        query: new URLSearchParams(query),
        headers,
        header: name => String(headers[name] ?? ''),
        bytes,
        get body() {
          return bytes.toString('utf8')
        },
      })
      const content = contentOf(body)
      // The length is said here, since Node leaves it out of the answer to a HEAD.
      const about = content && {
        'content-type': type ?? 'application/json',
        'content-length': content.length,
      }
      response.writeHead(status ?? 200, { ...about, ...more.headers })
      response.end(content)
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
