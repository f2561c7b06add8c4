/** What mediation keeps of people: their cases as they may read them; of a file that must be kept, the names go. */
import { idsOf, type Fields } from '../../shared/lifecycle.ts'
import { isParty, type PartyKey } from '../../shared/mediation/life.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { sayMoment } from '../../shared/time.ts'
import { forget } from '../files/files.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import type { Keeper } from '../platform/keeper.ts'
import { allMine, mineByKind } from '../platform/mine.ts'
import { opened } from '../platform/sealed.ts'
import { caseMatters, isHolding } from './case-kind.ts'
import { readerOf } from './case-readers.ts'
import { caseInFull } from './case-reply.ts'
import { detailsOf, type Case } from './case-store.ts'
import { quarrelMatters } from './quarrels-kind.ts'
import { quarrelInFull } from './quarrels.ts'
import type { Quarrel } from './quarrels-store.ts'
import { goneName } from '../people/called.ts'

const casesOf = async (ctx: Ctx, user: string) =>
  caseMatters.byIds(ctx, await allMine(ctx.table, user, 'case'))

/** What they booked to speak of, and the talks they are to listen to. */
const talksOf = async (ctx: Ctx, user: string) =>
  quarrelMatters.byIds(ctx, await allMine(ctx.table, user, 'quarrel'))

/** The note without who came; what was agreed stays, for the other side. */
const withoutResident = async (ctx: Ctx, quarrel: Quarrel, user: string): Promise<Quarrel> => {
  if (quarrel.resident !== user) return quarrel
  const said = await opened(ctx, quarrel, 'said')
  const [, ...others] = said.sides
  return {
    ...quarrel,
    ...{ resident: undefined, home: undefined },
    said: await quarrelMatters.seal(ctx, quarrel, 'said', {
      ...said,
      ...{ sides: [goneName, ...others], what: said.terms ? said.what : goneName, corrections: undefined },
    }),
  }
}

/** The case without who this party is; what was agreed stays, for the others and for the law. */
const without = async (ctx: Ctx, item: Case, user: string): Promise<Case> => {
  const key = isParty(item, [user])
  if (!key) return item
  const details = await detailsOf(ctx, item)
  const parties = { ...details.parties, [key]: { name: goneName } }
  // What the applicant wrote is theirs alone as long as nothing was agreed upon it.
  const words = key === 'p1' && !item.agreedAt ? { facts: goneName, wish: undefined } : {}
  return {
    ...item,
    [key]: { ...item[key]!, user: undefined },
    evidence: item.evidence?.filter(({ by }) => by !== key),
    details: await caseMatters.seal(ctx, item, 'details', { ...details, ...words, parties }),
  }
}

const casesSaid = async (ctx: SignedIn, ids: readonly string[]) => {
  const cases = (await caseMatters.byIds(ctx, ids)).filter(item => readerOf(item, ctx.who)?.as === 'party')
  return Promise.all(
    cases.map(async item => {
      const reply = await caseInFull(ctx, item)
      return {
        section: '我的调解',
        facts: {
          什么事: reply.title,
          状态: reply.stateText,
          提出: sayMoment(reply.createdAt),
          最近变化: sayMoment(reply.changedAt),
          ...(reply.facts && { 说的事: reply.facts }),
          ...(reply.agreement && { 说好的: reply.agreement.terms }),
        },
        data: { ...reply },
      }
    }),
  )
}

const talksSaid = async (ctx: SignedIn, ids: readonly string[]) => {
  const talks = (await quarrelMatters.byIds(ctx, ids)).filter(
    ({ resident }) => resident !== undefined && idsOf(ctx.who).includes(resident),
  )
  return Promise.all(
    talks.map(async item => {
      const reply = await quarrelInFull(ctx, item)
      return {
        section: '我的说和',
        facts: {
          什么事: reply.title,
          状态: reply.stateText,
          提出: sayMoment(reply.createdAt),
          说的事: reply.what,
          ...(reply.slot && { 约在: sayMoment(reply.slot.fromAt) }),
          ...(reply.terms && { 说好的: reply.terms }),
        },
        data: { ...reply },
      }
    }),
  )
}

export const mediationKeeps: Keeper = {
  /** The cases page by page, then the talks. */
  async exports(ctx, after) {
    const kind = after?.kind === 'quarrel' ? 'quarrel' : 'case'
    const { ids, last } = await mineByKind(ctx.table, idsOf(ctx.who), kind, after?.list as Fields | undefined)
    const items = kind === 'case' ? await casesSaid(ctx, ids) : await talksSaid(ctx, ids)
    if (last) return { items, last: { kind, list: last } }
    return kind === 'case' ? { items, last: { kind: 'quarrel' } } : { items }
  },

  async holds(ctx, user) {
    const open = (await caseMatters.holding(ctx, user)).filter(
      item => isHolding(item) && (isParty(item, [user]) || item.mediator === user),
    )
    if (open.length) return new Refusal('mediation.hasOpen', { count: String(open.length) })
    const booked = (await quarrelMatters.holding(ctx, user)).filter(
      ({ state, resident, mediator }) => state === 'booked' && (resident === user || mediator === user),
    )
    return booked.length ? new Refusal('mediation.hasBooking', { count: String(booked.length) }) : undefined
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
    for (const { id } of await talksOf(ctx, user))
      await quarrelMatters.rewrite(ctx, id, now => withoutResident(ctx, now, user))
  },
}
