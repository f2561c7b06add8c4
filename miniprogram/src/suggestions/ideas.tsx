/** 一起商量: what neighbours have said and what became of it; for staff by what comes next. */
import { suggestions, type IdeaReply } from '../../../shared/suggestions/suggestions.ts'
import { themes } from '../../../shared/suggestions/life.ts'
import { sayTime } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { listPage, type ListLine } from '../components/ListPage.tsx'
import { holds, useMe } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { sayAnswer, sayResult } from './words.ts'

const lineOf = (idea: IdeaReply): ListLine => {
  const { id, theme, words, stateText, late, supporters, owner, changedAt, station } = idea
  return {
    title: themes.text[theme],
    badge: late ? ['晚了', 'late'] : [stateText, idea.state === 'done' ? 'ended' : 'waiting'],
    text: words,
    hint: [
      sayTime(changedAt, new Date().toISOString()),
      owner?.name,
      supporters > 0 && `${supporters}位邻居也这么想`,
      station,
    ],
    small: [sayResult(idea) ?? sayAnswer(idea)].filter(each => each !== undefined),
    open: () => open('suggestions/idea', { id }),
  }
}

const sayOne = <Button text="说个建议" onTap={() => open('suggestions/say')} />

const Wall = listPage({
  title: '一起商量',
  of: suggestions.ideas,
  ask: () => ({ list: 'wall' as const }),
  keyOf: ({ id }) => id,
  line: lineOf,
  empty: '墙上还没有建议。有什么想法，说一句。',
  foot: sayOne,
})

const Desk = listPage({
  title: '建议',
  of: suggestions.ideas,
  lists: { open: '等回音', agenda: '上会', doing: '在办', deferred: '先放', ended: '有结果', wall: '墙上' },
  ask: list => ({ list }),
  keyOf: ({ id }) => id,
  line: lineOf,
  wide: true,
  empty: '这里没有建议。',
  foot: sayOne,
  tail: <Button text="流动党员" kind="plain" onTap={() => open('suggestions/stays')} />,
})

export default function Ideas() {
  const { data: me } = useMe()
  return holds(me, 'communityStaff') ? <Desk /> : <Wall />
}
