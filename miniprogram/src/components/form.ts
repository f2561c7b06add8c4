/** What is wrong with a form, by field: `others.0.name`. */
import { useState } from 'react'
import type { Input, Operation } from '../../../shared/contract.ts'
import { fieldComplaints } from '../../../shared/refusals.ts'
import { showComplaint } from './complaints.ts'

export type Complaints = Readonly<Record<string, string>>

/** About a field, or anything in it. */
export const complaintAt = (complaints: Complaints, field: string) => {
  const found = Object.entries(complaints).find(([path]) => path === field || path.startsWith(`${field}.`))
  return found?.[1]
}

/** What the contract says of it. */
export const judged = <Op extends Operation>({ takes }: Op, input: Input<Op>): Complaints => {
  const { success, error } = takes.safeParse(input, { reportInput: true })
  return success ? {} : fieldComplaints(error.issues)
}

/** What was wrong at the last tap, shown where it stands; then what the server refused. */
export const useComplaints = (refused: Complaints = {}) => {
  const [told, setTold] = useState<Complaints>({})
  return {
    complaints: { ...refused, ...told },
    /** True: something is wrong. */
    complain: (wrong: Complaints) => {
      setTold(wrong)
      const [first] = Object.values(wrong)
      if (first !== undefined) showComplaint(first)
      return first !== undefined
    },
  }
}
