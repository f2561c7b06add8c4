/** The phone book and 归谁管 as staff change them: a list of lines, each a few fields of text. */
import * as z from 'zod/mini'
import {
  phoneEntry,
  sectionTitle,
  subject,
  type PhoneBook,
  type WhoseIsIt,
} from '../../../shared/community/community.ts'
import { piecesFor, type Thing, type Things } from '../../../shared/settings-form.ts'
import { judged, type Complaints } from '../components/form.ts'

export type Line = Readonly<Record<string, string>>

const phoneLine = z.extend(phoneEntry, { title: sectionTitle })

const { field } = piecesFor<Line>()
const phone = field('text', 'phone', '电话')
const hours = field('text', 'hours', '什么时候有人', { hint: '比如：8:00–17:00，可以不填' })
const note = field('text', 'note', '说明', { hint: '可以不填' })

/** What a line is made of. */
export const shapes = {
  phones: {
    line: phoneLine,
    fields: [
      field('text', 'title', '放在哪一栏', { hint: '比如：看病、物业' }),
      field('text', 'name', '名称', { hint: '比如：社区医院' }),
      ...[phone, hours, note],
    ],
  },
  whose: {
    line: subject,
    fields: [
      field('text', 'subject', '什么事', { hint: '比如：路灯不亮' }),
      field('text', 'who', '归谁管', { hint: '比如：物业' }),
      ...[phone, hours, note],
      field('text', 'also', '还有人怎么叫它', { hint: '找的时候用，空格分开，可以不填' }),
    ],
  },
}
export type What = keyof typeof shapes

/** A field left empty is one that is not there. */
const filled = (line: Readonly<Record<string, string | undefined>>): Line =>
  Object.fromEntries(
    Object.entries(line).flatMap(([field, value]) => (value?.trim() ? [[field, value.trim()]] : [])),
  )

/** What to change in a line, field by field. */
export const complaintsIn = (what: What, line: Line): Complaints => judged(shapes[what].line, filled(line))

export const linesOfBook = ({ sections }: PhoneBook): Line[] =>
  sections.flatMap(({ title, entries }) => entries.map(entry => filled({ ...entry, title })))

/** Lines of one section stand together, where its first one stood. */
export const bookOf = (lines: readonly Line[]): PhoneBook => {
  const entries = lines.map(line => phoneLine.parse(filled(line)))
  return {
    sections: [...new Set(entries.map(({ title }) => title))].map(title => ({
      title,
      entries: entries.filter(each => each.title === title).map(each => phoneEntry.parse(each)),
    })),
  }
}

export const linesOfSubjects = ({ subjects }: WhoseIsIt): Line[] => subjects.map(filled)
export const subjectsOf = (lines: readonly Line[]): WhoseIsIt => ({
  subjects: lines.map(line => subject.parse(filled(line))),
})

// ---- any list that is changed item by item ----

/** The index of one that is not in the list yet. */
export const isNew = -1

/** With the one at `index` put in place of the old one; a new one goes to the end. */
export const withLine = <T>(lines: readonly T[], index: number, line: T): readonly T[] =>
  index < 0 ? [...lines, line] : lines.map((each, i) => (i === index ? line : each))

/** With the one at `index` put at `to`; without `line` it is left out. */
export const placed = <T>(
  lines: readonly T[],
  index: number,
  to: number,
  line: T | undefined,
): readonly T[] => {
  const others = lines.filter((_, i) => i !== index)
  return line === undefined ? others : [...others.slice(0, to), line, ...others.slice(to)]
}

/** The one at `index` before its neighbour. */
export const earlier = <T>(lines: readonly T[], index: number): readonly T[] =>
  index < 1 ? lines : placed(lines, index, index - 1, lines[index])

export interface ThingsAt<One extends Thing> {
  /** Where they stand in what is kept. */
  readonly path: string
  readonly things: Things<One>
  readonly all: readonly One[]
  /** What is wrong if these stood there, by the paths in what is kept. */
  wrongWith(all: readonly One[]): Complaints
}

/** What to change in the one at `index`, field by field. */
export const wrongInOne = <One extends Thing>(
  { path, things, all, wrongWith }: ThingsAt<One>,
  index: number,
  one: One,
): Complaints => {
  const next = withLine(all, index, one)
  const at = `${path}.${next.indexOf(one)}.`
  return Object.fromEntries(
    Object.entries(wrongWith(next)).flatMap(([wrong, text]) =>
      wrong === path ? [[things.forAll, text]] : wrong.startsWith(at) ? [[wrong.slice(at.length), text]] : [],
    ),
  )
}
