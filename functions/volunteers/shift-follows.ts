/** What follows from a shift and its places: who finds it in 我的事, and who is told what. */
import { lapse, seated, standingOf } from '../../shared/places.ts'
import type { Card } from '../../shared/matters/matters.ts'
import { cancelReasons, shiftStates } from '../../shared/volunteers/shifts.ts'
import { holderIds } from '../identity/grants.ts'
import type { Ctx } from '../platform/context.ts'
import { getMatter, type Change } from '../platform/matter-item.ts'
import type { Notice, Telling } from '../platform/notice.ts'
import { keepRow } from '../platform/mine.ts'
import { changePlaces } from '../platform/places.ts'
import { getStints } from './hours-store.ts'
import { otherShiftOf } from './shift-overlaps.ts'
import { everybody, keptForShift, placesNow } from './shift-places.ts'
import { partitionOf, type Shift, type ShiftPlaces } from './shifts-store.ts'
import { sayWhen } from './volunteers-words.ts'

type Ways = Pick<Ctx, 'table'>

const shiftNow = ({ table }: Ways, id: string) => getMatter<Shift>(table, 'shift', id)

// ---- 我的事 ----

const placeHint = {
  seated: ({ place }: Shift) => `在${place}。来不了请点开退掉。`,
  held: () => '给您留着，来不来点开回个话。',
  waiting: () => '有空位先问您。',
} as const
const placeText = { seated: '报上了', held: '有位子了', waiting: '排队中' } as const

const cardFor = (shift: Shift, places: ShiftPlaces, user: string): Card | undefined => {
  const standing = standingOf(places, user)
  if (!standing) return undefined
  const open = shift.state === 'open'
  return {
    ...{ kind: 'shift', id: shift.id, title: `${shift.title} · ${sayWhen(shift.startsAt, shift.endsAt)}` },
    stateText: open ? placeText[standing.place] : shiftStates.text[shift.state],
    tone: !open ? 'ended' : standing.place === 'held' ? 'yours' : 'waiting',
    hint: open ? placeHint[standing.place](shift) : undefined,
    changedAt: shift.changedAt,
  }
}

/**
 * Brings the rows of these people up to what stands now. The shift and its places each count their own changes; the
 * sum of both only ever grows, and tells which row is the newer.
 */
const keepRows = async (ways: Ways, id: string, users: readonly string[], at: string) => {
  const [shift, places] = await Promise.all([shiftNow(ways, id), placesNow(ways, id)])
  if (!shift || !places) return
  const seq = shift.seq + places.seq
  for (const user of users) {
    const card = cardFor(shift, places, user)
    await keepRow(
      ways.table,
      user,
      id,
      seq,
      card && { ...card, changedAt: at > shift.changedAt ? at : shift.changedAt },
    )
  }
}

export const followShift = async (ctx: Ctx, { after }: Change<Shift>) =>
  keepRows(ctx, after.id, everybody(await placesNow(ctx, after.id)), after.changedAt)

/** Only those whose place is another now: two hundred sign-ups are two hundred rows. */
export const followShiftPlaces = (ctx: Ctx, { before, after }: Change<ShiftPlaces>) => {
  const said = (places: ShiftPlaces | undefined, user: string) => places && standingOf(places, user)?.place
  const users = [...new Set([...everybody(before), ...everybody(after)])]
  const moved = users.filter(user => said(before, user) !== said(after, user))
  return keepRows(ctx, after.id, moved, ctx.now)
}

// ---- the clock ----

/** Nobody said yes in time: the place is kept for the next, while there is time to ask. */
export const dueShiftPlaces = async (ctx: Ctx, { id }: ShiftPlaces) => {
  const shift = await shiftNow(ctx, id)
  if (!shift) return
  const until = await keptForShift(ctx, shift)
  await changePlaces<ShiftPlaces>(ctx.table, partitionOf(id), was => ({
    ...was,
    ...lapse(was, ctx.now, until),
  }))
}

// ---- who is told ----

const toAll = (
  users: readonly string[],
  name: string,
  title: string,
  text: string,
  { id }: Shift,
): Notice[] => users.map(to => ({ to, name, template: 'matterNews', title, text, kind: 'shift', id }))

