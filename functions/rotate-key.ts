/**
 * By hand, with the rights of who deploys: `npm run rotate-key -- <owner>`, where the owner is `deployment` (tokens,
 * cursors, links), `people`, or `C.<community>`. MULIN_TABLE, MULIN_KMS_KEY and the region say where.
 */
/* eslint-disable no-restricted-globals, no-console -- a command, not a function */
import { openKms } from './platform/context.ts'
import { config } from './platform/config.ts'
import { rotateKey, type Owner } from './platform/secrets.ts'
import { openClient, openTable } from './platform/table.ts'

const [owner = ''] = process.argv.slice(2)
const isOwner = (text: string): text is Owner => /^(deployment|people|C\..+)$/.test(text)
if (!isOwner(owner)) throw new Error('whose key: deployment, people, or C.<community>')
const version = await rotateKey(openTable(config.table, openClient()), openKms(), config.kmsKey, owner)
console.log(`${owner}: key ${version}. In use everywhere within five minutes; what was before still opens.`)
