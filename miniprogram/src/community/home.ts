import type { AtHome } from '../components/home.ts'
import { holds } from '../platform/me.ts'
import { open } from '../platform/open.ts'

export const communityHome: AtHome = {
  name: 'community',
  tools: [
    {
      ...{ group: 'books', name: '设置', drawing: 'gear' },
      for: me => holds(me, 'communityStaff'),
      go: () => open('community/settings'),
    },
  ],
  ways: [
    {
      ...{ on: 'phoneBook', name: '社区电话', note: '看病、物业、派出所，点一下就打' },
      ...{ go: () => open('community/phones'), always: true },
    },
    {
      ...{ on: 'whoseIsIt', name: '归谁管', note: '漏水、路灯、吵闹，该找谁' },
      ...{ go: () => open('community/whose'), always: true },
    },
  ],
}
