/** What the home page shows, by what one is in the neighbourhood. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { help, type HelpReply } from '../../../shared/help.ts'
import { identity, type Me } from '../../../shared/identity.ts'
import { matters, pathOf } from '../../../shared/matters.ts'
import { plusMinutes } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Row } from '../components/Row.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { StateBadge } from '../components/StateBadge.tsx'
import { Section } from '../components/Section.tsx'
import { Empty, Failed, Loading } from '../components/States.tsx'
import { useHeld } from '../platform/held.ts'
import { open, openAddress } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { CallCommunity, useCommunity } from '../components/CallCommunity.tsx'
import { HelpCard, isGoingOn } from './HelpCard.tsx'
import { mediates } from './Mediating.tsx'
import { words } from './words.ts'

const followSeconds = 15
const shownOnHome = 3

const Cards = ({
  items,
  acting = false,
}: {
  readonly items: readonly HelpReply[]
  readonly acting?: boolean
}) => items.map(item => <HelpCard key={item.id} item={item} acts={acting} />)

type Asked = Pick<ReturnType<typeof useReply<typeof help.mine>>, 'error' | 'loading' | 'again' | 'data'>

const Waiting = ({ asked }: { readonly asked: Asked }) =>
  asked.data ? null : asked.error ? (
    <Failed error={asked.error} again={asked.again}>
      <CallCommunity />
    </Failed>
  ) : (
    <Loading />
  )

/** Where these stand among the sections depends on whether anything waits in them. */
export const tasksOf = (me: Me, { items }: Mine) =>
  items?.filter(
    item => item.volunteer?.id === me.id && !item.mine && isGoingOn(item) && item.state !== 'delivered',
  ) ?? []
/** What goes on, and what could not be done and can be looked for once more; first what waits for a word. */
export const yoursOf = ({ items }: Mine) => {
  const yours = items?.filter(item => item.mine && (isGoingOn(item) || isNewlyFailed(item))) ?? []
  const waits = ({ may }: HelpReply) => may.includes('confirm') || may.includes('reopen')
  return [...yours.filter(waits), ...yours.filter(item => !waits(item))]
}
const isNewlyFailed = ({ state, changedAt }: HelpReply) =>
  state === 'failed' && plusMinutes(changedAt, shownMinutes) > new Date().toISOString()
const shownMinutes = 3 * 24 * 60

export const useMine = () => {
  const mine = useReply(help.mine, {}, { followSeconds })
  return { ...mine, items: useHeld(mine.data?.items) }
}
type Mine = ReturnType<typeof useMine>

/** A volunteer's own tasks: first those that wait for a yes or no. */
export const VolunteerSection = ({ me, mine }: { readonly me: Me; readonly mine: Mine }) => {
  const tasks = tasksOf(me, mine)
  const answers = tasks.filter(item => item.may.includes('accept'))
  const others = tasks.filter(item => !answers.includes(item))
  return (
    <>
      {answers.length > 0 && (
        <Section title={words.answer} count={answers.length} unit="件">
          <Cards items={answers} acting />
        </Section>
      )}
      {(others.length > 0 || answers.length === 0) && (
        <Section title={words.inHand} count={others.length} unit="件">
          <Cards items={others} acting />
          {mine.data && tasks.length === 0 && <Card>{words.nothingInHand}</Card>}
          <Waiting asked={mine} />
        </Section>
      )}
    </>
  )
}

const staffSees = { list: 'late' } as const

export const TeamSection = ({
  team,
  name,
}: {
  readonly team: string
  readonly name?: string | undefined
}) => {
  const board = useReply(help.board, { list: 'team', team }, { followSeconds })
  const shown = useHeld(board.data?.items)
  const offered = shown?.filter(({ state }) => state === 'offered') ?? []
  const toName = shown?.filter(item => item.may.includes('assign') && !item.volunteer) ?? []
  const items = [...offered, ...toName]
  const calls = shown?.filter(item => item.call === 'volunteer') ?? []
  return (
    <>
      <Section title={name ? `${name}${words.toDecide}` : words.toDecide} count={items.length} unit="件">
        <Cards items={items} acting />
        {board.data && items.length === 0 && <Card>{words.toDecideNone}</Card>}
        <Waiting asked={board} />
      </Section>
      {calls.length > 0 && (
        <Section title={words.calls} count={calls.length} unit="件">
          <Cards items={calls} />
        </Section>
      )}
    </>
  )
}

/** 今天9件都有着落: for the group, without names and addresses. */
export const EveningSection = ({ team }: { readonly team: string }) => {
  const [open, setOpen] = useState(false)
  const { data, error, again } = useReply(help.today, { team }, { enabled: open })
  const copy = async () => {
    if (data) await Taro.setClipboardData({ data: data.text })
    setOpen(false)
  }
  return (
    <>
      <Button text={words.evening} kind="plain" onTap={() => setOpen(true)} />
      <Sheet open={open} title={words.eveningTitle} close={() => setOpen(false)} closeText={words.eveningNot}>
        {data && <View className="sheet-text">{data.text}</View>}
        {data && <Button text={words.eveningCopy} onTap={copy} />}
        {!data && (error ? <Failed error={error} again={again} /> : <Loading />)}
      </Sheet>
    </>
  )
}

