/** What help shows on the home page: one's own requests, those one brings, and those a team or the community sees to. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState, type PropsWithChildren } from 'react'
import { help, type HelpReply } from '../../../shared/help/help.ts'
import type { Me } from '../../../shared/identity/identity.ts'
import { plusMinutes } from '../../../shared/time.ts'
import { Awaited, type Asked } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { useCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { matterLine, type AtHome, type HomeView } from '../components/home.ts'
import { LineCard } from '../components/ListPage.tsx'
import { Section } from '../components/Section.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { useHeld } from '../platform/held.ts'
import { holds, isResident } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { Kinds, SayIt, Usual } from './asking.tsx'
import { HelpCard } from './request.tsx'
import { isGoingOn } from './words.ts'

const followSeconds = 15

const ledBy = ({ grants }: Me) => grants.filter(({ role }) => role === 'teamLead')
const seesBoard = (me: Me) => holds(me, 'teamLead', 'communityStaff', 'gridWorker')

interface RequestsProps {
  readonly title: string
  readonly items: readonly HelpReply[]
  readonly count?: number
  readonly acting?: boolean
  readonly asked?: Asked
  /** Said where there are none. */
  readonly none?: string | undefined
}

const Requests = (props: PropsWithChildren<RequestsProps>) => {
  const { title, items, count = items.length, acting = false, asked, none, children } = props
  return (
    <Section title={title} count={count} unit="件">
      {items.map(item => (
        <HelpCard key={item.id} item={item} acting={acting} />
      ))}
      {none && asked?.data && items.length === 0 ? <Card>{none}</Card> : null}
      {asked && !asked.data && <Awaited asked={asked} />}
      {children}
    </Section>
  )
}

const useMine = (follow: boolean) => {
  const mine = useReply(help.mine, {}, follow ? { followSeconds } : {})
  return { ...mine, items: useHeld(mine.data?.items) }
}
type Mine = ReturnType<typeof useMine>

/** Where these stand among the sections depends on whether anything waits in them. */
const tasksOf = (me: Me, { items }: Mine) =>
  items?.filter(
    item => item.volunteer?.id === me.id && !item.mine && isGoingOn(item) && item.state !== 'delivered',
  ) ?? []

const waitsForWord = ({ may }: HelpReply) => may.includes('confirm') || may.includes('answer')
const shownMinutes = 3 * 24 * 60
const isNewlyFailed = ({ state, changedAt }: HelpReply) =>
  state === 'failed' && plusMinutes(changedAt, shownMinutes) > new Date().toISOString()
/** What goes on, and what could not be done and can be looked for once more; first what waits for a word. */
const yoursOf = ({ items }: Mine) => {
  const yours = items?.filter(item => item.mine && (isGoingOn(item) || isNewlyFailed(item))) ?? []
  const waits = (item: HelpReply) => waitsForWord(item) || item.may.includes('reopen')
  return [...yours.filter(waits), ...yours.filter(item => !waits(item))]
}

/** What goes on for somebody, and where on the page it stands. */
const useGoingOn = ({ me, others }: HomeView, follow = false) => {
  const mine = useMine(follow)
  const yours = yoursOf(mine)
  const tasks = tasksOf(me, mine)
  const busy = holds(me, 'volunteer') && tasks.length > 0
  const goesOn = yours.length + others.length > 0
  return {
    ...{ mine, yours, tasks, busy, goesOn },
    // What waits for a word comes first; of the rest 长辈版 has one line.
    first: yours.some(waitsForWord),
    // That a section is empty is told only to those who would otherwise see nothing of what goes on.
    quiet: mine.items === undefined || !(busy || goesOn || seesBoard(me)),
  }
}
type GoingOn = ReturnType<typeof useGoingOn>

const YoursSection = ({ mine, yours, others }: GoingOn & Pick<HomeView, 'others'>) => {
  // What waits for the reader's word stands above.
  const waiting = others.filter(({ tone }) => tone === 'waiting')
  if (mine.data && others.length > 0 && yours.length + waiting.length === 0) return null
  return (
    <Requests
      title="您的事"
      items={yours}
      count={yours.length + waiting.length}
      acting
      asked={mine}
      none={others.length === 0 ? '您这会儿没有在办的事。' : undefined}
    >
      {waiting.map(each => (
        <LineCard key={each.id} line={matterLine(each)} />
      ))}
    </Requests>
  )
}

/** A volunteer's own tasks: first those that wait for a yes or no. */
const VolunteerSection = ({ mine, tasks }: GoingOn) => {
  const answers = tasks.filter(({ may }) => may.includes('accept'))
  const others = tasks.filter(item => !answers.includes(item))
  return (
    <>
      {answers.length > 0 && <Requests title="等您回话" items={answers} acting />}
      {(others.length > 0 || answers.length === 0) && (
        <Requests title="您手上的" items={others} acting asked={mine} none="您手上没有要办的事，谢谢您。" />
      )}
    </>
  )
}

/** `name`: where the reader leads several. */
const TeamSection = ({ team, name = '' }: { readonly team: string; readonly name?: string | undefined }) => {
  const board = useReply(help.board, { list: 'team', team }, { followSeconds })
  const shown = useHeld(board.data?.items)
  const offered = shown?.filter(({ state }) => state === 'offered') ?? []
  const toName = shown?.filter(item => item.may.includes('assign') && !item.volunteer) ?? []
  const calls = shown?.filter(({ call }) => call === 'volunteer') ?? []
  return (
    <>
      <Requests
        title={`${name}要您定的`}
        items={[...offered, ...toName]}
        acting
        asked={board}
        none="队里没有要您定的事。"
      />
      {calls.length > 0 && <Requests title="帮我打电话" items={calls} />}
    </>
  )
}

