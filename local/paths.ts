import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

/** The repository's root, wherever the caller stands. */
export const root = fileURLToPath(new URL('..', import.meta.url))
export const inRoot = (...parts: string[]) => join(root, ...parts)
