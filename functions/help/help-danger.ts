/** Danger, said more than once: it is always taken, as a call more in the matter that is there. */
import type { Parsed } from '../../shared/contract.ts'
import type { help } from '../../shared/help/help.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import { attach } from '../files/files.ts'
import type { SignedIn } from '../platform/context.ts'
import { opened } from '../platform/sealed.ts'
import { quietMinutes, toldLast } from './help-clock.ts'
import { helps } from './help-kind.ts'
import { lastDanger, type Details, type Help } from './help-store.ts'

type Said = Pick<Parsed<typeof help.ask>, 'key' | 'lines' | 'door' | 'place' | 'files' | 'voice'>

/** What is called within this time of the last call is the same danger. */
const oneDangerMinutes = 60
const sameCallMinutes = 1
const mostCalls = 20
const longestCall = 1000
const mostFiles = 30

/** The same danger was called at the same moment, and is there now. */
class CalledAlready extends Error {}

const isSameDanger = ({ state, calledAt, createdAt }: Help, now: string) =>
  (state === 'withStaff' || state === 'withdrawn') &&
  now < plusMinutes(calledAt ?? createdAt, oneDangerMinutes)

const inWords = ({ lines, door, place }: Pick<Details, 'lines' | 'door' | 'place'>) =>
  [...lines.map(({ what, howMany = '', remark = '' }) => `${what} ${howMany} ${remark}`.trim()), place, door]
    .filter(Boolean)
    .join('；')
    .slice(0, longestCall)

/** One more call; undefined where it has come to an end meanwhile. */
const call = async (ctx: SignedIn, item: Help, said: Said): Promise<Help | undefined> => {
  const { id, state, timeline } = item
  const op = said.key
  if (op !== undefined && timeline.some(each => each.op === op && each.by === ctx.who.id)) return item
  const { now } = ctx
  const [calls = [], details] = await Promise.all([opened(ctx, item, 'calls'), opened(ctx, item, 'details')])
  const text = inWords(said)
  const carried = [...(said.files ?? []), ...(said.voice ? [said.voice] : [])]
  const isSaid = !carried.length && text === (calls.at(-1)?.text ?? inWords(details))
  // Tapped over and over: nothing that is not known.
  const justSaid = now < plusMinutes(item.calledAt ?? item.createdAt, sameCallMinutes)
  if (isSaid && justSaid && state === 'withStaff') return item
  if (carried.length) await attach(ctx, carried, id)
  try {
    return await helps.move(
      ctx,
      state === 'withdrawn' ? 'callAnew' : 'call',
      { id, op },
      {
        wants: { calledAt: now },
        async prepare(before) {
          const known = (await opened(ctx, before, 'calls')) ?? []
          const all = isSaid ? known : [...known, { at: now, text }].slice(-mostCalls)
          return {
            ...(all.length && { calls: await helps.seal(ctx, before, 'calls', all) }),
            files: carried.length ? [...(before.files ?? []), ...carried].slice(0, mostFiles) : before.files,
            ...(now >= plusMinutes(toldLast(before), quietMinutes) && { toldAt: now }),
          }
        },
      },
    )
  } catch (error) {
    if (error instanceof Refusal && error.status === 409) return undefined
    throw error
  }
}

/** The danger as a call more in the one that is there, or the one that `first` makes together with what it is given. */
export const oneDanger = async (
  ctx: SignedIn,
  { id, community, home, asker }: Pick<Help, 'id' | 'community' | 'asker'> & { readonly home: string },
  said: Said,
  first: (along: Parameters<typeof helps.create>[2]) => Promise<Help>,
  tries = 5,
): Promise<Help> => {
  const isThere = await helps.get(ctx, id)
  const { item } = await lastDanger(ctx, community, home, asker)
  const called = !isThere && item && isSameDanger(item, ctx.now) && (await call(ctx, item, said))
  if (called) return called
  try {
    return await first(async () => {
      const last = await lastDanger(ctx, community, home, asker)
      if (last.item && last.item.id !== id && isSameDanger(last.item, ctx.now)) throw new CalledAlready()
      return [last.next(id)]
    })
  } catch (error) {
    if (!(error instanceof CalledAlready)) throw error
    if (tries === 1) throw new Refusal('server.busy')
    return oneDanger(ctx, { id, community, home, asker }, said, first, tries - 1)
  }
}
