/** Ordering papers of mediation: who may have which. The people in it can read who ordered it. */
import { randomUUID } from 'node:crypto'
import { communityIn } from '../../shared/lifecycle.ts'
import type { mediation } from '../../shared/mediation/mediation.ts'
import { partiesIn, type PartyKey } from '../../shared/mediation/life.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import type { CasePaper } from '../../shared/mediation/papers.ts'
import { settingsOf } from '../community/community.ts'
import { grantCheck } from '../identity/grants.ts'
import { lookItem } from '../people/looks.ts'
import { order, paperOf } from '../papers/papers.ts'
import type { SignedIn } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import { caseMatters } from './case-kind.ts'
import { readerOf, type Reader } from './case-readers.ts'
import { casesIn, columnsOf, quarrelsOf, type InMonth, type Month } from './case-month.ts'
import { paperName } from './case-paper-words.ts'
import { keepLook } from './case-looks.ts'
import { detailsOf, type Case } from './case-store.ts'

type Which = CasePaper

/** What a party takes home: the rest is the room's, and the others' as well. */
const forParties: readonly Which[] = ['agreement', 'oral', 'rights', 'application']

/** There has to be something to print. */
const checkThere = async (ctx: SignedIn, item: Case, which: Which) => {
  if (which === 'followUp' && !item.effectiveOn) throw new Refusal('mediation.notInForceYet')
  if (which === 'application' && item.oral) throw new Refusal('mediation.oralNotConfirmed')
  if (which === 'application' && !item.effectiveOn) throw new Refusal('mediation.nothingToConfirm')
  if (which !== 'agreement' && which !== 'oral') return
  // What was written and came to nothing is not an agreement.
  const stands = item.effectiveOn !== undefined || item.state === 'signing'
  if (!stands || !(await detailsOf(ctx, item)).terms?.length) throw new Refusal('mediation.noTermsYet')
  if (which === 'agreement' && item.oral) throw new Refusal('mediation.agreedOrally')
  if (which === 'oral' && !item.oral) throw new Refusal('mediation.agreedInWriting')
}

/** A record is that of one session; before the first one, a sheet to write on. */
const checkSession = ({ sessions }: Case, which: Which, session: number | undefined) => {
  if (which === 'record' && session && session > sessions.length)
    throw new Refusal('mediation.sessionUnknown', {}, { session: '请从名单里选' })
}

/** As what they may have it; a party always may have their own. */
const heldAs = ({ as }: Reader, { community }: Case) =>
  as === 'party' ? {} : { as: { role: as === 'mediator' ? as : 'mediationStaff', community } as const }

/** All of them and the order's right in one go, while the caller is of the room. */
const keepLooks = async (ctx: SignedIn, community: string, cases: readonly InMonth[]) => {
  const steps = cases.flatMap(({ item }) =>
    partiesIn(item).flatMap(key => {
      const user = item[key]!.user
      const look = { at: ctx.now, by: ctx.who.id, as: 'mediationStaff', matter: item.id } as const
      return user ? [{ put: lookItem(user, look) }] : []
    }),
  )
  for (let at = 0; at < steps.length; at += 50) {
    const check = grantCheck(ctx, 'mediationStaff', community)
    const { done } = await ctx.table.transact([check, ...steps.slice(at, at + 50)])
    if (!done) throw new Refusal('matter.notYours')
  }
}

/** `only`: whose door and line a party's own copy has. */
export const casePaper = paperOf<{
  readonly id: string
  readonly which: CasePaper
  /** Whose record. */
  readonly session?: number
  readonly only?: PartyKey
}>('mediation.print', 'application/pdf')
export const filePaper = paperOf<{ readonly id: string }>('mediation.file', 'application/pdf')
export const monthPaper = paperOf<Month>(
  'mediation.month',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
)

export const paperHandlers: Handlers<Pick<typeof mediation, 'print' | 'file' | 'month'>> = {
  async print({ id, which, session, key = randomUUID() }, ctx) {
    const item = await caseMatters.find(ctx, id)
    const reader = readerOf(item, ctx.who)!
    if (reader.as === 'party' && !forParties.includes(which)) throw new Refusal('mediation.keptByTheRoom')
    await checkThere(ctx, item, which)
    checkSession(item, which, session)
    await keepLook(ctx, item, reader)
    const paper = await order(ctx, {
      ...casePaper,
      ...heldAs(reader, item),
      matter: { kind: 'case', id },
      input: { id, which, session, ...(reader.key && { only: reader.key }) },
      name: paperName[which],
      key,
    })
    return { paper: paper.id }
  },

  async file({ id, key = randomUUID() }, ctx) {
    const item = await caseMatters.find(ctx, id)
    const reader = readerOf(item, ctx.who)!
    if (reader.as === 'party') throw new Refusal('mediation.keptByTheRoom')
    await keepLook(ctx, item, reader)
    const paper = await order(ctx, {
      ...filePaper,
      ...heldAs(reader, item),
      matter: { kind: 'case', id },
      input: { id },
      name: '人民调解卷宗',
      key,
    })
    return { paper: paper.id }
  },

  async month({ community: wanted, month, which, key = randomUUID() }, ctx) {
    const community = communityIn(ctx.who, ['mediationStaff'], wanted)
    if (!community) throw new Refusal('community.notFound')
    const asked = { community, month, which }
    const [cases, quarrels, settings] = await Promise.all([
      casesIn(ctx, asked),
      which === 'table' ? quarrelsOf(ctx, asked) : [],
      settingsOf(ctx, community),
    ])
    if (!cases.length && !quarrels.length)
      throw new Refusal(
        which === 'table' ? 'mediation.nothingThatMonth' : 'mediation.noneSettledThatMonth',
        {},
        { month: '这个月还没有' },
      )
    // Names are in it only where a column asks for them.
    if (columnsOf(settings, which).some(({ of }) => of === 'parties')) await keepLooks(ctx, community, cases)
    const paper = await order(ctx, {
      ...monthPaper,
      as: { role: 'mediationStaff', community },
      input: asked,
      name: `${which === 'table' ? '人民调解案件表' : '以案定补表'} ${month}`,
      key,
    })
    return { paper: paper.id }
  },
}
