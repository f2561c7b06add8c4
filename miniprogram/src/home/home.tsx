import { View } from '@tarojs/components'
import { identity, type Me } from '../../../shared/identity.ts'
import { homeConfirmers } from '../../../shared/identity/homes.ts'
import { shanghai } from '../../../shared/time.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Page } from '../components/Page.tsx'
import { isNewcomer, Newcomer } from '../components/Newcomer.tsx'
import { Welcome } from '../components/Welcome.tsx'
import { Empty } from '../components/States.tsx'
import { useCare } from '../platform/care.ts'
import { useReply } from '../platform/query.tsx'
import { CallCommunity, useCommunity } from '../components/CallCommunity.tsx'
import { AskSection } from './Asking.tsx'
import {
  EveningSection,
  LateSection,
  OpenSection,
  tasksOf,
  TeamSection,
  useMine,
  VolunteerSection,
  yoursOf,
  YoursSection,
} from './requests.tsx'
import {
  CommunitySection,
  HomesSection,
  LeadVolunteers,
  Mediating,
  mediates,
  MessagesRow,
  ServingSection,
  useCases,
} from './sections.tsx'

/** By the hour in Shanghai. */
const greetings: readonly (readonly [before: number, text: string])[] = [
  [5, '夜深了'],
  [11, '早上好'],
  [13, '中午好'],
  [18, '下午好'],
  [24, '晚上好'],
]
const greeting = () => {
  const hour = shanghai(new Date().toISOString()).hour()
  return greetings.find(([before]) => hour < before)![1]
}

export default function Home() {
  const asked = useReply(identity.me, {}, { remember: true })
  const { data: me } = asked
  const care = useCare()
  return (
    <Page title="首页" tab>
      {!asked.data && <Awaited asked={asked} />}
      {me && (
        <>
          <View className="greeting">
            {greeting()}，{me.callName}
          </View>
          <MessagesRow />
          {care && !isNewcomer(me) && <CallCommunity />}
          <Sections me={me} />
        </>
      )}
    </Page>
  )
}

/** Someone with several roles sees the sections one under another, what waits for them first. */
const Sections = ({ me }: { readonly me: Me }) => {
  const mine = useMine()
  const cases = useCases(me)
  const care = useCare()
  // Until it is known otherwise, a community has it.
  const asksHere = useCommunity()?.on.includes('help') ?? true
  const has = (role: string) => me.grants.some(grant => grant.role === role)
  const teams = me.grants.filter(grant => grant.role === 'teamLead')
  if (!me.consents.privacy) return <Welcome />
  if (isNewcomer(me)) return <Newcomer me={me} />
  // Those who act for a resident ask like one.
  const resident = has('resident') || me.actsFor.length > 0
  const seesBoard = teams.length > 0 || has('communityStaff') || has('gridWorker')
  const yours = <YoursSection mine={mine} cases={cases} />
  const tasks = <VolunteerSection me={me} mine={mine} />
  const staff = has('communityStaff')
  const confirms = homeConfirmers.some(has)
  const busy = has('volunteer') && tasksOf(me, mine).length > 0
  const asked = yoursOf(mine)
  const goesOn = asked.length + cases.length > 0
  // What waits for a word comes first; in large letters everything that goes on, or it would be a long way down.
  const yoursFirst = asked.some(item => item.may.includes('confirm')) || (care && goesOn)
  // That a section is empty is told only to those who would otherwise see nothing of what goes on.
  const quiet = mine.items === undefined || !(busy || goesOn || seesBoard)
  return (
    <>
      {resident && yoursFirst && yours}
      <ServingSection />
      {staff && <LateSection />}
      {confirms && <HomesSection alone={!resident && !seesBoard && !has('volunteer')} />}
      {teams.map(({ scope, scopeName }) => (
        <TeamSection key={scope} team={scope} name={teams.length > 1 ? scopeName : undefined} />
      ))}
      <Mediating me={me} />
      <LeadVolunteers me={me} />
      {busy && tasks}
      {seesBoard && <OpenSection staff={staff} leads={teams.length > 0} />}
      {teams.map(({ scope }) => (
        <EveningSection key={scope} team={scope} />
      ))}
      {resident && asksHere && <AskSection />}
      {resident && !yoursFirst && (goesOn || quiet) && yours}
      {has('volunteer') && !busy && quiet && tasks}
      {!resident && !seesBoard && !has('volunteer') && !confirms && !mediates(me) && (
        <Empty text="这里暂时没有要您办的事。" />
      )}
      <View className="apart">
        <CommunitySection resident={resident} />
      </View>
      {!resident && !care && (
        <View className="apart">
          <CallCommunity />
        </View>
      )}
    </>
  )
}
