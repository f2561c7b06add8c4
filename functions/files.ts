/**
 * The files function: the same door as `api`, with the bucket and the codecs behind it, which `api` does without so as
 * to start quickly. The routes POST /api/files/… and /files/… lead here.
 */
import { api } from './api.ts'
import { openBucket } from './platform/bucket.ts'
import { openEffects } from './platform/context.ts'
import { clean } from './platform/media.ts'

export const handler = api(() => ({ ...openEffects(), bucket: openBucket(), clean }))
