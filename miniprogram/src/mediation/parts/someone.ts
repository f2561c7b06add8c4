/** Somebody as they are being typed: what was left empty is not said. */
import * as z from 'zod/mini'
import type { Someone } from '../../../../shared/mediation/reply.ts'

export const typed = z.object({
  ...{ name: z.string(), building: z.string(), room: z.string(), phone: z.string() },
  /** Found among the people of the community: their account. */
  user: z.optional(z.string()),
})
export type Typed = z.output<typeof typed>
export const nobody: Typed = { name: '', building: '', room: '', phone: '' }

export const someoneOf = ({ name, ...rest }: Typed): Someone => ({
  name: name.trim(),
  ...Object.fromEntries(
    Object.entries(rest).flatMap(([field, said]) => (said?.trim() ? [[field, said.trim()]] : [])),
  ),
})
export const typedOf = ({ name, building = '', room = '', phone = '' }: Someone): Typed => {
  return { name, building, room, phone }
}