/** 今天9件都有着落: for the group, without names and addresses. */
const EveningSection = ({ team }: { readonly team: string }) => {
  const [asking, setAsking] = useState(false)
  const asked = useReply(help.today, { team }, { enabled: asking })
  const close = () => setAsking(false)
  return (
    <>
      <Button text="今晚跟群里说一声" kind="plain" onTap={() => setAsking(true)} />
      <Sheet open={asking} title="发到群里的话" close={close} closeText="不发了">
        <Awaited asked={asked} calls={false}>
          {({ text }) => (
            <>
              <View className="sheet-text">{text}</View>
              <Button text="复制" onTap={() => Taro.setClipboardData({ data: text }).then(close)} />
            </>
          )}
        </Awaited>
      </Sheet>
    </>
  )
}

const staffSees = { list: 'late' } as const

/** For staff: what takes too long, longest first. */
const LateSection = () => {
  const late = useReply(help.board, staffSees, { followSeconds })
  // Danger before all else.
  const first = ({ topic }: HelpReply) => Number(topic === 'danger')
  const items = [...(late.data?.items ?? [])].sort((a, b) => first(b) - first(a))
  return (
    <Requests title="要社区管的" items={items} asked={late} none="没有要社区管的事。">
      <Button text="求助台：全部求助" kind="plain" onTap={() => open('help/requests')} />
      <Button text="电话单：有人打来电话" kind="plain" onTap={() => open('help/phone')} />
    </Requests>
  )
}

const shownOnHome = 3

interface OpenProps {
  /** They have what takes too long in a list of its own. */
  readonly staff: boolean
  /** They have a team whose work they follow. */
  readonly leads: boolean
  readonly grid: boolean
}

const OpenSection = ({ staff, leads, grid }: OpenProps) => {
  const board = useReply(help.board, { list: 'open' }, { followSeconds })
  const late = useReply(help.board, staffSees, { enabled: staff })
  const above = staff ? (late.data?.items.map(({ id }) => id) ?? []) : []
  // What is for one's own team comes first.
  const items = [...(board.data?.items ?? [])]
    .filter(({ id }) => !above.includes(id))
    .sort((a, b) => Number(b.near ?? false) - Number(a.near ?? false))
  const toBoard = (list: 'open' | 'team') => open('help/board', { list })
  return (
    <Requests
      title="等人接"
      items={items.slice(0, shownOnHome)}
      count={items.length}
      asked={board}
      none="没有等人接的事，邻居们都有着落了。"
    >
      <View className="stack">
        <Button text="看全部等人接的" kind="plain" onTap={() => toBoard('open')} />
        {grid && <Button text="求助台：本网格的" kind="plain" onTap={() => open('help/requests')} />}
        {leads && <Button text="看队里在办的" kind="plain" onTap={() => toBoard('team')} />}
      </View>
    </Requests>
  )
}

// ---- all of it ----

const Work = (view: HomeView) => {
  const { me, others } = view
  const goingOn = useGoingOn(view)
  const { busy, quiet, first, goesOn } = goingOn
  const asksHere = useAsksHere(me)
  const [resident, led] = [isResident(me), ledBy(me)]
  return (
    <>
      {seesBoard(me) && (
        <OpenSection
          staff={holds(me, 'communityStaff')}
          leads={led.length > 0}
          grid={holds(me, 'gridWorker') && !holds(me, 'communityStaff')}
        />
      )}
      {led.map(({ scope }) => (
        <EveningSection key={scope} team={scope} />
      ))}
      {asksHere && (
        <Section title="找人帮忙">
          <Usual />
          <Kinds />
        </Section>
      )}
      {resident && !first && (goesOn || quiet) && <YoursSection {...{ ...goingOn, others }} />}
      {holds(me, 'volunteer') && !busy && quiet && <VolunteerSection {...goingOn} />}
    </>
  )
}

const First = (view: HomeView) => {
  // Asks anew for all that goes on: one of the two is enough.
  const goingOn = useGoingOn(view, true)
  return isResident(view.me) && goingOn.first && <YoursSection {...{ ...goingOn, others: view.others }} />
}

/** Before the rest: what a volunteer has in hand. */
const Next = (view: HomeView) => {
  const goingOn = useGoingOn(view)
  return goingOn.busy && <VolunteerSection {...goingOn} />
}

/** Until it is known otherwise, a community has it. */
const useAsksHere = (me: Me) => (useCommunity()?.on.includes('help') ?? true) && isResident(me)

const Speak = ({ me }: HomeView) => useAsksHere(me) && <SayIt />
const Ask = ({ me }: HomeView) =>
  useAsksHere(me) && <Button text="找人帮忙" size="huge" onTap={() => open('help/kinds')} />

export const helpHome: AtHome = {
  name: 'help',
  sections: {
    speak: Speak,
    first: First,
    next: Next,
    late: ({ me }) => holds(me, 'communityStaff') && <LateSection />,
    team: ({ me }) =>
      ledBy(me).map(({ scope, scopeName }, _, { length }) => (
        <TeamSection key={scope} team={scope} name={length > 1 ? scopeName : undefined} />
      )),
    work: Work,
    ask: Ask,
  },
  fills: me => isResident(me) || seesBoard(me) || holds(me, 'volunteer'),
  ownCards: ['help'],
}
