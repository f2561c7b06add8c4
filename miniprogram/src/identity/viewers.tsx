/** 谁看过我的信息: every look, across matters, the last one first. */
import { identity } from '../../../shared/identity/identity.ts'
import { kinds, pathOf } from '../../../shared/modules/manifests.ts'
import { clockOf, sayDate } from '../../../shared/time.ts'
import { listPage } from '../components/ListPage.tsx'
import { openAddress } from '../platform/open.ts'

export default listPage({
  title: '谁看过我的信息',
  of: identity.viewers,
  keyOf: ({ at, as, name, matter }) => `${at}${as}${name}${matter?.id}`,
  line: ({ matter, own, name, as, at }) => {
    const time = `${sayDate(at)} ${clockOf(at)}`
    const why = matter && kinds.get(matter.kind)?.lookedFor
    return {
      title: own ? '您自己导出了一份' : `${name ?? '已注销的人'}（${as}）`,
      hint: own ? time : `${time} 看过 · ${why ?? '在社区办事时'}`,
      open: why ? () => openAddress(pathOf(matter.kind, matter.id)) : undefined,
    }
  },
  empty: '还没有人看过您的电话和住址。',
})
