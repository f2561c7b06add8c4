/**
 * Papers that take longer to make than a request may: a module orders one, the papers function makes it in the
 * background, the person sees how far it is and gets a link. Kept for seven days; then they order it again.
 */
import { scopesOf, type Fields } from '../../shared/lifecycle.ts'
import { papers, type Paper, type PaperType } from '../../shared/papers/papers.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes, shanghai } from '../../shared/time.ts'
import { stillSeen, type Sees } from '../matters/matters.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { followed } from '../platform/followed.ts'
import type { Keeper } from '../platform/keeper.ts'
import { module } from '../platform/module.ts'
import { passUntil, pathFor } from '../platform/passes.ts'
import type { Handlers } from '../platform/serve.ts'
import { again, write } from '../platform/write.ts'
import {
  changePaper,
  getPaper,
  isThere,
  newPaper,
  objectKey,
  papersBy,
  removeObjects,
  removeRecord,
  type PaperRecord,
} from './papers-store.ts'

const keptMinutes = 7 * 24 * 60
/** Longer than the papers function may run: by then its worker has died. */
const stuckMinutes = 3
/** A paper that stops its maker three times will do so a fourth time. */
const mostTries = 3
/** What one person may have under way at once. */
const mostAtOnce = 5

const ending: Readonly<Record<PaperType, string>> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
}

// ---- its states ----

const isUnderWay = ({ state }: PaperRecord) => state === 'waiting' || state === 'making'

/** To be made, for the n-th time; the stream brings it to the papers function. */
const waiting = (now: string, tries: number) =>
  ({
    state: 'waiting',
    percent: 0,
    tries,
    dueAt: plusMinutes(now, stuckMinutes),
  }) as const

/** What happens to one that failed: another try, or the end. */
export const afterFailure = ({ tries, keptUntil }: PaperRecord, now: string) =>
  tries < mostTries ? waiting(now, tries + 1) : ({ state: 'failed', dueAt: keptUntil } as const)

/** Taken by a worker, until the clock takes it back. */
export const taken = (now: string, worker: string) =>
  ({ state: 'making', worker, dueAt: plusMinutes(now, stuckMinutes) }) as const

// ---- for the person who ordered it ----

const replyOf = async (ctx: SignedIn, paper: PaperRecord): Promise<Paper> => {
  const { id, name, type, state, percent, worker } = paper
  const until = passUntil(ctx.now)
  const path = async () =>
    pathFor(ctx, {
      ...{ may: 'get', of: id, object: objectKey(id, worker!), type },
      ...{ name: `${name}.${ending[type]}`, who: ctx.who.id, until },
    })
  return {
    ...{ id, name, type, state, percent },
    ...(state === 'ready' && { url: await path(), until }),
    ...(state === 'failed' && { failedText: '没做成。请点“再试一次”，还不行就打给社区。' }),
  }
}

/** Whether they would be allowed to order it today. */
const mayHave = async (ctx: SignedIn, { by, as, matter }: PaperRecord, sees: Sees) =>
  by === ctx.who.id &&
  (!as || scopesOf(ctx.who, as.role, as.community).length > 0) &&
  (!matter || (await stillSeen(ctx, [matter], sees)).length > 0)

const handlersFor = (sees: Sees): Handlers<typeof papers> => {
  const own = async (ctx: SignedIn, id: string): Promise<PaperRecord> => {
    const paper = await getPaper(ctx.table, id)
    if (!paper || !isThere(paper, ctx.now) || !(await mayHave(ctx, paper, sees)))
      throw new Refusal('papers.notFound')
    return paper
  }
  return {
    get: async ({ id }, ctx) => replyOf(ctx, await own(ctx, id)),

    async again({ id }, ctx) {
      const paper = await own(ctx, id)
      if (paper.state === 'failed') await changePaper(ctx.table, paper, waiting(ctx.now, 1))
      return replyOf(ctx, await own(ctx, id))
    },
  }
}

/** For the links to its bytes, which are good while the paper is there. */
export const isPaperThere = async (ctx: Ctx, id: string): Promise<boolean> => {
  const paper = await getPaper(ctx.table, id)
  return paper !== undefined && isThere(paper, ctx.now)
}

// ---- for the modules that order papers ----

