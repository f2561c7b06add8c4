/** 我的事, across modules: the cards that following the changes has written. */
import { idsOf } from '../../shared/lifecycle.ts'
import type { matters } from '../../shared/matters.ts'
import { page } from '../platform/lists.ts'
import { cardsOf } from '../platform/mine.ts'
import type { Handlers } from '../platform/serve.ts'

export const mattersHandlers: Handlers<typeof matters> = {
  mine: ({ next }, ctx) =>
    page(ctx, ['matters.mine'], next, after => cardsOf(ctx.table, idsOf(ctx.who), after)),
}
