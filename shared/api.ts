/** Every module's contract; only the HTTP function and the OpenAPI document need them all. */
import { community } from './community.ts'
import { files } from './files.ts'
import { help } from './help.ts'
import { identity } from './identity.ts'
import { matters } from './matters.ts'
import { mediation } from './mediation.ts'
import { messages } from './messages.ts'
import { papers } from './papers.ts'
import { volunteers } from './volunteers.ts'

export const api = { community, files, help, identity, matters, mediation, messages, papers, volunteers }
