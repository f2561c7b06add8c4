/** 谁看过我的信息: every look, across matters, the last one first. */
import { identity } from '../../../shared/identity.ts'
import { pathOf } from '../../../shared/manifests.ts'
import { clockOf, sayDate } from '../../../shared/time.ts'
import { listPage } from '../components/ListPage.tsx'
import { openAddress } from '../platform/open.ts'

const pages: Readonly<Record<string, string>> = { help: '为了帮忙的事' }

export default listPage({
  title: '谁看过我的信息',
  of: identity.viewers,
  keyOf: ({ at, as, name, matter }) => `${at}${as}${name}${matter?.id}`,
  line: ({ matter, own, name, as, at }) => {
    const time = `${sayDate(at)} ${clockOf(at)}`
    const pageOf = matter && pages[matter.kind]
    return {
      title: own ? '您自己导出了一份' : `${name ?? '已注销的人'}（${as}）`,
      hint: own ? time : `${time} 看过 · ${pageOf ?? '在社区办事时'}`,
      open: pageOf ? () => openAddress(pathOf(matter.kind, matter.id)) : undefined,
    }
  },
  empty: '还没有人看过您的电话和住址。',
})
