/** What is wrong with a form, by field: `others.0.name`. */
export type Complaints = Readonly<Record<string, string>>

/** About a field, or anything in it. */
export const complaintAt = (complaints: Complaints, field: string) => {
  const found = Object.entries(complaints).find(([path]) => path === field || path.startsWith(`${field}.`))
  return found?.[1]
}
