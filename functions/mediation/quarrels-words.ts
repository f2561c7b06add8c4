/** What people read of an everyday quarrel. Nothing here names anybody. */
import { disputeKinds } from '../../shared/mediation/life.ts'
import type { QuarrelState } from '../../shared/mediation/quarrels.ts'
import { sayWhen } from './mediation-words.ts'
import type { Quarrel } from './quarrels-store.ts'

/** 漏水 · 11月23日周一 10:05 */
export const quarrelTitle = ({ what, createdAt }: Pick<Quarrel, 'what' | 'createdAt'>) =>
  `${disputeKinds.text[what]} · ${sayWhen(createdAt)}`

/** `turns`: the reader can make a case of it. */
export const quarrelHint = (state: QuarrelState, turns: boolean): string => {
  switch (state) {
    case 'open':
      return turns
        ? '说开了就点一下。谈不拢，转正式调解，不用再填。'
        : '说开了就点一下。谈不拢，打给调解室，他们看得到这一笔。'
    case 'talkedOver':
      return '说开了，不用再办什么。'
    case 'oral':
      return '口头说好就算数。登记表已填好，可以打印存档。'
    case 'formal':
      return '调解室接着办，要双方都愿意谈。'
    case 'dropped':
      return '不能勉强。以后想谈，可以再记，也可以找有关部门或到法院起诉。'
  }
}
