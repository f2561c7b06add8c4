import { expect, test } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import { changesOf, verdictOn, type Document, type Schema } from './openapi-changes.ts'
import { openapi } from './openapi.ts'

test('Given the contract as it is committed, then it is the present one, or what has changed is said', async () => {
  const committed = await readFile(new URL('../docs/openapi.json', import.meta.url), 'utf8')
  const present = JSON.parse(JSON.stringify(openapi())) as Document
  expect(Object.keys(present.paths).length).toBeGreaterThan(100)
  expect(verdictOn(JSON.parse(committed) as Document, present)).toBe('')
})

const object = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
  type: 'object',
  properties,
  required,
})
const string = { type: 'string' }
const body = (schema: Schema) => ({ content: { 'application/json': { schema } } })
const by = (description?: string, takes = object({}), gives = object({})): Document => ({
  paths: {
    '/api/help/thank': {
      post: {
        operationId: 'help.thank',
        ...(description && { description }),
        requestBody: body(takes),
        responses: { 200: body(gives) },
      },
    },
  },
  components: { schemas: {} },
})
const taking = (takes: Schema) => by('Callers: resident', takes)
const giving = (gives: Schema) => by('Callers: resident', object({}), gives)
const nothing: Document = { paths: {}, components: { schemas: {} } }
const colours = (...values: string[]) => object({ colour: { type: 'string', enum: values } })
const long = (maxLength: number) => object({ note: { type: 'string', maxLength } })
const list = (items: Schema) => object({ items: { type: 'array', items } })

test.each<[says: string, before: Document, after: Document]>([
  ['the operation is gone', taking(object({})), nothing],
  ['input `note` is newly required', taking(object({})), taking(object({ note: string }, ['note']))],
  [
    'input `note` is newly required',
    taking(object({ note: string })),
    taking(object({ note: string }, ['note'])),
  ],
  ['input `note` is no longer taken', taking(object({ note: string })), taking(object({}))],
  [
    'input `note` is of another type',
    taking(object({ note: string })),
    taking(object({ note: { type: 'integer' } })),
  ],
  ['input `colour` no longer takes "red"', taking(colours('red', 'blue')), taking(colours('blue'))],
  ['input `colour` takes only some values', taking(object({ colour: string })), taking(colours('blue'))],
  ['input `note` is checked more strictly (maxLength)', taking(long(20)), taking(long(10))],
  [
    'input `note` is checked more strictly (pattern)',
    taking(object({ note: string })),
    taking(object({ note: { ...string, pattern: '^a' } })),
  ],
  [
    'input `items[].a` is newly required',
    taking(list(object({ a: string }))),
    taking(list(object({ a: string }, ['a']))),
  ],
  [
    'the whole input has other alternatives',
    taking({ anyOf: [long(9), colours('red')] }),
    taking({ anyOf: [colours('red')] }),
  ],
  ['reply `note` is gone', giving(object({ note: string })), giving(object({}))],
  [
    'reply `note` is no longer always there',
    giving(object({ note: string }, ['note'])),
    giving(object({ note: string })),
  ],
  ['reply `note` is of another type', giving(object({ note: string })), giving(object({ note: object({}) }))],
  ['reply `items[].a` is gone', giving(list(object({ a: string }))), giving(list(object({})))],
  [
    'the whole reply has other alternatives',
    giving({ anyOf: [long(9)] }),
    giving({ anyOf: [long(9), list(string)] }),
  ],
  ['volunteer may no longer call it', by('Callers: resident, volunteer'), by('Callers: resident')],
  ['signedIn may no longer call it', by('Callers: signedIn'), by('Callers: resident')],
  ['anyone may no longer call it', by(), by('Callers: signedIn')],
])('When callers meet that %s, then it breaks them', (says, before, after) => {
  expect(changesOf(before, after).breaks).toEqual([`${says}: help.thank`])
  expect(verdictOn(before, after)).toMatch(/^This breaks callers/)
})

test.each<[says: string, before: Document, after: Document]>([
  ['the operation is new', nothing, taking(object({}))],
  ['input `note` may be given', taking(object({})), taking(object({ note: string }))],
  [
    'input `note` may be left out',
    taking(object({ note: string }, ['note'])),
    taking(object({ note: string })),
  ],
  ['input `colour` takes "red" too', taking(colours('blue')), taking(colours('blue', 'red'))],
  ['input `note` is checked otherwise (maxLength)', taking(long(10)), taking(long(20))],
  ['reply `note` is new', giving(object({})), giving(object({ note: string }, ['note']))],
  [
    'reply `note` is always there',
    giving(object({ note: string })),
    giving(object({ note: string }, ['note'])),
  ],
  ['reply `colour` may be "red" too', giving(colours('blue')), giving(colours('blue', 'red'))],
  ['reply `colour` is no longer "red"', giving(colours('blue', 'red')), giving(colours('blue'))],
  ['volunteer may call it too', by('Callers: resident'), by('Callers: resident, volunteer')],
  ['anyone may call it too', by('Callers: signedIn'), by()],
])('When callers meet that %s, then it is an addition', (says, before, after) => {
  expect(changesOf(before, after)).toEqual({ breaks: [], additions: [`${says}: help.thank`] })
  expect(verdictOn(before, after)).toMatch(/^This only adds[^]*npm run openapi/)
})

test('Given a reply that stands among the components, when it changes, then it is said of each operation', () => {
  const shared = (reply: Schema): Document => ({
    ...giving({ $ref: '#/components/schemas/help.thank.reply' }),
    components: { schemas: { 'help.thank.reply': reply } },
  })
  expect(changesOf(shared(object({ note: string })), shared(object({}))).breaks).toEqual([
    'reply `note` is gone: help.thank',
  ])
  expect(changesOf(giving(object({ note: string })), shared(object({ note: string })))).toEqual({
    breaks: [],
    additions: ['only the words of the document have changed'],
  })
})

test('When only the order of fields has changed, then nothing is said', () => {
  const [a, b] = [
    giving(object({ a: string, b: string }, ['a', 'b'])),
    giving(object({ b: string, a: string }, ['b', 'a'])),
  ]
  expect(verdictOn(a, b)).toBe('')
})
