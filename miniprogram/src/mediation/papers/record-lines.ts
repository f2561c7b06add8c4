/** The record (笔录) as it is being written: lines put in order, and what of it can be saved. */
import * as z from 'zod/mini'

/** What is typed one a line. */
export const linesOf = (text: string) =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)

export const lineSchema = z.object({ who: z.string(), text: z.string() })
export type Line = Readonly<z.output<typeof lineSchema>>

/** What is kept on this device until it has arrived. */
export const draftSchema = z.object({
  /** The version it was written upon. */
  version: z.int(),
  blocks: z.array(lineSchema),
  points: z.string(),
})
export type Draft = z.output<typeof draftSchema>

export const moved = (lines: readonly Line[], from: number, to: number): readonly Line[] => {
  if (to < 0 || to >= lines.length) return lines
  const rest = lines.filter((_, i) => i !== from)
  return [...rest.slice(0, to), lines[from]!, ...rest.slice(to)]
}

/** Empty lines are not said by anybody. */
export const savable = ({ blocks, points }: Pick<Draft, 'blocks' | 'points'>) => ({
  blocks: blocks.map(({ who, text }) => ({ who, text: text.trim() })).filter(({ text }) => text !== ''),
  points: linesOf(points),
})

/** All of it as text, to be copied. */
export const asText = ({ blocks, points }: Pick<Draft, 'blocks' | 'points'>) =>
  [...blocks.map(({ who, text }) => `${who}：${text}`), points].filter(Boolean).join('\n')
