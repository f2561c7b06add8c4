/** What people read of an everyday quarrel. Nothing here names anybody. */
import { disputeKinds } from '../../shared/mediation/life.ts'
import { quarrelStates, type QuarrelState } from '../../shared/mediation/quarrels.ts'
import { sayAloud, sayWhen } from './mediation-words.ts'
import type { Quarrel } from './quarrels-store.ts'

/** 漏水 · 11月23日周一 10:05 */
export const quarrelTitle = ({ what, createdAt }: Pick<Quarrel, 'what' | 'createdAt'>) =>
  `${disputeKinds.text[what]} · ${sayWhen(createdAt)}`

/** `room`: who can make a case of it; `helper`: who noted it; `party`: whose time it is. */
type Reader = 'room' | 'helper' | 'party'

type Hint = (quarrel: Pick<Quarrel, 'slot'>) => string

const when = ({ slot }: Pick<Quarrel, 'slot'>) => (slot ? `${sayAloud(slot.fromAt)}。` : '')
/** Nothing here promises that it will work out. */
const forParty: Readonly<Record<QuarrelState, Hint>> = {
  booked: item => `${when(item)}先听您说，没有您点头，不去找对方。不收费，保密。`,
  open: () => '听您说过了。接下来怎么办，调解员会跟您商量。',
  talkedOver: () => '说开了，不用再办什么。以后想谈，再约。',
  oral: () => '口头说好就算数，请大家照办。',
  formal: () => '转成了正式调解，不用再填。先看归不归我们管，再去问对方愿不愿谈。',
  dropped: () => '不能勉强。以后想谈，可以再约，也可以找有关部门或到法院起诉。',
  notCome: () => '约好的那次没等到您。想谈，再约一次就行。',
  cancelled: () => '不约了。以后想谈，再约。',
}

const forThem: Readonly<Record<QuarrelState, Hint>> = {
  booked: item => `${when(item)}先听他说，没有他点头，不去找对方。`,
  open: () => '说开了就点一下。',
  talkedOver: () => '说开了，不用再办什么。',
  oral: () => '口头说好就算数。登记表已填好，可以打印存档。',
  formal: () => '调解室接着办，要双方都愿意谈。',
  dropped: () => '不能勉强。以后想谈，可以再记，也可以找有关部门或到法院起诉。',
  notCome: () => '没有来。点错了，可以改成“来了”。',
  cancelled: () => '不约了，时间空出来了。',
}
const ifNot = {
  room: '谈不拢，转正式调解，不用再填。',
  helper: '谈不拢，打给调解室，他们看得到这一笔。',
} as const

export const quarrelHint = (quarrel: Pick<Quarrel, 'state' | 'slot'>, reader: Reader): string =>
  reader === 'party'
    ? forParty[quarrel.state](quarrel)
    : `${forThem[quarrel.state](quarrel)}${quarrel.state === 'open' ? ifNot[reader] : ''}`

/** To whom it happened it is no longer open: the room goes on with it. */
export const partyStateText = (state: QuarrelState) =>
  state === 'open' ? '谈过了' : quarrelStates.text[state]
