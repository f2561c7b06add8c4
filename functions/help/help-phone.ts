/** What is said of a request on the phone, to an asker whom no message reaches. */
import { failReasons } from '../../shared/help/life.ts'
import { topics } from '../../shared/help/topics.ts'
import { sayFen } from '../../shared/money.ts'
import type { SignedIn } from '../platform/context.ts'
import type { Help } from './help-store.ts'
import { sayComing } from './help-words.ts'

/** 见面码: the same on both phones, another for each volunteer who comes; nobody has to keep it. */
export const meetingCode = async ({ secrets }: SignedIn, { id, volunteer = '' }: Help) => {
  const text = await secrets.derive('meeting code', id, volunteer)
  const number = [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 10_000, 7)
  return String(number).padStart(4, '0')
}

/** Who comes, about when, and the code for the door; or that nobody does. */
export const helpPhoned = async (ctx: SignedIn, item: Help): Promise<string | undefined> => {
  const { state, topic, volunteerName = '志愿者', comesAt, spentFen, failReason = 'other' } = item
  const what = `“${topics.text[topic]}”`
  const atDoor = async () => `见面码${await meetingCode(ctx, item)}，先对码再开门。`
  const when = sayComing(comesAt, ctx.now)
  switch (state) {
    case 'accepted':
      return `${what}由${volunteerName}来办${when}。${await atDoor()}`
    case 'bought':
      return `${what}买好了，一共${sayFen(spentFen ?? 0)}，${volunteerName}送来${when}。${await atDoor()}`
    case 'onTheWay':
      return `${volunteerName}在路上${when}。${await atDoor()}`
    case 'open':
    case 'offered':
    case 'claimed':
    case 'assigned':
      return `${what}原来说好的人来不了，正在另找人，定下来再打给您。`
    case 'failed':
      return `${what}没办成：${failReasons.text[failReason]}。问问要不要再找一次。`
    default:
      return undefined
  }
}
