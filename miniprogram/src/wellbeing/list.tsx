/** 报平安: who has no word today, who has not said it yet, and who is well. */
import { todays } from '../../../shared/wellbeing/life.ts'
import { wellbeing, type WellbeingReply } from '../../../shared/wellbeing/wellbeing.ts'
import { Button } from '../components/Button.tsx'
import { listPage } from '../components/ListPage.tsx'
import { open } from '../platform/open.ts'
import { toneOf } from './words.ts'

const groups = (items: readonly WellbeingReply[]) =>
  todays.codes.flatMap(today => {
    const those = items.filter(each => each.today === today)
    return those.length ? [{ title: `${todays.text[today]} ${those.length}位`, items: those }] : []
  })

export default listPage({
  title: '报平安',
  of: wellbeing.wellbeings,
  lists: { going: '在报的', ended: '不报了' },
  ask: list => ({ list }),
  follow: 60,
  keyOf: ({ id }) => id,
  groups,
  line: ({ id, callName, building, today, todayText, hour, partner, late, state, stateHint }) => ({
    title: `${building} ${callName}`,
    badge: [todayText, toneOf(today)],
    tone: today === 'silent' ? 'warn' : 'plain',
    hint: [`${hour}以前`, partner ? `搭伴：${partner.name}` : state !== 'ended' && '没有搭伴的邻居'],
    strong: late ? '提醒还没发出去，请马上打电话' : today === 'silent' && stateHint,
    open: () => open('wellbeing/one', { id }),
  }),
  empty: list => (list === 'going' ? '还没有人报平安。先问过本人，再替他开始。' : '没有停了的。'),
  foot: <Button text="替一位开始" size="huge" onTap={() => open('wellbeing/start', { staff: '1' })} />,
})
