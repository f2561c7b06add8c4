/**
 * Looks through what is stored and logged for what may only be there encrypted: whatever people type, phones, full names
 * and doors. What may be read all the same stands below, with why.
 */
import { globSync, readFileSync } from 'node:fs'
import type { Item } from '../platform/table.ts'

const because = {
  published: 'The community says it to everybody: its settings, buildings, teams, offices and their numbers.',
  callName:
    'What neighbours call somebody; lists, cards and messages are made by functions that cannot decrypt.',
  announced: 'A shift is announced to all who may take it, and told by a function that cannot decrypt.',
  number:
    'What was entered for others has the number of a paper or another system; names, phones and doors are refused.',
  building: 'Building and grid are readable: lists of what is nearby ask for them. Stairs and room are not.',
}

/**
 * By hand: a sort of item with its attribute, and why it may be read. What stands there may then be said elsewhere as
 * well, as the title of a shift is in messages. Nothing that is logged is ever here.
 */
const readable: readonly (readonly [where: RegExp, why: string])[] = [
  [/^C#\*(#KEPT#[A-Z]+)?\/(SETTINGS|PHONES|WHOSE|\*) \.document\.content\./, because.published],
  [/^C#\*\/SCOPE#\* \.scope\.name$/, because.published],
  [/^C#\*#TEAM#\*\/PLACES \.about\.(purpose|meets|insurance)$/, because.published],
  [/^U#\*\/ME \.profile\.callName$/, because.callName],
  [/^U#\*\/CLAIM \.claim\.callName$/, because.callName],
  [/^U#\*(#PAST)?\/P#\* \.proxy\.callName$/, because.callName],
  [/^help \.askerName$/, because.callName],
  [/^membership \.name$/, because.callName],
  [/^idea \.ownerName$/, because.callName],
  [/^U#\*#HOURS\/\* \.(name|corrections\[\]\.name)$/, because.callName],
  [/^notice \.(title|text)$/, because.published],
  [/^shift \.(title|place|note|insurance)$/, because.announced],
  [/^U#\*#HOURS\/\* \.what$/, because.announced],
  [/^roll \.note$/, because.published],
  [/ \.timeline\[\]\.ref$/, because.number],
  [/ \.(building|buildingName|profile\.home\.building|claim\.buildingName)$/, because.building],
]

const partsOf = (key: string) => key.replace(/(?<=^|#)(?![A-Z]+(#|$))[^#]+/g, '*')
const sortOf = ({ pk, sk, kind }: Item) => (sk === 'MATTER' ? String(kind) : `${partsOf(pk)}/${partsOf(sk)}`)

/** Every text in it, with where it stands; what is no field's name, like a person's id, is one as well. */
function* textsIn(value: unknown, where: string): Generator<readonly [where: string, text: string]> {
  if (typeof value === 'string') yield [where, value]
  else if (Array.isArray(value)) for (const each of value) yield* textsIn(each, `${where}[]`)
  else if (typeof value === 'object' && value && !ArrayBuffer.isView(value))
    for (const [name, each] of Object.entries(value)) {
      const isField = /^[a-z][A-Za-z0-9]{0,24}$/.test(name)
      if (!isField) yield [`${where}.*`, name]
      yield* textsIn(each, `${where}.${isField ? name : '*'}`)
    }
}

const phone = /(?<![\w-])1\d{10}(?![\w-])/
/** Stairs and room, as envelopes have them. */
const door = /单元.{0,8}[室户]/
const mayBePersonal = /\p{Script=Han}|1\d{10}/u

/** What the program itself says: of a text that is in it as well, nobody can tell whose it is. */
let ours: string | undefined
const isOurs = (text: string) =>
  (ours ??= globSync('{functions,shared}/**/*.ts')
    .filter(file => !/\.test\.|\/testing\//.test(file))
    .map(file => readFileSync(file, 'utf8'))
    .join('\n')).includes(text)

/** Adds what somebody types to the texts that are known. */
export const hear = (typed: Set<string>, input: unknown) => {
  for (const [, text] of textsIn(input, ''))
    if (/\p{Script=Han}/u.test(text) && [...text.trim()].length > 1) typed.add(text.trim())
}

/**
 * Where personal texts stand in the clear, once each. `never`: what stands nowhere, like full names; `mark`: a sign that
 * is in every typed text, if there is one, so that a part of one is found too.
 */
export const inClear = (
  items: readonly Item[],
  logged: readonly string[],
  {
    typed,
    never,
    mark,
  }: { readonly typed: ReadonlySet<string>; readonly never: RegExp; readonly mark?: string },
): string[] => {
  const texts = items.flatMap(item => [...textsIn(item, `${sortOf(item)} `)])
  const may = (where: string) => readable.some(([each]) => each.test(where))
  const said = new Set(texts.flatMap(([where, text]) => (typed.has(text) && may(where) ? text : [])))
  const hidden = [...typed].filter(text => !said.has(text))
  /** Without what may be read; a longer text may hold a shorter one. */
  const known = [...said].sort((a, b) => b.length - a.length)
  const isTyped = (text: string) => {
    const rest = known.reduce((rest, each) => rest.replaceAll(each, ' '), text)
    return (
      (mark !== undefined && rest.includes(mark)) || hidden.some(each => rest.includes(each) && !isOurs(each))
    )
  }
  const found = new Map<string, string>()
  const seen = new Set<string>()
  const look = (where: string, text: string) => {
    if (found.has(where) || !mayBePersonal.test(text) || seen.has(`${where} ${text}`)) return
    seen.add(`${where} ${text}`)
    if (never.test(text) || door.test(text)) found.set(where, text)
    else if (!may(where) && (phone.test(text) || isTyped(text))) found.set(where, text)
  }
  for (const [where, text] of texts) look(where, text)
  for (const line of logged) look('log', line)
  return [...found].map(([where, text]) => `${where}: ${text.slice(0, 80)}`)
}
