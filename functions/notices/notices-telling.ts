/**
 * What follows when a notice goes up: its homes are counted, and of an urgent one everybody is told. A change may be
 * followed for seconds only, and a community has thousands of people: so each building is told by itself, so many homes at
 * a time, and the row that says how far it is brings the next page through the stream. Nobody is told twice: the message
 * carries the notice's name, whichever page it was.
 */
import { absent, is } from '../../shared/lifecycle.ts'
import { scopesIn } from '../community/community.ts'
import { homeIds, homesPage } from '../identity/register.ts'
import { notify } from '../messages/messages.ts'
import type { Ctx } from '../platform/context.ts'
import { getMatter, type Change } from '../platform/matter-item.ts'
import { noteHomes, tellingOf, type Notice, type Telling } from './notices-store.ts'

/** Some hundred people at the most. */
const homesAtOnce = 25
/** Of the text, so much stands in the message. */
const longestHint = 60

export const hintOf = ({ text }: Pick<Notice, 'text'>) =>
  [...text].length > longestHint ? `${[...text].slice(0, longestHint).join('')}…` : text

const wentUp = ({ before, after }: Change<Notice>) => before === undefined && after.state === 'up'

export const followNotice = async (ctx: Ctx, change: Change<Notice>) => {
  if (!wentUp(change)) return
  const { id, community, urgent, buildings } = change.after
  const all = buildings ?? (await scopesIn(ctx, community, 'building')).map(scope => scope.id)
  for (const building of all) {
    await noteHomes(ctx, id, building, (await homeIds(ctx, community, building)).length)
    if (urgent) await ctx.table.put(tellingOf(change.after, building), absent('pk'))
  }
}

export const followTelling = async (ctx: Ctx, { after: page }: Change<Telling>) => {
  const notice = await getMatter<Notice>(ctx.table, 'notice', page.notice)
  if (notice?.state !== 'up') return
  const { id, kind, title, community } = notice
  const { homes, last } = await homesPage(ctx, community, page.building, page.after, homesAtOnce)
  const people = homes.flatMap(({ members }) => Object.keys(members))
  await notify(
    ctx,
    `${id}.up`,
    people.map(to => ({
      ...{ to, kind, id, name: 'urgent', template: 'matterNews' as const, title, text: hintOf(notice) },
      atNight: true,
    })),
  )
  if (last) await ctx.table.put(tellingOf(notice, page.building, page.seq + 1, last), is('seq', page.seq))
}
