/** The OpenAPI 3.1 document, made from the same contracts that the server checks against. */
import * as z from 'zod/mini'
import { api } from '../shared/api/api.ts'
import type { Operation } from '../shared/contract.ts'
import { refusalCodes } from '../shared/api/refusals.ts'

const schemaOf = (type: z.ZodMiniType, io: 'input' | 'output') =>
  z.toJSONSchema(type, { io, unrepresentable: 'any', target: 'draft-2020-12' })

const body = (schema: unknown) => ({ content: { 'application/json': { schema } } })

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` })

const operations = Object.values(api).flatMap(module => Object.values(module) as Operation[])
/** Most moves of a matter give the same reply: it stands in the document once, under the name of the first of them. */
const replies = new Map(
  operations.flatMap(({ name, gives }) => {
    const [first, ...others] = operations.filter(operation => operation.gives === gives)
    return first?.name === name && others.length ? [[gives, `${name}.reply`] as const] : []
  }),
)
const replyOf = (gives: z.ZodMiniType) => {
  const name = replies.get(gives)
  return name ? reference(name) : schemaOf(gives, 'output')
}

const pathOf = ({ name, says, by, takes, gives, onPhone }: Operation) => ({
  post: {
    operationId: name,
    tags: [name.split('.')[0]],
    summary: says,
    ...(by === 'anyone'
      ? { security: [] }
      : { description: `Callers: ${typeof by === 'string' ? by : by.join(', ')}` }),
    ...(onPhone && { 'x-not-from-computers': true }),
    requestBody: body(schemaOf(takes, 'input')),
    responses: {
      200: { description: 'Done', ...body(replyOf(gives)) },
      '4XX': {
        description: 'Refused; nothing was changed',
        ...body(reference('Refusal')),
      },
    },
  },
})

export const openapi = () => ({
  openapi: '3.1.0',
  info: { title: '睦邻 mulin', version: '0.1.0', license: { name: 'MIT', identifier: 'MIT' } },
  security: [{ token: [] }],
  paths: Object.fromEntries(
    operations.map(operation => [`/api/${operation.name.replace('.', '/')}`, pathOf(operation)]),
  ),
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      ...Object.fromEntries([...replies].map(([gives, name]) => [name, schemaOf(gives, 'output')])),
      Refusal: {
        type: 'object',
        required: ['code', 'text'],
        properties: {
          code: { enum: refusalCodes },
          text: { type: 'string', description: 'Chinese, for the person; says what to do next' },
          fields: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
    },
  },
})
