/**
 * The one way in: POST /api/{module}/{operation}. Answers come in this order, so that nobody learns more than they
 * may: 401 who are you → 403 you hold no role for this → 400 what is wrong with the input → and from the handler
 * 404 not there for you → 403 there, not yours → 409 no longer as you saw it.
 */
import middy from '@middy/core'
import httpSecurityHeaders from '@middy/http-security-headers'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { cameIn, roles, type Input, type Link, type Operation, type Parsed } from '../../shared/contract.ts'
import type { Who } from '../../shared/lifecycle.ts'
import { fieldComplaints } from '../../shared/complaints.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { TooOften, withinLimits } from './limits.ts'
import { remembering } from './remembered.ts'
import { once, traceOf, type Ctx, type Effects, type From, type SignedIn } from './context.ts'

/** One handler for each operation of a module; a missing or misnamed one does not compile. */
export type Handlers<Ops extends Readonly<Record<string, Operation>>> = {
  readonly [K in keyof Ops]: (
    input: Parsed<Ops[K]>,
    ctx: Ops[K]['by'] extends 'anyone' ? Ctx : SignedIn,
  ) => Promise<GivesOf<Ops[K]>>
}
type GivesOf<Op extends Operation> = Input<
  { by: Op['by']; takes: Op['gives']; gives: Op['gives'] } & Operation
>

/** An address of its own, where something else than JSON comes or goes, and no token says who asks. */
export interface Route {
  /** For the log, which may hold no address: a path may be a secret. */
  readonly name: string
  readonly path: RegExp
  /** Absent: any; the answer says which it takes. What answers GET answers HEAD, without the body. */
  readonly method?: string
  readonly answer: (event: Event, ctx: Ctx) => Promise<Answer>
}

/** What a module brings to the HTTP function. */
export interface Served {
  readonly operations: Readonly<Record<string, Operation>>
  readonly handlers: Readonly<Record<string, (input: never, ctx: never) => Promise<unknown>>>
  readonly routes?: readonly Route[] | undefined
}

export interface Service {
  readonly modules: Readonly<Record<string, Served>>
  /** Who holds this token, for an operation of this module; undefined when it is not, or no longer, good. */
  readonly whoIs: (token: string, module: string, ctx: Ctx) => Promise<Who | undefined>
  /** Whether the caller may see this matter now. */
  readonly reaches: (ctx: SignedIn, matter: Link) => Promise<boolean>
  readonly openapi: () => unknown
}

const largestBody = 256 * 1024
/** So long before the function is ended the caller gets an answer: what was asked may still have been done. */
const lastMomentMs = 1_000
const deepest = 32

export type Event = APIGatewayProxyEventV2
export type Answer = APIGatewayProxyStructuredResultV2

export const json = (statusCode: number, body: unknown): Answer => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
})

const refused = (refusal: Refusal): Answer => {
  const { status, code, message, fields } = refusal
  const answer = json(status, { code, text: message, fields })
  return refusal instanceof TooOften
    ? { ...answer, headers: { ...answer.headers, 'retry-after': String(refusal.retryAfter) } }
    : answer
}

const tooDeep = (value: unknown, left = deepest): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (left === 0 || Object.values(value).some(each => tooDeep(each, left - 1)))

const bodyOf = (event: Event): unknown => {
  const raw = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : event.body
  if (!raw) return {}
  if (Buffer.byteLength(raw) > largestBody) throw new Refusal('request.tooLarge')
  let body: unknown
  try {
    body = JSON.parse(raw)
  } catch {
    throw new Refusal('request.notJson')
  }
  if (tooDeep(body)) throw new Refusal('request.notJson')
  return body
}

const fromOf = ({ requestContext: { http }, headers }: Event): From => ({
  address: http.sourceIp ?? '',
  agent: headers?.['user-agent'] ?? '',
})

const tokenOf = (event: Event) => /^Bearer ([\w.-]{1,2048})$/.exec(event.headers?.authorization ?? '')?.[1]

/** Errors of AWS that pass by themselves and have outlived the SDK's own retries. */
const passing =
  /Throttl|SlowDown|ProvisionedThroughput|RequestLimit|LimitExceeded|Transaction(Canceled|Conflict)|Timeout|ServiceUnavailable|InternalServer|KMSInternal|KeyUnavailable|DependencyTimeout|Networking|ECONN/

const nameOf = (error: unknown) => {
  const { name, code } = (error ?? {}) as { readonly name?: string; readonly code?: string }
  return `${name} ${code}`
}

const asRefusal = (error: unknown): Refusal =>
  error instanceof Refusal
    ? error
    : new Refusal(passing.test(nameOf(error)) ? 'server.busy' : 'server.failed')