/** A paper that a module can make: said once, for what orders it and for what makes it (`makes`). */
export interface PaperOf<Input extends Fields> {
  /** Names the maker in functions/makers.ts. */
  readonly maker: string
  readonly type: PaperType
  /** Only for the types. */
  readonly holds?: Input
}
export const paperOf = <Input extends Fields>(maker: string, type: PaperType): PaperOf<Input> => ({
  maker,
  type,
})

export interface Order<Input extends Fields> extends PaperOf<Input> {
  /** Ids and dates only: what is personal the maker reads when it makes the paper. */
  readonly input: NoInfer<Input>
  /** Says what it is, never whose it is; without a file extension. */
  readonly name: string
  /** The caller's: ordering twice with the same one is ordering once. */
  readonly key: string
  /** For a paper about others: the role that allows the caller to have it. */
  readonly as?: PaperRecord['as']
  /** The matter it is about, if it is about one. */
  readonly matter?: PaperRecord['matter']
}

/**
 * Has a paper made for the caller, who has been found to be allowed to have it. Refuses with `request.keyReused` what
 * is asked for under the key of another paper, with `papers.tooMany` a caller who has several under way.
 */
export const order = async <Input extends Fields>(ctx: SignedIn, asked: Order<Input>): Promise<Paper> => {
  const { maker, input, name, type, key, as, matter } = asked
  const by = ctx.who.id
  const id = `paper_${await ctx.secrets.derive('paper', by, maker, key)}`
  const fresh: PaperRecord = {
    ...{ id, kind: 'papers', version: 1, by, maker, as, matter, input, name, type },
    inputHash: await ctx.secrets.derive('input', JSON.stringify([input, name, type])),
    ...waiting(ctx.now, 1),
    orderedAt: ctx.now,
    keptUntil: plusMinutes(ctx.now, keptMinutes),
  }
  const stands = await newPaper(ctx.table, fresh, mostAtOnce, isUnderWay)
  if (stands.inputHash !== fresh.inputHash) throw new Refusal('request.keyReused')
  // Its time is over, and the clock is about to remove it.
  if (!isThere(stands, ctx.now)) throw new Refusal('server.busy')
  return replyOf(ctx, stands)
}

// ---- its end ----

export const papersKeep: Keeper = {
  async exports(ctx, after) {
    const { items, last } = await papersBy(ctx.table, ctx.who.id, after)
    return {
      items: items
        .filter(paper => isThere(paper, ctx.now))
        .map(({ id, name, type, state, orderedAt, keptUntil }) => ({
          section: '我做过的文件',
          facts: { 是什么: name, 什么时候: shanghai(orderedAt).format('YYYY年M月D日 HH:mm') },
          data: { id, name, type, state, orderedAt, keptUntil },
        })),
      last,
    }
  },

  async erases(ctx, user) {
    let after: Fields | undefined
    do {
      const { items, last } = await papersBy(ctx.table, user, after)
      for (const { id } of items) await giveUp(ctx, id)
      after = last
    } while (after)
  },
}

/** Nobody can get it from now on, and the clock removes it. */
const giveUp = (ctx: Ctx, id: string): Promise<void> =>
  write(ctx.table, async () => {
    const paper = await getPaper(ctx.table, id)
    const gone =
      !paper || paper.gone || (await changePaper(ctx.table, paper, { gone: true, dueAt: ctx.now })).done
    return gone ? { answer: undefined } : again
  })

/** One that is stuck is tried again; one whose time is over goes, bytes first. */
const due = async (ctx: Ctx, paper: PaperRecord): Promise<void> => {
  if (isThere(paper, ctx.now)) {
    if (isUnderWay(paper)) await changePaper(ctx.table, paper, afterFailure(paper, ctx.now))
    return
  }
  if (!(await changePaper(ctx.table, paper, { gone: true })).done) return
  await removeObjects(ctx, paper.id)
  await removeRecord(ctx.table, paper.id)
}

/** `sees`: whether a matter exists for somebody, as its kind says. */
export const papersModule = (sees: Sees) =>
  module(papers, {
    handlers: handlersFor(sees),
    kinds: [followed<PaperRecord>({ name: 'papers', due })],
    keeps: papersKeep,
  })
