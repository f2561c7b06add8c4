/** One case of mediation, for each reader: how it stands, what comes next, and what the reader may do. */
import { mediation } from '../../../shared/mediation.ts'
import type { CaseReply } from '../../../shared/mediation/case.ts'
import { sayClock } from '../../../shared/time.ts'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { history, looks } from '../components/facts.tsx'
import { matterPage, type PartOf } from '../components/MatterPage.tsx'
import { Notice } from '../components/States.tsx'
import { Agreement, Confirmation } from './papers/Agreement.tsx'
import { Facts, followUps, Next, OtherWays, People, sayEntry, sessions, SlotCard } from './CaseFacts.tsx'
import { PartyActs, PartyTask, Reschedule, WishAnother } from './party/PartyActs.tsx'
import { RoomActs } from './room/RoomActs.tsx'
import { RoomCards } from './room/RoomCards.tsx'
import { words as roomWords } from './room/words.ts'
import { sayWhen } from './times.ts'
import { kindText, words } from './words.ts'

type Part = PartOf<CaseReply>
const isParty = ({ reader }: CaseReply) => reader === 'party'

const Kept: Part = ({ item }) => {
  const { kept, waiting } = item
  const say = isParty(item) ? words : roomWords
  if (kept)
    return (
      <>
        <Notice
          text={say.kept(sayWhen(kept.fromAt, new Date().toISOString()), sayClock(kept.until))}
          tone="good"
        />
        {isParty(item) && <CallCommunity kind="primary" />}
      </>
    )
  return waiting ? <Notice text={say.waiting} /> : null
}

const Task: Part = props => (isParty(props.item) ? <PartyTask {...props} /> : <RoomActs {...props} />)
const Rest: Part = props => (isParty(props.item) ? <PartyActs {...props} /> : <RoomCards {...props} />)

const Slot: Part = props => (
  <SlotCard item={props.item}>
    <Reschedule {...props} />
  </SlotCard>
)
const Parties: Part = props => (
  <People item={props.item}>
    <WishAnother {...props} />
  </People>
)

export default matterPage({
  get: mediation.get,
  title: '约人调解',
  // Short, for the bar has room for few large letters.
  titleOf: ({ kind }) => `${kindText[kind]}调解`,
  // Each look of the room is on record, so only a party’s page keeps asking.
  follow: item => (item && isParty(item) ? 15 : undefined),
  received: ({ state }) => state === 'applied' && '收到了。调解员会先给您打电话。',
  stands: ({ stateText, stateHint, number }) => ({ name: stateText, hint: stateHint, number }),
  notes: [Kept, Task],
  facts: [
    ...[OtherWays, Next, Slot, Agreement, Confirmation, Parties, Facts, sessions, followUps],
    ...[Rest, looks<CaseReply>('谁打开看过'), history<CaseReply>(sayEntry)],
  ],
  wide: item => !isParty(item),
})
