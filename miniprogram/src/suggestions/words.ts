/** What the pages of suggestions say in more than one place. */
import { refuseReasons } from '../../../shared/suggestions/life.ts'
import type { IdeaReply } from '../../../shared/suggestions/suggestions.ts'
import { sayMonthDay } from '../../../shared/time.ts'

/** What was answered, in one paragraph. */
export const sayAnswer = ({ answer }: Pick<IdeaReply, 'answer'>) =>
  answer &&
  [
    answer.reason && `${refuseReasons.text[answer.reason]}。`,
    answer.text,
    answer.elsewhere && `可以找：${answer.elsewhere}`,
    answer.on && `（${sayMonthDay(answer.on)}）`,
  ]
    .filter(Boolean)
    .join(' ')

export const sayResult = ({ result }: Pick<IdeaReply, 'result'>) =>
  result &&
  [result.text, result.people !== undefined && `带动了${result.people}人`].filter(Boolean).join(' · ')
