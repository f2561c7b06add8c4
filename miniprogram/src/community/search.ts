import type { WhoseIsIt } from '../../../shared/community/community.ts'

type Subject = WhoseIsIt['subjects'][number]

/** People seldom type the very words of the list: a subject is found when each word stands anywhere in it. */
export const searched = (subjects: readonly Subject[], typed: string): readonly Subject[] => {
  const wanted = typed
    .trim()
    .split(/[\s,，、。]+/)
    .filter(Boolean)
  if (!wanted.length) return subjects
  const textOf = ({ subject, who, note = '', also = '' }: Subject) => [subject, who, note, also].join(' ')
  return subjects.filter(each => wanted.every(word => isIn(textOf(each), word)))
}

/** All of it, or, of what is typed in one go (厨房漏水), any two characters that follow each other. */
const isIn = (text: string, word: string) =>
  text.includes(word) ||
  (word.length > 2 && [...word].some((_, i) => i + 2 <= word.length && text.includes(word.slice(i, i + 2))))
