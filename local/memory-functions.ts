import { createWriteStream } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { api } from '../functions/api.ts'
import { changes } from '../functions/changes.ts'
import { clock } from '../functions/clock.ts'
import { makers } from '../functions/makers.ts'
import { papers } from '../functions/papers.ts'
import { openBucket } from '../functions/platform/bucket.ts'
import { openEffects, type Effects, type Log } from '../functions/platform/context.ts'
import { clean } from '../functions/platform/media.ts'
import type { Item, Table } from '../functions/platform/table.ts'
import type { Invoke } from './functions.ts'
import { openStore } from './memory/memory-store.ts'
import { memoryPumps } from './pump.ts'

const PASS_MS = 100
const SAVE_MS = 3000

interface Options {
  port: number
  /** What the functions read from their environment: this process's own. */
  env: Record<string, string>
  /** Where the table is kept; without it, in memory only. */
  file?: string | undefined
  /** What a new table begins with. */
  make(): Promise<readonly Item[]>
  logDir: string
  say(line: string): void
}

/** The functions of serverless.yml, each with the effects that it opens there. */
const functionsOver = (table: Table, log: Log) => {
  const effects = { ...openEffects(table), log }
  const bucket = openBucket()
  const withBucket: Effects = { ...effects, bucket }
  return {
    api: api(() => effects),
    files: api(() => ({ ...withBucket, clean })),
    changes: changes(() => effects),
    papers: papers(() => withBucket, makers),
    clock: clock(() => withBucket),
  }
}

/** As API Gateway hands a request on. */
const eventOf = async (request: IncomingMessage): Promise<APIGatewayProxyEventV2> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const { pathname, search } = new URL(request.url ?? '/', 'http://local')
  const isText = /json|text/.test(request.headers['content-type'] ?? '')
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
  return {
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers: Object.fromEntries(headers) as Record<string, string>,
    requestContext: { http: { method: request.method, path: pathname, sourceIp: '127.0.0.1' } },
    ...(body.length && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  } as APIGatewayProxyEventV2
}

/**
 * The back end where there is no Java: the functions are called in this process, over the table in memory, which is kept
 * in a file.
 */
export async function startInMemory({ port, env, file, make, logDir, say }: Options) {
  Object.assign(process.env, env)
  const store = await openStore(file, make)
  const lines = createWriteStream(join(logDir, 'functions.log'))
  const log = (level: string) => (message: string, facts: object) =>
    void lines.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...facts })}\n`)
  const functions = functionsOver(store.table, { info: log('info'), error: log('error') })

  const invoke: Invoke = async (name, event) => {
    try {
      const call = functions[name as keyof typeof functions] as (event: object) => Promise<unknown>
      return { ok: true, result: await call(event) }
    } catch (error) {
      return { ok: false, reason: String(error) }
    }
  }

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const event = await eventOf(request)
    const isFiles = /^\/(api\/)?files\//.test(event.rawPath)
    const { statusCode, headers, body, isBase64Encoded } = (await functions[isFiles ? 'files' : 'api'](
      event as never,
    )) as APIGatewayProxyStructuredResultV2
    response.writeHead(statusCode ?? 200, headers as Record<string, string>)
    response.end(Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'))
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      say(String(error))
      response.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })

  const deadLetters = join(logDir, 'dead-letters.jsonl')
  const pumps = await memoryPumps({ records: store.records, invoke, deadLetters, say })
  const settle = async () => {
    await pumps.idle()
    await store.save()
  }
  const pumping = setInterval(() => void pumps.idle(), PASS_MS)
  const keeping = setInterval(() => void settle(), SAVE_MS)
  await settle()

  async function stop() {
    clearInterval(pumping)
    clearInterval(keeping)
    await new Promise<void>(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
    await settle()
    await pumps.stop()
    lines.end()
  }
  return { http: `http://127.0.0.1:${port}`, invoke, pumps, stop }
}
