/** One request, for each reader: how it stands, what comes next, and what the reader may do. */
import { View } from '@tarojs/components'
import { leadOf } from '../../../shared/contract.ts'
import { help, type HelpReply } from '../../../shared/help/help.ts'
import { CallsAbout } from '../components/Calls.tsx'
import { EmergencyCalls } from '../components/EmergencyCalls.tsx'
import { looks } from '../components/facts.tsx'
import { matterBeside, type About, type PartOf } from '../components/MatterPage.tsx'
import { Moves } from './HelpActs.tsx'
import { Said, Swaps } from './Changes.tsx'
import { Happened, MeetingCode, MoneyOpen, TooLate } from './HelpFacts.tsx'
import { words } from './words.ts'

const Danger: PartOf<HelpReply> = ({ item: { topic, mine } }) =>
  topic === 'danger' && mine ? (
    <View className="stack moves">
      <EmergencyCalls kind="danger" />
    </View>
  ) : null

/** What was said on the way stands at the top for those who are coming, and further down for who said it. */
const ForHelper: PartOf<HelpReply> = ({ item }) => (item.mine ? null : <Said item={item} />)
const Own: PartOf<HelpReply> = ({ item }) => (item.mine ? <Said item={item} /> : null)

/** What is said in parting to a reader who has nothing to do with it any more. */
const parting = ({ may, lines, state, team }: HelpReply) => {
  if (may.length > 0 || lines) return undefined
  return state === 'claimed' ? `知道了，谢谢您回话。${leadOf(team?.name)}会另找人。` : '记下了，谢谢您。'
}

export const about = {
  get: help.get,
  title: '这件事',
  titleOf: ({ title }) => title,
  follow: 5,
  // Whom it was brought to, or that nobody is there to look at it now, stands right below.
  received: ({ state }) => state === 'open' && '收到了',
  stands: ({ stateText, stateHint, late }) => ({
    name: stateText,
    hint: stateHint,
    badge: late ? [words.late, 'late'] : undefined,
  }),
  notes: [Danger, CallsAbout, MeetingCode, Swaps, MoneyOpen, ForHelper, Moves],
  after: [Own, looks<HelpReply>('谁看过您的门牌电话'), Happened, TooLate],
  parting,
} satisfies About<typeof help.get, HelpReply, never>

/** The same beside a list. */
export const Request = matterBeside(about)
