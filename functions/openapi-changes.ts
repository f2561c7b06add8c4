/** What has changed between two OpenAPI documents of ours, and which of it breaks callers that know the older one. */
import { isDeepStrictEqual as same } from 'node:util'

export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  /** Limits, patterns, defaults. */
  readonly [keyword: string]: unknown
}
interface Body {
  readonly content: { readonly 'application/json': { readonly schema: Schema } }
}
interface Post {
  readonly operationId: string
  /** `Callers: signedIn`; without one, anyone may call. */
  readonly description?: string
  readonly requestBody: Body
  readonly responses: { readonly 200: Body }
}
export interface Document {
  readonly paths: Readonly<Record<string, { readonly post: Post }>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

interface Change {
  readonly breaks: boolean
  readonly says: string
}
const breaking = (says: string): Change => ({ breaks: true, says })
const addition = (says: string): Change => ({ breaks: false, says })

const without = <T>(all: readonly T[], gone: readonly T[]) => all.filter(each => !gone.includes(each))
const valuesOf = (schema: Schema) => schema.enum ?? ('const' in schema ? [schema.const] : undefined)
const under = (at: string, field: string) => (at ? `${at}.${field}` : field)
/** What `walk` compares one by one, and what checks nothing. */
const judged = ['$schema', 'type', 'properties', 'required', 'items', 'enum', 'const', 'anyOf']
const words = ['default', 'description', 'title']

const isStricter = (keyword: string, before: unknown, after: unknown) => {
  if (after === undefined) return false
  if (typeof before === 'number' && typeof after === 'number') {
    if (/^(max|exclusiveMax)/.test(keyword)) return after < before
    if (/^(min|exclusiveMin)/.test(keyword)) return after > before
  }
  return !same(before, after)
}

const schemaChanges = (before: Document, after: Document) => {
  const find = ({ components }: Document, schema: Schema): Schema =>
    schema.$ref ? components.schemas[schema.$ref.split('/').at(-1)!]! : schema

  /** An input may get wider without breaking anybody, a reply may get narrower. */
  const walk = (side: 'input' | 'reply', left: Schema, right: Schema, at = ''): Change[] => {
    const [old, now] = [find(before, left), find(after, right)]
    if (same(old, now)) return []
    const isInput = side === 'input'
    const place = at ? `${side} \`${at}\`` : `the whole ${side}`
    if (old.type !== now.type || !old.anyOf !== !now.anyOf) return [breaking(`${place} is of another type`)]
    if (old.anyOf && now.anyOf) {
      const fits = (one: Schema, other: Schema) => !walk(side, one, other, at).some(change => change.breaks)
      const stands = isInput
        ? old.anyOf.every(one => now.anyOf!.some(other => fits(one, other)))
        : now.anyOf.every(other => old.anyOf!.some(one => fits(one, other)))
      return [(stands ? addition : breaking)(`${place} has other alternatives`)]
    }
    const changes: Change[] = []

    const [had, has] = [old.properties ?? {}, now.properties ?? {}]
    const needs = (schema: Schema, field: string) => schema.required?.includes(field) ?? false
    for (const field of new Set([...Object.keys(had), ...Object.keys(has)])) {
      const [one, other, name] = [had[field], has[field], `${side} \`${under(at, field)}\``]
      const [needed, needsNow] = [needs(old, field), needs(now, field)]
      if (!other) changes.push(breaking(isInput ? `${name} is no longer taken` : `${name} is gone`))
      else if (isInput && needsNow && !needed) changes.push(breaking(`${name} is newly required`))
      else if (!one) changes.push(addition(isInput ? `${name} may be given` : `${name} is new`))
      else if (isInput && needed && !needsNow) changes.push(addition(`${name} may be left out`))
      else if (needed && !needsNow) changes.push(breaking(`${name} is no longer always there`))
      else if (needsNow && !needed) changes.push(addition(`${name} is always there`))
      if (one && other) changes.push(...walk(side, one, other, under(at, field)))
    }

    const [could, can] = [valuesOf(old), valuesOf(now)]
    if (could && can) {
      const change = { gone: isInput ? breaking : addition, come: addition }
      for (const value of without(could, can))
        changes.push(
          change.gone(`${place} ${isInput ? 'no longer takes' : 'is no longer'} ${JSON.stringify(value)}`),
        )
      for (const value of without(can, could))
        changes.push(change.come(`${place} ${isInput ? 'takes' : 'may be'} ${JSON.stringify(value)} too`))
    } else if (could ?? can)
      changes.push(
        isInput && can ? breaking(`${place} takes only some values`) : addition(`${place} has other values`),
      )

    if (old.items && now.items) changes.push(...walk(side, old.items, now.items, `${at}[]`))
    else if (old.items ?? now.items) changes.push(breaking(`${place} is of another type`))
    const [rest, restNow] = [old.additionalProperties, now.additionalProperties]
    const areSchemas = typeof rest === 'object' && typeof restNow === 'object'
    if (areSchemas) changes.push(...walk(side, rest, restNow, under(at, '*')))

    const others = without(Object.keys({ ...old, ...now }), [...judged, ...words])
    for (const keyword of areSchemas ? without(others, ['additionalProperties']) : others)
      if (!same(old[keyword], now[keyword]))
        changes.push(
          isInput && isStricter(keyword, old[keyword], now[keyword])
            ? breaking(`${place} is checked more strictly (${keyword})`)
            : addition(`${place} is checked otherwise (${keyword})`),
        )
    return changes
  }
  return walk
}

const callersOf = ({ description = 'Callers: anyone' }: Post) =>
  description.replace(/^Callers: /, '').split(', ')

const callerChanges = (before: Post, after: Post): Change[] => {
  const [could, can] = [callersOf(before), callersOf(after)]
  const allow = (callers: readonly string[], caller: string) =>
    callers.includes('anyone') ||
    callers.includes(caller) ||
    (callers.includes('signedIn') && caller !== 'anyone')
  return [
    ...could.filter(each => !allow(can, each)).map(each => breaking(`${each} may no longer call it`)),
    ...can.filter(each => !allow(could, each)).map(each => addition(`${each} may call it too`)),
  ]
}

const operationChanges = (before: Document, after: Document, path: string): Change[] => {
  const [old, now] = [before.paths[path]?.post, after.paths[path]?.post]
  if (!now) return [breaking('the operation is gone')]
  if (!old) return [addition('the operation is new')]
  const walk = schemaChanges(before, after)
  const schemaIn = (body: Body) => body.content['application/json'].schema
  return [
    ...callerChanges(old, now),
    ...walk('input', schemaIn(old.requestBody), schemaIn(now.requestBody)),
    ...walk('reply', schemaIn(old.responses[200]), schemaIn(now.responses[200])),
  ]
}

/** Lists in which the order means nothing. */
const sets = ['required', 'enum']
/** As it is committed: the order of keys, of what is required and of an enum's values is no change. */
export const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(
    entries.map(([key, of]) => [key, sets.includes(key) && Array.isArray(of) ? of.toSorted() : sorted(of)]),
  )
}

