/** Somebody as they are being typed: what was left empty is not said. */
import type { Someone } from '../../../../shared/mediation/case.ts'

export interface Typed {
  name: string
  building: string
  room: string
  phone: string
}
export const nobody: Typed = { name: '', building: '', room: '', phone: '' }

export const someoneOf = ({ name, ...rest }: Typed): Someone => ({
  name: name.trim(),
  ...Object.fromEntries(
    Object.entries(rest).flatMap(([field, said]) => (said.trim() ? [[field, said.trim()]] : [])),
  ),
})
export const typedOf = ({ name, building = '', room = '', phone = '' }: Someone): Typed => ({
  name,
  building,
  room,
  phone,
})
