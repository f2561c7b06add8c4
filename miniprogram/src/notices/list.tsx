/** What hangs in the building one lives in, newest first. */
import { notices } from '../../../shared/notices/notices.ts'
import { listPage } from '../components/ListPage.tsx'
import { noticeLine } from './lines.ts'

export default listPage({
  title: '社区通知',
  of: notices.notices,
  keyOf: ({ id }) => id,
  line: noticeLine,
  empty: '这会儿没有通知。有了会贴在这里。',
})
