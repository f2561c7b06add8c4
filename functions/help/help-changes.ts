/** What is changed while a request is under way: lines, window, another thing instead, amounts. */
import type { Parsed } from '../../shared/contract.ts'
import type { help } from '../../shared/help/help.ts'
import { mostSwaps } from '../../shared/help/life.ts'
import { isMe } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { settingsOf } from '../community/community.ts'
import type { SignedIn } from '../platform/context.ts'
import { opened } from '../platform/sealed.ts'
import type { Handlers } from '../platform/serve.ts'
import { claimBy } from './help-clock.ts'
import { moveHelp } from './help-course.ts'
import { helps } from './help-kind.ts'
import { checkCap, checkWindow, topicOf } from './help-rules.ts'
import type { Details, Help, Swap } from './help-store.ts'

const mostSaid = 10

/** What was asked for, as the form says it; perhaps with other lines. */
export const askedIn = (
  { what, topic }: Help,
  { lines, door, risks, place, insurance }: Details,
  others: Parsed<typeof help.ask>['lines'] = [...lines],
) => ({
  kind: what,
  topic,
  lines: others,
  ...(door && { door }),
  ...(risks && { risks: [...risks] }),
  ...(place && { place }),
  ...(insurance && { insurance: true, bothIds: true as const }),
})
/** What is wanted, and what was suggested instead. */
const listOf = async (ctx: SignedIn, item: Help) => {
  const [details, swaps = []] = await Promise.all([opened(ctx, item, 'details'), opened(ctx, item, 'swaps')])
  return { details, swaps }
}

export const changesHandlers: Handlers<
  Pick<typeof help, 'change' | 'suggest' | 'answer' | 'say' | 'correct'>
> = {
  change: (input, ctx) =>
    moveHelp(ctx, 'change', input, {
      async prepare(item) {
        const { lines, door, anyTime, wantedFromAt, wantedToAt } = input
        const window = (anyTime || wantedFromAt || wantedToAt) && { wantedFromAt, wantedToAt }
        if (!lines && door === undefined && !window) throw new Refusal('help.nothingChanged')
        checkWindow(input, ctx.now)
        const [settings, { details, swaps }] = await Promise.all([
          settingsOf(ctx, item.community),
          listOf(ctx, item),
        ])
        topicOf({ key: '', ...askedIn(item, details, lines) }, settings.help)
        const edited = { ...details, lines: lines ?? details.lines, door: door ?? details.door }
        // A question about what is not on the list now needs no answer.
        const left = swaps.filter(
          each => each.yes !== undefined || edited.lines.some(({ what }) => what === each.what),
        )
        return {
          details: await helps.seal(ctx, item, 'details', edited),
          ...(left.length < swaps.length && {
            swaps: await helps.seal(ctx, item, 'swaps', left),
            swapOpen: left.some(each => each.yes === undefined) ? true : undefined,
          }),
          ...(window && {
            ...window,
            claimBy: claimBy(settings, { ...item, ...window }, ctx.now),
            escalatedAt: undefined,
          }),
        }
      },
    }),

  suggest: (input, ctx) =>
    moveHelp(ctx, 'suggest', input, {
      async prepare(item) {
        if (item.what === 'medicine') throw new Refusal('help.noSwapOfMedicine')
        const { details, swaps } = await listOf(ctx, item)
        const { what, instead } = input
        const waits = swaps.some(each => each.what === what && each.yes === undefined)
        if (waits || !details.lines.some(line => line.what === what))
          throw new Refusal('help.swapUnknown', {}, { what: '请从单子里选一样' })
        if (swaps.length >= mostSwaps) throw new Refusal('help.swapsFull')
        const swap: Swap = { what, instead }
        return { swaps: await helps.seal(ctx, item, 'swaps', [...swaps, swap]), swapOpen: true }
      },
    }),

  answer: (input, ctx) =>
    moveHelp(ctx, 'answer', input, {
      async prepare(item) {
        const { details, swaps } = await listOf(ctx, item)
        const { swap: at, yes } = input
        const swap = swaps[at]
        if (!swap || swap.yes !== undefined) throw new Refusal('help.swapUnknown')
        const { what, instead } = swap
        const answered = swaps.map((each, i) => (i === at ? { ...each, yes } : each))
        const replaced = details.lines.map(line =>
          yes && instead && line.what === what ? { ...line, what: instead } : line,
        )
        return {
          details: await helps.seal(ctx, item, 'details', { ...details, lines: replaced }),
          swaps: await helps.seal(ctx, item, 'swaps', answered),
          swapOpen: answered.some(each => each.yes === undefined) ? true : undefined,
        }
      },
    }),

  say: (input, ctx) =>
    moveHelp(ctx, 'say', input, {
      prepare: async ({ said = [] }) => ({
        said: [...said, { at: ctx.now, what: input.what }].slice(-mostSaid),
      }),
    }),

  correct: (input, ctx) =>
    moveHelp(ctx, 'correct', input, {
      async prepare(item) {
        checkCap(input, item)
        const { spentFen, paidFen, moneyOpen, laidOut = [] } = item
        if (spentFen !== undefined)
          return {
            spentFen: input.spentFen,
            moneyOpen: paidFen === input.spentFen && !laidOut.length ? undefined : moneyOpen,
          }
        const own = laidOut.findLastIndex(({ volunteer }) => isMe(ctx.who, volunteer))
        if (own < 0) throw new Refusal('help.nothingChanged')
        return {
          laidOut: laidOut.map((each, i) => (i === own ? { ...each, spentFen: input.spentFen } : each)),
        }
      },
    }),
}
