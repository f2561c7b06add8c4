/** From a tap to the server and back. */
import type { Input, Operation, Reply } from '../../../shared/contract.ts'
import { Refused } from './refused.ts'
import { post } from './request.ts'
import { tokenInstead } from './session.ts'

/** Answers with what the contract gives, or throws a `Refused`. A token that has ended is renewed once, silently. */
export const call = async <Op extends Operation>(operation: Op, input: Input<Op>): Promise<Reply<Op>> => {
  if (operation.by === 'anyone') return post(operation, input)
  const token = await tokenInstead()
  try {
    return await post(operation, input, token)
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'identity.signInAgain') throw error
    return post(operation, input, await tokenInstead(token))
  }
}
