/** What is typed one a line. */

export const linesOf = (text: string) =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)

/** What is wrong with the lines, or with one of them: which it is is said as well. */
export const complaintAbout = (fields: Readonly<Record<string, string>>, name: string) => {
  const at = Object.keys(fields).find(key => key === name || key.startsWith(`${name}.`))
  if (at === undefined || at === name) return fields[name]
  return `第${Number(at.slice(name.length + 1)) + 1}行：${fields[at]!}`
}
