/** What a community decides about suggestions: its stations, and how soon it answers. */
import * as z from 'zod/mini'
import { maybeDialled, maybeText, scopeId, text } from '../contract.ts'
import { piecesFor, type Things } from '../settings-form.ts'

const station = z.object({
  id: scopeId,
  name: text(20),
  place: maybeText(40),
  /** 找组织: which branch, who, and how to reach them. */
  branch: maybeText(40),
  person: maybeText(20),
  phone: maybeDialled,
})
export type Station = z.output<typeof station>

export const suggestionsSettings = z.object({
  /** Working days until somebody has answered. */
  answerDays: z._default(z.int().check(z.minimum(1), z.maximum(60)), 5),
  stations: z._default(z.array(station).check(z.maxLength(20)), []),
})

const within = piecesFor<Station>()
const stations: Things<Station> = {
  words: { add: '加一个驿站', change: '改驿站', added: '新的驿站', drop: '撤掉这个驿站' },
  of: () => [
    within.field('text', 'name', '叫什么', { hint: '比如 6号楼红色驿站', longest: 20 }),
    within.field('text', 'place', '在哪里', { longest: 40 }),
    within.field('text', 'branch', '哪个党支部', { longest: 40 }),
    within.field('text', 'person', '找谁', { longest: 20 }),
    within.field('text', 'phone', '电话', { longest: 20 }),
  ],
  another: all => ({
    id: `station-${Math.max(0, ...all.map(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0))) + 1}`,
    ...{ name: '', place: '', branch: '', person: '', phone: '' },
  }),
  line: ({ place, person }) => ({ note: [place, person].filter(Boolean).join(' · ') }),
  forAll: 'name',
}

const { field, fold, list, things } = piecesFor<z.output<typeof suggestionsSettings>>()

export const suggestionsForm = fold(
  '建议和驿站',
  '多久回音、驿站在哪里',
  list(field('count', 'answerDays', '几个工作日内要有回音')),
  things('stations', '驿站', stations),
)
