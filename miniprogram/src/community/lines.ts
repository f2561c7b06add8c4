/** The phone book and 归谁管 as staff change them: a list of lines, each a few fields of text. */
import * as z from 'zod/mini'
import {
  phoneEntry,
  sectionTitle,
  subject,
  type PhoneBook,
  type WhoseIsIt,
} from '../../../shared/community.ts'
import { fieldComplaints } from '../../../shared/complaints.ts'

export type Line = Readonly<Record<string, string>>

const phoneLine = z.extend(phoneEntry, { title: sectionTitle })

export const shapes = {
  phones: { line: phoneLine, fields: ['title', 'name', 'phone', 'hours', 'note'] },
  whose: { line: subject, fields: ['subject', 'who', 'phone', 'hours', 'note', 'also'] },
} as const
export type What = keyof typeof shapes

/** A field left empty is one that is not there. */
const filled = (line: Line) =>
  Object.fromEntries(
    Object.entries(line).flatMap(([field, value]) => (value.trim() ? [[field, value.trim()]] : [])),
  )

/** What to change in a line, field by field. */
export const complaintsIn = (what: What, line: Line): Readonly<Record<string, string>> => {
  const { success, error } = shapes[what].line.safeParse(filled(line), { reportInput: true })
  return success ? {} : fieldComplaints(error.issues)
}

export const linesOfBook = ({ sections }: PhoneBook): Line[] =>
  sections.flatMap(({ title, entries }) => entries.map(entry => ({ ...textsOf(entry), title })))

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

export const linesOfSubjects = ({ subjects }: WhoseIsIt): Line[] => subjects.map(textsOf)
export const subjectsOf = (lines: readonly Line[]): WhoseIsIt => ({
  subjects: lines.map(line => subject.parse(filled(line))),
})

const textsOf = (entry: Readonly<Record<string, string | undefined>>): Line =>
  Object.fromEntries(Object.entries(entry).flatMap(([field, value]) => (value ? [[field, value]] : [])))

/** The lines with the one at `index` before its neighbour. */
export const earlier = (lines: readonly Line[], index: number): readonly Line[] =>
  index < 1 ? lines : lines.map((line, i) => lines[i === index ? i - 1 : i === index - 1 ? index : i] ?? line)

/** With the line at `index` put in place of the old one; a new one, at -1, goes to the end. */
export const withLine = <T>(lines: readonly T[], index: number, line: T): readonly T[] =>
  index < 0 ? [...lines, line] : lines.map((each, i) => (i === index ? line : each))
