/** 核对住处: who says they live here and waits for a yes. */
import { identity } from '../../../shared/identity/identity.ts'
import { homeKindNames } from '../../../shared/identity/homes.ts'
import { sayTime } from '../../../shared/time.ts'
import { FactCard } from '../components/facts.tsx'
import { listPage } from '../components/ListPage.tsx'
import { holds, useMe } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { words } from './home-words.ts'

const ByPhone = () => {
  const { data: me } = useMe()
  const find = { name: '按电话后四位找人', onTap: () => open('identity/find') }
  return <FactCard lines={[holds(me, 'communityStaff') && find]} />
}

export default listPage({
  title: words.checkTitle,
  wide: true,
  of: identity.waitingHomes,
  follow: 15,
  keyOf: ({ claim }) => claim,
  line: ({ user, claim, callName, building, as, at, doubted }) => ({
    title: `${building} · ${callName}`,
    badge: doubted ? ['家里人说不认识', 'late'] : undefined,
    hint: [homeKindNames[as], sayTime(at, new Date().toISOString())],
    open: () => open('identity/check', { user, claim }),
  }),
  empty: '没有等核对的住处，谢谢您。',
  tail: <ByPhone />,
})
