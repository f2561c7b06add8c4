/** What is wrong with a seal, or with the reason why there is none. */
import type { Input } from '../../../shared/contract.ts'
import { fieldComplaints } from '../../../shared/refusals.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import { words } from './lead-words.ts'

export const complaintsAboutSeal = (
  input: Input<typeof volunteers.seal>,
): Readonly<Record<string, string>> => {
  const { success, error } = volunteers.seal.takes.safeParse(input, { reportInput: true })
  const wrong = success ? {} : fieldComplaints(error.issues)
  const { announcedFromOn = '', announcedToOn = '' } = input.sealed ?? {}
  return {
    ...wrong,
    ...(input.sealed && !announcedFromOn && { 'sealed.announcedFromOn': words.announcedMissing }),
    ...(input.sealed && !announcedToOn && { 'sealed.announcedToOn': words.announcedMissing }),
    ...(announcedToOn && announcedToOn < announcedFromOn && { 'sealed.announcedToOn': words.announcedOrder }),
    ...(input.sealed && !input.sealed.contact.trim() && { 'sealed.contact': words.contactMissing }),
  }
}
