/** From a tap to the server and back. */
import type { Input, Operation, Reply } from '../../../shared/contract.ts'
import { askConsent, consentWantedBy } from './consent.ts'
import { Refused } from './refused.ts'
import { post } from './request.ts'
import { tokenInstead } from './session.ts'

/** A token that has ended is renewed once, silently. */
const callSignedIn = async <Op extends Operation>(operation: Op, input: Input<Op>): Promise<Reply<Op>> => {
  const token = await tokenInstead()
  try {
    return await post(operation, input, token)
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'identity.signInAgain') throw error
    return post(operation, input, await tokenInstead(token))
  }
}

/**
 * Answers with what the contract gives, or throws a `Refused`. What waits for someone's agreement asks for it, and goes
 * on when it is given.
 */
export const call = async <Op extends Operation>(operation: Op, input: Input<Op>): Promise<Reply<Op>> => {
  if (operation.by === 'anyone') return post(operation, input)
  try {
    return await callSignedIn(operation, input)
  } catch (error) {
    const what = consentWantedBy(error)
    if (!what || !(await askConsent(what))) throw error
    return callSignedIn(operation, input)
  }
}