/** For staff: what takes too long, longest first. */
export const LateSection = () => {
  const late = useReply(help.board, staffSees, { followSeconds })
  // Danger before all else.
  const isDanger = ({ topic }: HelpReply) => topic === 'danger'
  const items = [...(late.data?.items ?? [])].sort((a, b) => Number(isDanger(b)) - Number(isDanger(a)))
  return (
    <Section title={words.tooLong} count={items.length} unit="件">
      <Cards items={items} />
      {late.data && items.length === 0 && <Card>{words.tooLongNone}</Card>}
      <Waiting asked={late} />
      <Button text={words.phoneOrder} kind="plain" onTap={() => open('help/phone')} />
    </Section>
  )
}

/** Who says where they live and waits for a yes. That nobody does is told only to those who have nothing else here. */
export const HomesSection = ({ alone }: { readonly alone: boolean }) => {
  const waiting = useReply(identity.waitingHomes, {}, { followSeconds: 60 })
  const count = waiting.data?.items.length ?? 0
  if (count === 0) return alone && waiting.data ? <Empty text={words.homesNone} /> : null
  return (
    <Section title={words.homes} count={count} unit="件">
      <Button text={words.homesCheck} onTap={() => open('identity/waiting')} />
    </Section>
  )
}

interface OpenProps {
  /** They have what takes too long in a list of its own. */
  readonly staff: boolean
  /** They have a team whose work they follow. */
  readonly leads: boolean
}

export const OpenSection = ({ staff, leads }: OpenProps) => {
  const board = useReply(help.board, { list: 'open' }, { followSeconds })
  const late = useReply(help.board, staffSees, { enabled: staff })
  const above = staff ? (late.data?.items.map(({ id }) => id) ?? []) : []
  // What is for one's own team comes first.
  const items = [...(board.data?.items ?? [])]
    .filter(({ id }) => !above.includes(id))
    .sort((a, b) => Number(b.near ?? false) - Number(a.near ?? false))
  const toBoard = (list: 'open' | 'team') => open('help/board', { list })
  return (
    <Section title={words.open} count={items.length} unit="件">
      <Cards items={items.slice(0, shownOnHome)} />
      {board.data && items.length === 0 && <Card>{words.openNone}</Card>}
      <Waiting asked={board} />
      <View className="stack">
        <Button text={words.allOpen} kind="plain" onTap={() => toBoard('open')} />
        {leads && <Button text={words.allInTeam} kind="plain" onTap={() => toBoard('team')} />}
      </View>
    </Section>
  )
}

/** Where quarrels are talked over, whom to ring, what is whose, and where one can lend a hand. */
export const CommunitySection = ({ resident }: { readonly resident: boolean }) => {
  const on = useCommunity()?.on ?? []
  const entries = [
    ['mediation', words.reconcile, words.reconcileNote, 'mediation/apply'],
    ['phoneBook', words.phones, words.phonesNote, 'community/phones'],
    ['whoseIsIt', words.whose, words.whoseNote, 'community/whose'],
    ['volunteers', words.serving, words.servingNote, 'volunteers/shifts'],
  ] as const
  const shown = entries.filter(([name]) => on.includes(name) && (resident || name !== 'mediation'))
  return shown.length > 0 ? (
    <Card>
      {shown.map(([name, text, note, page]) => (
        <Row key={name} name={text} note={note} onTap={() => open(page)} />
      ))}
    </Card>
  ) : null
}

/** Cases of mediation that go on, for whoever is a party; what waits for the reader's word stands above as well. */
export const useCases = (me: Me) => {
  const { data } = useReply(matters.mine, {}, { followSeconds: 60 })
  return mediates(me)
    ? []
    : (data?.items.filter(({ kind, tone }) => kind === 'case' && tone !== 'ended') ?? [])
}
type Cases = ReturnType<typeof useCases>

export const YoursSection = ({ mine, cases }: { readonly mine: Mine; readonly cases: Cases }) => {
  const items = yoursOf(mine)
  const waiting = cases.filter(({ tone }) => tone === 'waiting')
  return (
    <Section title={words.yours} count={items.length + waiting.length} unit="件">
      <Cards items={items} acting />
      {waiting.map(({ kind, id, title, stateText }) => (
        <Card
          key={id}
          title={title}
          label={`${title}，${stateText}`}
          aside={<StateBadge text={stateText} tone="waiting" />}
          onTap={() => openAddress(pathOf(kind, id))}
        />
      ))}
      {mine.data && items.length + cases.length === 0 && <Card>{words.nothingYours}</Card>}
      <Waiting asked={mine} />
    </Section>
  )
}