/** One sentence for each change, with the operations it concerns: many moves share a reply. */
export const changesOf = (before: Document, after: Document) => {
  const paths = new Set([...Object.keys(before.paths), ...Object.keys(after.paths)])
  const found = [...paths].sort().flatMap(path => {
    const name = path.replace('/api/', '').replace('/', '.')
    return operationChanges(before, after, path).map(change => ({ ...change, name }))
  })
  const refusals = { before: before.components.schemas.Refusal, after: after.components.schemas.Refusal }
  if (refusals.before && refusals.after)
    for (const change of schemaChanges(before, after)('reply', refusals.before, refusals.after))
      found.push({ ...change, name: 'any refusal' })
  const sentences = (breaks: boolean) => {
    const operations = new Map<string, Set<string>>()
    for (const { says, name } of found.filter(change => change.breaks === breaks))
      operations.set(says, (operations.get(says) ?? new Set()).add(name))
    return [...operations].map(([says, names]) => `${says}: ${[...names].join(', ')}`)
  }
  const [breaks, additions] = [sentences(true), sentences(false)]
  if (!found.length && !same(sorted(before), sorted(after)))
    additions.push('only the words of the document have changed')
  return { breaks, additions }
}

/** Nothing, or what to do about the changes. */
export const verdictOn = (before: Document, after: Document): string => {
  const { breaks, additions } = changesOf(before, after)
  const list = (sentences: readonly string[]) => sentences.map(each => `\n- ${each}`).join('')
  if (breaks.length)
    return `This breaks callers that are out there (a mini-program stays installed for days):${list(breaks)}\nKeep what they use, or, if none of them is left, run \`npm run openapi\` and say so in the commit.`
  return additions.length
    ? `This only adds to the contract, and breaks no caller:${list(additions)}\nRun \`npm run openapi\` and commit docs/openapi.json.`
    : ''
}
