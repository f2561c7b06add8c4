/** People over real HTTP: what a phone sends, and what it is answered. */
import { randomUUID } from 'node:crypto'
import type { Input, Operation, Reply } from '../shared/contract.ts'
import { identity } from '../shared/identity/identity.ts'

export const api = () => process.env.MULIN_E2E_API!
export const front = () => process.env.MULIN_E2E_FRONT!
/** The stand-in for WeChat's servers. */
export const wechat = () => process.env.MULIN_E2E_WECHAT!
export const op = () => randomUUID()

export const post = async (operation: Operation, input: unknown, token?: string) => {
  const response = await fetch(`${api()}/api/${operation.name.replace('.', '/')}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(input),
  })
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown> & { code?: string; text?: string },
  }
}

const tokens = new Map<string, Promise<Reply<typeof identity.signIn>>>()
export const signedIn = (persona: string) => {
  if (!tokens.has(persona))
    tokens.set(
      persona,
      post(identity.signIn, { code: `demo:${persona}` }).then(
        ({ body }) => body as unknown as Reply<typeof identity.signIn>,
      ),
    )
  return tokens.get(persona)!
}

export const as = (persona: string) => ({
  try: async <Op extends Operation>(operation: Op, input: Input<Op>) =>
    post(operation, input, (await signedIn(persona)).token),
  async do<Op extends Operation>(operation: Op, input: Input<Op>): Promise<Reply<Op>> {
    const { status, body } = await post(operation, input, (await signedIn(persona)).token)
    if (status !== 200) throw new Error(`${persona} ${operation.name}: ${status} ${JSON.stringify(body)}`)
    return body as Reply<Op>
  },
})

/** Asks again until it is so; what follows from a change takes a moment. */
export const until = async <T>(
  ask: () => Promise<T>,
  so: (answer: T) => boolean,
  within = 5_000,
): Promise<T> => {
  for (const end = Date.now() + within; ; await new Promise(resolve => setTimeout(resolve, 50))) {
    const answer = await ask()
    if (so(answer)) return answer
    if (Date.now() > end)
      throw new Error(`not so within ${within} ms: ${JSON.stringify(answer).slice(0, 500)}`)
  }
}

const personas = async () =>
  (await (await fetch(`${api()}/demo/personas`)).json()) as {
    id: string
    name: string
    roles: { role: string }[]
  }[]

/** What people call a demo person. */
export const nameOf = async (persona: string) => (await personas()).find(({ id }) => id === persona)!.name

/** The demo person of that role whom people call so. */
export const personaCalled = async (called: string, wanted: string) =>
  (await personas()).find(({ name, roles }) => name === called && roles.some(({ role }) => role === wanted))!
    .id
