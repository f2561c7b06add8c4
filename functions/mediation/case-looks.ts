/** The room looks at who the parties are: each look is on record before anything is shown, and they can read who it was. */
import { partiesIn, type PartyKey } from '../../shared/mediation/life.ts'
import { onOf } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { lookItem } from '../people/looks.ts'
import type { SignedIn } from '../platform/context.ts'
import { join, type Key } from '../platform/table.ts'
import { changeItem } from '../platform/write.ts'
import { readerOf, type Reader } from './case-readers.ts'
import { detailsOf, type Case, type Details } from './case-store.ts'

export const keepLook = async (ctx: SignedIn, item: Case, reader: Reader) => {
  if (reader.as === 'party') return
  const as = reader.as === 'mediator' ? 'mediator' : 'mediationStaff'
  const users = partiesIn(item).flatMap(key => item[key]!.user ?? [])
  const look = { at: ctx.now, by: ctx.who.id, as, matter: item.id } as const
  await Promise.all(users.map(user => ctx.table.put(lookItem(user, look))))
}

/** 3号楼2单元502: where somebody lives, as far as it is known. */
export const whereOf = (party: Details['parties'][PartyKey]) =>
  [party?.building, party?.room?.replace(party.building ?? '', '')].filter(Boolean).join('')

/** Which cases somebody has seen the names of today. */
const seenKey = (user: string): Key => ({ pk: join('U', user, 'TODAY'), sk: 'mediation.seen' })

/** A list is read many times a day: in it, a case counts as looked at once a day. */
const keepLooksToday = async (ctx: SignedIn, cases: readonly Case[]) => {
  const on = onOf(ctx.now)
  const key = seenKey(ctx.who.id)
  const was = await ctx.table.get(key)
  const seen = new Set(was?.on === on ? (was.cases as string[]) : [])
  const fresh = cases.filter(({ id }) => !seen.has(id))
  if (!fresh.length) return
  await Promise.all(fresh.map(item => keepLook(ctx, item, readerOf(item, ctx.who)!)))
  await changeItem(ctx.table, key, now => ({
    ...{ on, expiresAt: Math.floor(Date.parse(ctx.now) / 1000) + 2 * 86_400 },
    cases: [...new Set([...(now?.on === on ? (now.cases as string[]) : []), ...fresh.map(({ id }) => id)])],
  }))
}

/** What a list or the calendar may say of the parties: of the cases of the reader's room, where it hides nothing. */
export const namedIn = async (
  ctx: SignedIn,
  cases: readonly Case[],
): Promise<ReadonlyMap<string, Details>> => {
  const shown = []
  for (const item of cases) {
    const reader = readerOf(item, ctx.who)
    if (!reader || reader.as === 'party') continue
    const { namesHidden } = (await settingsOf(ctx, item.community)).mediation
    if (!namesHidden) shown.push(item)
  }
  await keepLooksToday(ctx, shown)
  return new Map(await Promise.all(shown.map(async item => [item.id, await detailsOf(ctx, item)] as const)))
}

/** 张三、李四 */
export const sayNames = (item: Case, { parties }: Details) =>
  partiesIn(item)
    .flatMap(key => parties[key]?.name ?? [])
    .join('、')
