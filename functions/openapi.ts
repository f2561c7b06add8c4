/** The OpenAPI 3.1 document, made from the same contracts that the server checks against. */
import * as z from 'zod/mini'
import { api } from '../shared/api.ts'
import type { Operation } from '../shared/contract.ts'
import { refusalCodes } from '../shared/refusals.ts'

const schemaOf = (type: z.ZodMiniType, io: 'input' | 'output') =>
  z.toJSONSchema(type, { io, unrepresentable: 'any', target: 'draft-2020-12' })

const body = (schema: unknown) => ({ content: { 'application/json': { schema } } })

const pathOf = ({ name, says, by, takes, gives }: Operation) => ({
  post: {
    operationId: name,
    tags: [name.split('.')[0]],
    summary: says,
    ...(by === 'anyone'
      ? { security: [] }
      : { description: `Callers: ${typeof by === 'string' ? by : by.join(', ')}` }),
    requestBody: body(schemaOf(takes, 'input')),
    responses: {
      200: { description: 'Done', ...body(schemaOf(gives, 'output')) },
      '4XX': {
        description: 'Refused; nothing was changed',
        ...body({ $ref: '#/components/schemas/Refusal' }),
      },
    },
  },
})

export const openapi = () => ({
  openapi: '3.1.0',
  info: { title: '睦邻 mulin', version: '0.1.0', license: { name: 'MIT', identifier: 'MIT' } },
  security: [{ token: [] }],
  paths: Object.fromEntries(
    Object.values(api)
      .flatMap(module => Object.values(module) as Operation[])
      .map(operation => [`/api/${operation.name.replace('.', '/')}`, pathOf(operation)]),
  ),
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
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
