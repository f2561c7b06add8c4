/** Receipts of what this phone has said without a name: nobody else has them, and without one nothing is found again. */
import * as z from 'zod/mini'
import { stored } from '../platform/stored.ts'

const receipt = z.object({ community: z.string(), code: z.string(), at: z.string() })
export type Receipt = z.output<typeof receipt>

const kept = stored('suggestions.receipts', value => z.array(receipt).safeParse(value).data)
const mostKept = 30

export const useReceipts = () => kept.use() ?? []
export const keepReceipt = (receipt: Receipt) => {
  const others = (kept.get() ?? []).filter(({ code }) => code !== receipt.code)
  kept.set([receipt, ...others].slice(0, mostKept))
}
