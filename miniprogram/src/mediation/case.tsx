/** One case of mediation, for each reader: how it stands, what comes next, and what the reader may do. */
import { View } from '@tarojs/components'
import { mediation } from '../../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../../shared/mediation/reply.ts'
import { sayClock } from '../../../shared/time.ts'
import { disputeKinds } from '../../../shared/mediation/life.ts'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { CallsAbout } from '../components/Calls.tsx'
import { history, looks } from '../components/facts.tsx'
import { matterPage, type PartOf } from '../components/MatterPage.tsx'
import { Notice } from '../components/States.tsx'
import { Agreement, Confirmation } from './papers/Agreement.tsx'
import { Facts, followUps, Next, OtherWays, People, sayEntry, sessions, Slot } from './CaseFacts.tsx'
import { PartyActs, PartyTask } from './party/PartyActs.tsx'
import { RoomActs } from './room/RoomActs.tsx'
import { RoomCards } from './room/RoomCards.tsx'
import { sayWhen } from './parts/times.ts'

type Part = PartOf<CaseReply>
const isParty = ({ reader }: CaseReply) => reader === 'party'

const Kept: Part = ({ item }) => {
  const { kept, waiting } = item
  const party = isParty(item)
  if (!kept)
    return waiting ? (
      <Notice text={party ? '有更早的时间空出来，先问你们。' : '在排队：有更早的时间空出来，先留给这件。'} />
    ) : null
  const [when, until] = [sayWhen(kept.fromAt, new Date().toISOString()), sayClock(kept.until)]
  return party ? (
    <View className="moves">
      <Notice
        text={`有个早一点的时间空出来：${when}。先给你们留到${until}，行的话请打给调解室。`}
        tone="good"
      />
      <CallCommunity kind="primary" />
    </View>
  ) : (
    <Notice text={`${when}空出来了，给这件留到${until}。请打电话问双方，行就约上。`} tone="good" />
  )
}

const Task: Part = props => (isParty(props.item) ? <PartyTask {...props} /> : <RoomActs {...props} />)
const Rest: Part = props => (isParty(props.item) ? <PartyActs {...props} /> : <RoomCards {...props} />)

export default matterPage({
  get: mediation.get,
  title: '约人调解',
  // Short, for the bar has room for few large letters.
  titleOf: ({ kind }) => `${disputeKinds.text[kind]}调解`,
  // Each look of the room is on record, so only a party’s page keeps asking.
  follow: item => (item && isParty(item) ? 15 : undefined),
  received: ({ state }) => state === 'applied' && '收到了。调解员会先给您打电话。',
  stands: ({ stateText, stateHint, number }) => ({ name: stateText, hint: stateHint, number }),
  notes: [Kept, CallsAbout, Task],
  facts: [
    ...[OtherWays, Next, Slot, Agreement, Confirmation, People, Facts, sessions, followUps],
    ...[Rest, looks<CaseReply>('谁打开看过'), history<CaseReply>(sayEntry)],
  ],
  wide: item => !isParty(item),
  calls: item => !(isParty(item) && item.kept),
})