/** What the lead has still to put right on the list. */
const openOnList = async (ctx: Telling, { id }: Shift, places: ShiftPlaces) => {
  const users = seated(places).filter(user => places.holds[user] === undefined)
  const stints = await getStints(
    ctx.table,
    users.map(user => ({ user, id })),
  )
  const forgot = stints.filter(({ state }) => state === 'in').length
  return { forgot, silent: users.length - stints.length }
}

export const shiftTells = async (
  ctx: Telling,
  { before, after }: Change<Shift>,
): Promise<readonly Notice[]> => {
  const places = await placesNow(ctx, after.id)
  if (!places || !before) return []
  const what = `“${after.title}”`
  const when = sayWhen(after.startsAt, after.endsAt)
  const notices: Notice[] = []
  for (const { move, by } of after.timeline.filter(({ seq }) => seq > before.seq)) {
    const others = everybody(places).filter(user => user !== by)
    if (move === 'cancel')
      notices.push(
        ...toAll(
          others,
          'cancel',
          '这一班取消了',
          `${what}取消了：${cancelReasons.text[after.reason ?? 'other']}。谢谢您。`,
          after,
        ),
      )
    if (move === 'cancel' && others.length > 0)
      notices.push(
        ...toAll(
          await holderIds(ctx, after.community, 'teamLead', after.team),
          'callList',
          '请打电话说一声',
          `${what}取消了，消息发给了${others.length}位。没看到的请打电话说一声，名单在这里，说到一位点一位。`,
          after,
        ),
      )
    if (
      move === 'change' &&
      (before.startsAt !== after.startsAt || before.endsAt !== after.endsAt || before.place !== after.place)
    ) {
      const now = `${what}改成：${when}，${after.place}。`
      for (const user of others) {
        const other = await otherShiftOf(ctx, [user], after)
        const text = other ? `${now}这时候您还报了“${other.title}”，请退一个。` : `${now}来不了请点开退掉。`
        notices.push(...toAll([user], 'change', '班次有变化', text, after))
      }
    }
    if (move === 'remind')
      notices.push(
        ...toAll(
          seated(places),
          'remind',
          '别忘了这一班',
          `${what}：${when}，${after.place}。来不了请点开退掉，好问下一位。`,
          after,
        ),
      )
    if (move === 'end') {
      const { forgot, silent } = await openOnList(ctx, after, places)
      const leads = forgot + silent ? await holderIds(ctx, after.community, 'teamLead', after.team) : []
      const parts = [...(forgot ? [`${forgot}位没签退`] : []), ...(silent ? [`${silent}位没签到`] : [])]
      notices.push(
        ...toAll(leads, 'end', '签到表要看一眼', `${what}结束了，${parts.join('，')}，请补一下。`, after),
      )
    }
  }
  return notices
}

export const shiftPlacesTell = async (
  ctx: Telling,
  { before, after }: Change<ShiftPlaces>,
): Promise<readonly Notice[]> => {
  const shift = await shiftNow(ctx, after.id)
  if (!shift || after.closed) return []
  const what = `“${shift.title}”`
  const asked = Object.keys(after.holds).filter(user => before?.holds[user] === undefined)
  const silent = Object.keys(before?.holds ?? {}).filter(
    user => !standingOf(after, user) && after.gave[user] === before?.gave[user],
  )
  const off = Object.keys(after.takenOff ?? {}).filter(
    user => !standingOf(after, user) && after.takenOff![user] !== before?.takenOff?.[user],
  )
  const when = sayWhen(shift.startsAt, shift.endsAt)
  return [
    ...toAll(asked, 'promoted', '有位子了', `${what}有位子了，给您留着。来不来，请点开回个话。`, shift),
    ...toAll(silent, 'lapsed', '位子给了下一位', `${what}没等到您回话，已经问下一位。`, shift),
    ...toAll(
      off,
      'takenOff',
      '这一班不用来了',
      `${what}（${when}）的名单上没有您了。有疑问请打给社区。`,
      shift,
    ),
  ]
}
