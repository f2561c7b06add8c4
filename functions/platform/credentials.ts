/**
 * Lambda gives a function its role in its environment. In bundles this stands in for `@aws-sdk/credential-provider-node`,
 * which would look at six more places first and is a fifth of all code that a cold start loads.
 */
import { fromEnv } from '@aws-sdk/credential-provider-env'

export const defaultProvider = () => fromEnv()
