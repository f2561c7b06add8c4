import { View } from '@tarojs/components'
import { identity, type Me } from '../../../shared/identity.ts'
import { shanghai } from '../../../shared/time.ts'
import { Page } from '../components/Page.tsx'
import { Empty, Failed, Loading } from '../components/States.tsx'
import { useReply } from '../platform/query.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import {
  AskSection,
  LateSection,
  OpenSection,
  tasksOf,
  TeamSection,
  useMine,
  VolunteerSection,
  YoursSection,
} from './sections.tsx'
import { greetings, words } from './words.ts'

const greeting = () => {
  const hour = shanghai(new Date().toISOString()).hour()
  return greetings.find(([before]) => hour < before)![1]
}

export default function Home() {
  const { data: me, error, again } = useReply(identity.me, {}, { remember: true })
  return (
    <Page title={words.home} tab>
      {me ? (
        <>
          <View className="greeting">
            {greeting()}，{me.callName}
          </View>
          <Sections me={me} />
        </>
      ) : error ? (
        <Failed error={error} again={again}>
          <CallCommunity />
        </Failed>
      ) : (
        <Loading />
      )}
    </Page>
  )
}

/** Someone with several roles sees the sections one under another, what waits for them first. */
const Sections = ({ me }: { readonly me: Me }) => {
  const mine = useMine()
  const has = (role: string) => me.grants.some(grant => grant.role === role)
  const teams = me.grants.filter(grant => grant.role === 'teamLead')
  const resident = has('resident')
  const seesBoard = teams.length > 0 || has('communityStaff')
  if (me.grants.length === 0 && me.actsFor.length === 0)
    return (
      <Empty text={words.homeUnknown}>
        <View className="strong">{words.danger}</View>
        <CallCommunity kind="primary" />
      </Empty>
    )
  const yours = <YoursSection mine={mine} />
  const tasks = <VolunteerSection me={me} mine={mine} />
  const busy = has('volunteer') && tasksOf(me, mine).length > 0
  const waitsForYou = mine.data?.items.some(item => item.mine && item.may.includes('confirm')) ?? false
  return (
    <>
      {resident && waitsForYou && yours}
      {has('communityStaff') && <LateSection />}
      {teams.map(({ scope, scopeName }) => (
        <TeamSection key={scope} team={scope} name={teams.length > 1 ? scopeName : undefined} />
      ))}
      {busy && tasks}
      {seesBoard && <OpenSection />}
      {resident && <AskSection />}
      {resident && !waitsForYou && yours}
      {has('volunteer') && !busy && tasks}
      {!resident && !seesBoard && !has('volunteer') && <Empty text={words.nothingHere} />}
      {!resident && (
        <View className="apart">
          <CallCommunity />
        </View>
      )}
    </>
  )
}
