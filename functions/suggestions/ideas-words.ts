/** What people read of an idea. */
import { themes, type IdeaState } from '../../shared/suggestions/life.ts'
import type { Idea } from './ideas-store.ts'

/** 环境卫生的建议 */
export const ideaTitle = ({ theme }: Pick<Idea, 'theme'>) =>
  theme === 'other' ? '一条建议' : `${themes.text[theme]}的建议`

const hints: { readonly [S in IdeaState]: (dayText: string) => string } = {
  open: day => `${day}前给回音。`,
  agenda: () => '要在会上一起商量，商量完告诉您。',
  doing: day => `${day}前办好。`,
  done: () => '结果写在下面。没办好，可以再提一次。',
  refused: () => '为什么、还能找谁，写在下面。',
  deferred: day => `${day}再看一次。`,
  withdrawn: () => '已经收回。想再提，随时再说。',
}

/** `dayText`: the day that counts next. */
export const ideaHint = ({ state }: Pick<Idea, 'state'>, dayText: string) => hints[state](dayText)
