/** A sign of life as its readers see it. */
import { idsOf } from '../../shared/lifecycle.ts'
import { may } from '../../shared/lifecycle.ts'
import { clockOf, onOf, sayMonthDay } from '../../shared/time.ts'
import {
  isOverdue,
  rings,
  todayOf,
  todays,
  wellbeingLife,
  wellbeingStates,
  type Today,
} from '../../shared/wellbeing/life.ts'
import type { WellbeingReply } from '../../shared/wellbeing/wellbeing.ts'
import { entryFor } from '../matters/matters.ts'
import { looksByPerson } from '../people/looks.ts'
import { callNamesOf } from '../people/people.ts'
import type { SignedIn } from '../platform/context.ts'
import { opened } from '../platform/sealed.ts'
import { timelineOf } from '../platform/timeline.ts'
import { readerOf, type Reader } from './wellbeing-readers.ts'
import type { Wellbeing } from './wellbeing-store.ts'
import { goneName } from '../people/called.ts'

/** What it means for the reader and what comes next. It reminds people; it promises nobody’s safety. */
const hintFor = (item: Wellbeing, reader: Reader, today: Today, now: string): string => {
  const { hour, restUntil, level, fineAt = now } = item
  const own = reader === 'self'
  switch (today) {
    case 'ended':
      return own ? '不再每天问您了。想再开始，打给社区或再开一次。' : '不再每天问了。'
    case 'fine':
      return own ? `社区知道您今天好（${clockOf(fineAt)}）。` : `${clockOf(fineAt)}有消息。`
    case 'away':
      return `歇到${sayMonthDay(restUntil!)}，第二天${hour}以前再报。`
    case 'waiting':
      return own ? `${hour}以前点一下。到点没消息，会提醒人来问您。` : `${hour}以前等消息，到点没有会提醒。`
    case 'silent':
      if (own) return '大家在惦记您。好的话，点一下“今天我很好”；要帮忙，打给社区。'
      if (item.state !== 'silent') return '过点了没有消息，提醒还没发出去。请马上打电话问。'
      return reader === 'family'
        ? '到点没有消息，已经在找人去问。请您也打个电话。'
        : `到点没有消息，已经告诉${rings.text[level ?? 'staff']}。请去问，问到了点一下。`
  }
}

/** Whether the number belongs to an account only staff read, before its owner has said yes. */
const stands = ({ partner, partnerAsked }: Wellbeing, reader: Reader) => {
  if (partner) return 'yes'
  return partnerAsked && reader === 'staff' ? 'asked' : 'phone'
}

/** Several, with the last entries of their histories. */
export const wellbeingsFor = async (
  ctx: SignedIn,
  items: readonly Wellbeing[],
): Promise<WellbeingReply[]> => {
  const { who, now } = ctx
  const names = await callNamesOf(ctx, [
    ...new Set(
      items.flatMap(({ person, partner, helper, second }) =>
        [person, partner, helper, second].flatMap(each => each ?? []),
      ),
    ),
  ])
  const nameOf = (user: string) => names.get(user) ?? goneName
  return Promise.all(
    items.map(async (item): Promise<WellbeingReply> => {
      const reader = readerOf(item, who) ?? 'asked'
      const today = todayOf(item, now)
      const { id, state, seq, createdAt, changedAt, hour, building, fineOn, partner, helper, second } = item
      const stranger = reader === 'asked'
      const closest = reader === 'staff' || reader === 'self'
      const [said, consent, note] = await Promise.all([
        stranger || partner ? undefined : opened(ctx, item, 'partnerSaid'),
        closest ? opened(ctx, item, 'consent') : undefined,
        reader === 'staff' ? opened(ctx, item, 'foundNote') : undefined,
      ])
      const partnerName = partner ? nameOf(partner) : said?.name
      const late = state !== 'silent' && isOverdue(item, now)
      const own = reader === 'self'
      return {
        ...{ id, state, seq, createdAt, changedAt, hour, building, reader },
        may: may(wellbeingLife, item, who),
        timeline: item.timeline.map(each => entryFor(each, who, closest)),
        title: own ? '今天我很好' : `${nameOf(item.person)}报平安`,
        callName: nameOf(item.person),
        stateText: wellbeingStates.text[state],
        stateHint: hintFor(item, reader, today, now),
        today,
        todayText: todays.text[today],
        ...(stranger
          ? { helpers: [] }
          : {
              helpers: [helper, second].flatMap(each => (each ? nameOf(each) : [])),
              ...(fineOn === onOf(now) && { fineAt: item.fineAt, fineHow: item.fineHow }),
              level: item.level,
              late: late || undefined,
              restUntil: item.restUntil,
              partner: partnerName ? { name: partnerName, stands: stands(item, reader) } : undefined,
              found: item.found && { ...item.found, note: note || undefined },
              consent: consent && { ...consent },
              endReason: closest ? item.endReason : undefined,
            }),
      }
    }),
  )
}

/** On its own page: the whole history, and for the person who looked. */
export const wellbeingInFull = async (ctx: SignedIn, item: Wellbeing): Promise<WellbeingReply> => {
  const timeline = await timelineOf(ctx.table, item)
  const [[reply], looks] = await Promise.all([
    wellbeingsFor(ctx, [{ ...item, timeline }]),
    idsOf(ctx.who).includes(item.person) ? looksByPerson(ctx, item.person, item.id) : undefined,
  ])
  return { ...reply!, looks }
}
