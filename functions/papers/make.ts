/** The work of the papers function: takes a paper that waits, has it made, puts the bytes where its link finds them. */
import { randomUUID } from 'node:crypto'
import { is, type Fields } from '../../shared/lifecycle.ts'
import { bucketOf, traceOf, type Ctx } from '../platform/context.ts'
import { afterFailure, taken, type PaperOf } from './papers.ts'
import { changeByWorker, getPaper, isThere, objectKey, putPaper, type PaperRecord } from './papers-store.ts'

/**
 * A module's way to make one kind of paper. `progress`: how much of it is done, in per cent; to be told as often as one
 * likes. What it throws is logged without its message, and the paper is tried again.
 */
export type Maker = (
  ctx: Ctx,
  order: Pick<PaperRecord, 'id' | 'by' | 'input' | 'orderedAt'>,
  progress: (percent: number) => Promise<void>,
) => Promise<Buffer>
export type Makers = Readonly<Record<string, Maker>>

type Ordered<Input> = Omit<Parameters<Maker>[1], 'input'> & { readonly input: Input }

/** Makes this paper; the order holds what `order` was given for it. */
export const makes = <Input extends Fields>(
  { maker }: PaperOf<Input>,
  make: (ctx: Ctx, order: Ordered<Input>, progress: Parameters<Maker>[2]) => Promise<Buffer>,
): Makers => ({
  [maker]: (ctx, { input, ...order }, progress) => make(ctx, { ...order, input: input as Input }, progress),
})

/** Progress is written in steps of this many per cent: it is looked at every few seconds. */
const stepPercent = 25
/** An answer of Lambda carries 6 MB, in which bytes take a third more. */
const mostBytes = 4_400_000

/** When several find it waiting, one gets it; the same one again if its answer was lost. */
const take = async ({ table, now }: Ctx, paper: PaperRecord): Promise<PaperRecord | undefined> => {
  const worker = randomUUID()
  const mine = { ...paper, ...taken(now, worker), version: paper.version + 1 }
  const { stands } = await putPaper(table, mine, is('version', paper.version))
  return stands?.worker === worker ? mine : undefined
}

/** Harmless when done twice: only a waiting paper is made, and only the worker that took it last writes the outcome. */
export const make = async (ctx: Ctx, id: string, makers: Makers): Promise<void> => {
  const paper = await getPaper(ctx.table, id)
  if (!paper || paper.state !== 'waiting' || !isThere(paper, ctx.now)) return
  let mine = await take(ctx, paper)
  if (!mine) return
  const object = objectKey(id, mine.worker!)
  const write = async (was: PaperRecord, change: Partial<PaperRecord>) => {
    const after = await changeByWorker(ctx.table, was, change)
    mine = after ?? was
    return after !== undefined
  }
  try {
    const maker = Object.hasOwn(makers, mine.maker) ? makers[mine.maker] : undefined
    if (!maker) throw new Error(`nobody makes ${mine.maker}`)
    const bytes = await maker(ctx, mine, async done => {
      const percent = Math.min(Math.floor(done), 99)
      if (percent >= mine!.percent + stepPercent) await write(mine!, { percent })
    })
    if (bytes.length > mostBytes) throw new Error('the paper is too large to be fetched')
    await bucketOf(ctx).put(object, bytes, mine.type)
  } catch (error) {
    ctx.log.error('paper failed', { maker: mine.maker, tries: mine.tries, ...traceOf(error) })
    await write(mine, afterFailure(mine, ctx.now))
    return
  }
  const ready = { state: 'ready', percent: 100, dueAt: mine.keptUntil } as const
  if (!(await write(mine, ready))) await bucketOf(ctx).remove(object)
}
