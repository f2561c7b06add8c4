import { rm } from 'node:fs/promises'
import type { Nursery } from './children.ts'
import { inRoot } from './paths.ts'
import { untilListening } from './ports.ts'
import { isObject } from './stand-in.ts'

interface Options {
  stage: string
  httpPort: number
  lambdaPort: number
  /** What the functions read from their environment. */
  env: Record<string, string>
  children: Nursery
  onFailure?(reason: Error): void
}

/** An answer of a function, or that it failed: threw, timed out, or was not reached. */
export type Invoked = { ok: true; result: unknown } | { ok: false; reason: string }
export type Invoke = (name: string, event: object) => Promise<Invoked>

/** What belongs to the developer's own accounts and to the test runner, and must not reach the functions. */
const foreign = { AWS_PROFILE: undefined, AWS_SESSION_TOKEN: undefined, NODE_OPTIONS: undefined }

const isThrown = (value: unknown) => isObject(value) && 'errorMessage' in value && 'trace' in value

/** Starts serverless-offline with the functions of serverless.yml, in one process. */
export async function startFunctions({ stage, httpPort, lambdaPort, env, children, onFailure }: Options) {
  // Two local systems may run at once: each bundles into its own folder.
  const bundles = `.local/bundles/${httpPort}`
  const child = children.start({
    name: 'functions',
    command: process.execPath,
    args: [
      ...[inRoot('node_modules/serverless/bin/serverless.js'), 'offline', '--useInProcess', '--noSponsor'],
      ...['--stage', stage, '--host', '127.0.0.1', '--noPrependStageInUrl'],
      ...['--httpPort', String(httpPort), '--lambdaPort', String(lambdaPort)],
    ],
    env: {
      ...process.env,
      ...foreign,
      ...env,
      MULIN_BUNDLES: bundles,
      NO_COLOR: '1',
      // Its cache of the parsed schema stays in the project.
      SLS_SCHEMA_CACHE_BASE_DIR: inRoot('.local'),
    },
    ...(onFailure ? { onFailure } : {}),
  })
  await untilListening(httpPort, child.failure)

  /**
   * Invokes a function as AWS would. serverless-offline answers a thrown error and a time-out with HTTP 200,
   * so success is only what carries no mark of failure.
   */
  const invoke: Invoke = async (name, event) => {
    const url = `http://127.0.0.1:${lambdaPort}/2015-03-31/functions/mulin-${stage}-${name}/invocations`
    try {
      const response = await fetch(url, { method: 'POST', body: JSON.stringify(event) })
      const text = await response.text()
      const result: unknown = text ? JSON.parse(text) : null
      if (response.status === 200 && !response.headers.has('x-amz-function-error') && !isThrown(result))
        return { ok: true, result }
      return {
        ok: false,
        reason: isObject(result) && result.errorMessage ? String(result.errorMessage) : text,
      }
    } catch (error) {
      return { ok: false, reason: String(error instanceof Error ? (error.cause ?? error) : error) }
    }
  }

  async function stop() {
    await child.stop(2)
    await rm(inRoot(bundles), { recursive: true, force: true })
  }
  return { http: `http://127.0.0.1:${httpPort}`, invoke, stop }
}
