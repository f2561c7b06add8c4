/**
 * Codes that open a door by being known: 160 bits that only this deployment can compute, so that a retry brings the
 * same one; only a hash is stored, so that somebody who reads the table cannot use them.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Ctx } from '../platform/context.ts'
import { join, type Item, type Key } from '../platform/table.ts'

/** What a code leads to. */
export interface Opens {
  readonly kind: 'proxy' | 'person' | 'desk' | 'case'
  readonly user: string
  /** The thing of that user, where it is not the user themselves; and which part of it. */
  readonly id?: string
  readonly part?: string
}

const keyOf = (code: string): Key => ({
  pk: join('CODE', createHash('sha256').update(code).digest('hex')),
  sk: 'CODE',
})

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
/** Nobody can compute this one: five bits of each of 32 random bytes. */
export const randomCode = () => Array.from(randomBytes(32), byte => alphabet[byte & 31]).join('')

export const codeFor = ({ secrets }: Pick<Ctx, 'secrets'>, ...parts: readonly string[]) =>
  secrets.derive('code', ...parts)

export const codeItem = (code: string, opens: Opens, until: string): Item => ({
  ...keyOf(code),
  opens,
  until,
  expiresAt: Math.ceil(Date.parse(until) / 1000), // only cleans up: `until` decides
})

/** What the code leads to; undefined when it is none, of another kind, or too old. */
export const openedBy = async (
  { table, now }: Pick<Ctx, 'table' | 'now'>,
  kind: Opens['kind'],
  code: string,
): Promise<Opens | undefined> => {
  const item = await table.get(keyOf(code))
  const opens = item?.opens as Opens | undefined
  return opens?.kind === kind && now < (item?.until as string) ? opens : undefined
}
