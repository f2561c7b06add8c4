/** What is typed one a line. */
import { words } from './words.ts'

export const linesOf = (text: string) =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)

/** What is wrong with the lines, or with one of them: which it is is said as well. */
export const complaintAbout = (fields: Readonly<Record<string, string>>, name: string) => {
  const at = Object.keys(fields).find(key => key === name || key.startsWith(`${name}.`))
  if (at === undefined || at === name) return fields[name]
  return words.inLine(Number(at.slice(name.length + 1)) + 1, fields[at]!)
}