export const serve = (open: () => Effects, { modules, whoIs, reaches, openapi }: Service) => {
  const effects = once(open)
  // A megabyte that does not change while the function lives.
  const described = once(() => json(200, openapi()))
  const routes = Object.values(modules).flatMap(module => module.routes ?? [])
  const routeAt = (address: string) => routes.find(({ path }) => path.test(address))

  const find = (path: string): [Operation, (input: unknown, ctx: Ctx) => Promise<unknown>] => {
    const [, module = '', name = ''] = /^\/api\/(\w+)\/(\w+)\/?$/.exec(path) ?? []
    const served = Object.hasOwn(modules, module) ? modules[module] : undefined
    const known = served && Object.hasOwn(served.operations, name)
    const operation = known && served.operations[name]
    const handler = known && served.handlers[name]
    if (!operation || !handler) throw new Refusal('request.unknown')
    return [operation, handler as (input: unknown, ctx: Ctx) => Promise<unknown>]
  }

  /** For the log: people type anything into an address. */
  const nameAt = (path: string) => {
    const route = routeAt(path)
    if (route) return route.name
    try {
      return find(path)[0].name
    } catch {
      return 'unknown'
    }
  }

  const callerOf = async (operation: Operation, token: string | undefined, ctx: Ctx) => {
    if (operation.by === 'anyone') return undefined
    const [module = ''] = operation.name.split('.')
    const who = token && (await whoIs(token, module, ctx))
    if (!who) throw new Refusal('identity.signInAgain')
    const { by } = operation
    // Somebody who acts for a resident comes in where residents do, without being one.
    const forResident = by.includes('resident') && who.actsFor.length > 0
    if (by !== 'signedIn' && !forResident && !who.grants.some(grant => by.includes(grant.role)))
      throw new Refusal('identity.notYourRole', { roles: by.map(role => roles.text[role]).join('、') })
    if (operation.onPhone && who.atDesk) throw new Refusal('identity.phoneNeeded')
    return who
  }

  /** Whose requests are under way, for the log. */
  const callers = new WeakMap<Event, string | undefined>()

  /** So that what one account or one address does can be told apart in the log, without naming anybody. */
  const marked = async (what: string, value: string | undefined) =>
    value && (await effects().secrets.derive('log', what, value)).slice(0, 12)

  const answer = async (event: Event): Promise<Answer> => {
    const path = event.rawPath
    const { method } = event.requestContext.http
    if (path === '/api/openapi.json' && method === 'GET') return described()
    const { now, ...rest } = effects()
    const ctx: Ctx = { ...rest, table: remembering(rest.table), now: now(), from: fromOf(event) }
    const route = routeAt(path)
    const asked = method === 'HEAD' ? 'GET' : method
    if (route && (route.method ?? asked) === asked) {
      const found = await route.answer(event, ctx)
      return method === 'HEAD' ? { ...found, body: '' } : found
    }
    const [operation, handler] = find(path)
    if (method !== 'POST') throw new Refusal('request.wrongMethod')
    const who = await callerOf(operation, tokenOf(event), ctx)
    callers.set(event, who?.id)
    const input = operation.takes.safeParse(bodyOf(event), { reportInput: true })
    if (!input.success) throw new Refusal('request.invalid', {}, fieldComplaints(input.error.issues))
    const uncount = await withinLimits(ctx, operation, who, input.data)
    const sent = input.data as object
    const came = who && cameIn(operation, sent)
    const signedIn = who && ({ ...ctx, who, input: sent, came } satisfies SignedIn)
    const answered = async () => {
      if (signedIn && came?.from && !(await reaches(signedIn, came.from)))
        throw new Refusal('matter.notFound')
      return handler(input.data, signedIn ?? ctx)
    }
    const reply = await answered().catch(async (error: unknown) => {
      // What fails on our side, or on WeChat's, counts against nobody.
      if (asRefusal(error).status >= 500) await uncount().catch(() => undefined)
      throw error
    })
    // Parsing the reply drops everything that the contract does not name: no stored field leaves by accident.
    return json(200, operation.gives.parse(reply))
  }

  const tooLong = () => {
    throw new Refusal('server.busy')
  }

  const chain = middy<Event, Answer>({
    timeoutEarlyInMillis: lastMomentMs,
    timeoutEarlyResponse: tooLong,
  })
    // Pages in WeChat come from an origin of its own, and show our pictures.
    .use(httpSecurityHeaders({ crossOriginResourcePolicy: { policy: 'cross-origin' } }))
    .use({
      onError: request => {
        const refusal = asRefusal(request.error)
        if (refusal.status >= 500)
          effects().log.error('failed', {
            operation: nameAt(request.event.rawPath),
            ...traceOf(request.error),
          })
        request.response = refused(refusal)
      },
    })
    .handler(answer)

  /** In every case the caller gets an answer with a status: an error thrown from here is a 200 on some hosts. */
  return async (event: Event, context?: unknown): Promise<Answer> => {
    const started = performance.now()
    const result = await (chain as (event: Event, context: unknown) => Promise<Answer>)(
      event,
      context ?? {},
    ).catch((error: unknown) => {
      // eslint-disable-next-line no-console -- the log itself may be what failed
      console.error(JSON.stringify(traceOf(error)))
      return refused(new Refusal('server.failed'))
    })
    try {
      effects().log.info('answered', {
        operation: nameAt(event.rawPath),
        status: result.statusCode,
        ms: Math.round(performance.now() - started),
        who: await marked('who', callers.get(event)),
        from: await marked('from', fromOf(event).address),
      })
    } catch {
      // An answer is worth more than its log line.
    }
    return result
  }
}
