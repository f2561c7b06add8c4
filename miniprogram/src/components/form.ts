/** What is wrong with a form, by field: `others.0.name`. */
import type * as z from 'zod/mini'
import { fieldComplaints } from '../../../shared/complaints.ts'

export type Complaints = Readonly<Record<string, string>>

/** About a field, or anything in it. */
export const complaintAt = (complaints: Complaints, field: string) => {
  const found = Object.entries(complaints).find(([path]) => path === field || path.startsWith(`${field}.`))
  return found?.[1]
}

/** Of what it consists of, by the names there: `others.0.name` is `0.name` in `others`. */
export const complaintsInside = (complaints: Complaints, field: string): Complaints =>
  Object.fromEntries(
    Object.entries(complaints).flatMap(([path, text]) =>
      path.startsWith(`${field}.`) ? [[path.slice(field.length + 1), text]] : [],
    ),
  )

/** Asks for each of these that is empty. */
export const lacking = (said: Readonly<Record<string, string>>, text: string): Complaints =>
  Object.fromEntries(Object.entries(said).flatMap(([field, value]) => (value.trim() ? [] : [[field, text]])))

/** About something written one thing a line: which line it is is said as well. */
export const complaintOfLines = (complaint: string | undefined, inside: Complaints) => {
  const [at] = Object.keys(inside)
  return at === undefined ? complaint : `第${Number(at) + 1}行：${inside[at]!}`
}

/** What a schema says of it, field by field. */
export const judged = (schema: z.ZodMiniType, said: unknown): Complaints => {
  const { success, error } = schema.safeParse(said, { reportInput: true })
  return success ? {} : fieldComplaints(error.issues)
}
