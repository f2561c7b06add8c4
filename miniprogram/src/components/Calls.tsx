/** Whom no message reached: what to say to each on the phone, their number, and what came of ringing. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { messages, type CallReply } from '../../../shared/messages/messages.ts'
import { sayPhone } from '../../../shared/phone.ts'
import { sayTime } from '../../../shared/time.ts'
import { useHeldNote, hold } from '../platform/held.ts'
import { openAddress } from '../platform/open.ts'
import { actsOf } from './act.tsx'
import { Acts, type Order } from './Acts.tsx'
import { useCallsIfMine } from './useCalls.ts'
import { CallButton } from './CallButton.tsx'
import { LineCard } from './ListPage.tsx'
import { Section } from './Section.tsx'
import { Notice } from './States.tsx'

type Rung = Reply<typeof messages.ring>

interface Call extends CallReply {
  readonly may: readonly []
  readonly rung: Rung | undefined
  readonly show: (rung: Rung) => void
}

const { act } = actsOf<Call>()
/** The card stays for a moment, so that the next one does not slide under the finger. */
const outcome = (label: string, outcome: 'told' | 'noAnswer' | 'undone', note: string) =>
  act(messages.rung, {
    ...{ label, may: [] },
    when: ({ toldAt }) => (toldAt !== undefined) === (outcome === 'undone'),
    readout: ({ name }) => `${label}：${name}`,
    along: ({ person }) => ({ person, outcome }),
    leadsTo: (_, item) => hold(item, note),
  })

const acts = {
  ring: act(messages.ring, {
    label: '打电话',
    readout: ({ name }) => `打电话给${name}`,
    may: [],
    when: ({ rung, toldAt }) => !rung && !toldAt,
    along: ({ person }) => ({ person }),
    leadsTo: (rung, { show }) => show(rung),
  }),
  told: outcome('告诉了', 'told', '记下了，不用再打'),
  noAnswer: outcome('没人接', 'noAnswer', '记下了，过会儿再打'),
  undone: outcome('记错了，还没告诉', 'undone', '放回去了，还要打'),
}
type Name = keyof typeof acts

const order = (_: Call, open: readonly Name[]): Order<Name> => ({
  next: open.find(name => name === 'ring'),
  beside: open.filter(name => name !== 'ring'),
})

const tried = ({ noAnswer, triedAt, toldAt }: CallReply) =>
  !toldAt && triedAt && `打过${noAnswer}次没人接，上次${sayTime(triedAt, new Date().toISOString())}`

interface Props {
  readonly call: CallReply
  /** Leads to the page of what it is about. */
  readonly leads?: boolean
}

export const CallCard = ({ call, leads = true }: Props) => {
  const [rung, setRung] = useState<Rung>()
  const held = useHeldNote(call.id)
  const show = (rung: Rung) => {
    setRung(rung)
    // WeChat asks first. A browser would leave the page for a phone that a desk does not have: there the number is read off
    // the screen, or tapped.
    if (process.env.TARO_ENV === 'weapp')
      void Taro.makePhoneCall({ phoneNumber: rung.phone }).catch(() => undefined)
  }
  const { name, building, title, text, url, at, toldAt } = call
  const whom = [name, building].filter(Boolean).join(' · ')
  return (
    <View className="task">
      <LineCard
        line={{
          ...{
            title: whom,
            badge: toldAt ? ['告诉了', 'ended'] : [title, 'yours'],
            label: `${whom}，${title}，${text}`,
          },
          hint: [sayTime(toldAt ?? at, new Date().toISOString()), toldAt && title, tried(call)],
          open: leads && url ? () => openAddress(url) : undefined,
        }}
      >
        {toldAt ? null : <View className="big">{text}</View>}
      </LineCard>
      {rung && !held && (
        <CallButton phone={rung.phone} text={`${rung.name} ${sayPhone(rung.phone)}`} kind="plain" />
      )}
      {held ? (
        <Notice text={held.text} tone={held.tone} />
      ) : (
        <Acts item={{ ...call, may: [], rung, show }} acts={acts} order={order} pair />
      )}
    </View>
  )
}

/** On the page of a matter: whom to ring about it. */
export const CallsAbout = ({ item: { id } }: { readonly item: { readonly id: string } }) => {
  const calls = useCallsIfMine().items?.filter(({ url }) => url?.endsWith(`id=${id}`)) ?? []
  return calls.length > 0 ? (
    <Section title="打给他们" count={calls.length} unit="位">
      {calls.map(call => (
        <CallCard key={call.id} call={call} leads={false} />
      ))}
    </Section>
  ) : null
}
