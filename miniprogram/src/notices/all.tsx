/** All notices of the community, with how many homes have heard. */
import { noticeStates } from '../../../shared/notices/life.ts'
import { notices } from '../../../shared/notices/notices.ts'
import { Button } from '../components/Button.tsx'
import { listPage } from '../components/ListPage.tsx'
import { open } from '../platform/open.ts'
import { noticeLine } from './lines.ts'

export default listPage({
  title: '通知',
  of: notices.notices,
  lists: noticeStates.text,
  ask: list => ({ list }),
  keyOf: ({ id }) => id,
  line: noticeLine,
  wide: true,
  empty: list => (list === 'up' ? '这会儿没有贴着的通知。' : '还没有撤下的通知。'),
  foot: <Button text="发通知" onTap={() => open('notices/post')} />,
})
