/** What mediation keeps of people: their cases as they may read them; of a file that must be kept, the names go. */
import { idsOf } from '../../shared/lifecycle.ts'
import { caseStates, isParty, type PartyKey } from '../../shared/mediation/life.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { shanghai } from '../../shared/time.ts'
import { forget } from '../files/files.ts'
import type { Ctx } from '../platform/context.ts'
import type { Keeper } from '../platform/keeper.ts'
import { allMine, mineByKind } from '../platform/mine.ts'
import { caseMatters } from './case-kind.ts'
import { readerOf } from './case-readers.ts'
import { caseInFull } from './case-reply.ts'
import { detailsOf, type Case } from './case-store.ts'

const minute = (at: string) => shanghai(at).format('YYYY年M月D日 HH:mm')
const gone = '已注销'

const casesOf = async (ctx: Ctx, user: string) =>
  caseMatters.byIds(ctx, await allMine(ctx.table, user, 'case'))
const isOpen = ({ state }: Case) => caseStates.isIn(state, 'talking') || state === 'signing'

/** The case without who this party is; what was agreed stays, for the others and for the law. */
const without = async (ctx: Ctx, item: Case, user: string): Promise<Case> => {
  const key = isParty(item, [user])
  if (!key) return item
  const details = await detailsOf(ctx, item)
  const parties = { ...details.parties, [key]: { name: gone } }
  // What the applicant wrote is theirs alone as long as nothing was agreed upon it.
  const words = key === 'p1' && !item.agreedAt ? { facts: gone, wish: undefined } : {}
  return {
    ...item,
    [key]: { ...item[key]!, user: undefined },
    evidence: item.evidence?.filter(({ by }) => by !== key),
    details: await caseMatters.seal(ctx, item, 'details', { ...details, ...words, parties }),
  }
}

export const mediationKeeps: Keeper = {
  async exports(ctx, after) {
    const { ids, last } = await mineByKind(ctx.table, idsOf(ctx.who), 'case', after)
    const cases = (await caseMatters.byIds(ctx, ids)).filter(item => readerOf(item, ctx.who)?.as === 'party')
    const items = await Promise.all(
      cases.map(async item => {
        const reply = await caseInFull(ctx, item)
        return {
          section: '我的调解',
          facts: {
            什么事: reply.title,
            状态: reply.stateText,
            提出: minute(reply.createdAt),
            最近变化: minute(reply.changedAt),
            ...(reply.facts && { 说的事: reply.facts }),
            ...(reply.agreement && { 说好的: reply.agreement.terms }),
          },
          data: { ...reply },
        }
      }),
    )
    return { items, last }
  },

  async holds(ctx, user) {
    const open = (await casesOf(ctx, user)).filter(
      item => isOpen(item) && (isParty(item, [user]) || item.mediator === user),
    )
    return open.length ? new Refusal('mediation.hasOpen', { count: String(open.length) }) : undefined
  },

  async erases(ctx, user) {
    const cases = await casesOf(ctx, user)
    const files = (item: Case, key: PartyKey | undefined) =>
      key ? (item.evidence ?? []).filter(({ by }) => by === key).map(({ file }) => file) : []
    await forget(
      ctx,
      cases.flatMap(item => files(item, isParty(item, [user]))),
    )
    for (const { id } of cases) await caseMatters.rewrite(ctx, id, now => without(ctx, now, user))
  },
}
