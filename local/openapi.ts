/** `npm run openapi`: writes docs/openapi.json and says what has changed in it. Sorted, so that its order is no change. */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { openapi } from '../functions/openapi.ts'
import { changesOf, sorted, type Document } from '../functions/openapi-changes.ts'

const file = fileURLToPath(new URL('../docs/openapi.json', import.meta.url))
const document = JSON.stringify(sorted(openapi()))
const before = await readFile(file, 'utf8').catch(() => '{"paths":{},"components":{"schemas":{}}}')
const { breaks, additions } = changesOf(JSON.parse(before) as Document, JSON.parse(document) as Document)
await writeFile(file, await format(document, { ...(await resolveConfig(file)), filepath: file }))
for (const each of breaks) console.log(`breaks callers: ${each}`)
for (const each of additions) console.log(`added: ${each}`)
