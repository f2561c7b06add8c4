/** What is said on the phone to whom no message reaches, and who the partner is that has no account. */
import type { SignedIn } from '../platform/context.ts'
import type { Reached } from '../platform/notice.ts'
import { opened } from '../platform/sealed.ts'
import { callNamesOf } from '../people/people.ts'
import type { Wellbeing } from './wellbeing-store.ts'

/** Only in silence; by name, since it is said to somebody who has agreed to look after them. */
export const wellbeingPhoned = async (ctx: SignedIn, item: Wellbeing): Promise<string | undefined> => {
  if (item.state !== 'silent') return undefined
  const name = (await callNamesOf(ctx, [item.person])).get(item.person)
  return `${item.building}${name ?? '的邻居'}今天没报平安。请敲敲门、打个电话，看到人说一声。`
}

export const wellbeingReached = async (ctx: SignedIn, item: Wellbeing): Promise<Reached | undefined> => {
  if (item.partner || !item.partnerRung) return undefined
  const said = await opened(ctx, item, 'partnerSaid')
  return said && { name: said.name, phone: said.phone }
}
