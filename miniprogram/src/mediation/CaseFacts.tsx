/** What is known of a case, for every reader: when and where, who, what about, what came of it, and what was done. */
import { View } from '@tarojs/components'
import { elsewheres, performances, type CaseReply } from '../../../shared/mediation/reply.ts'
import { alreadyWith, consents, caseOrigins, type CaseMove } from '../../../shared/mediation/life.ts'
import { sayTime } from '../../../shared/time.ts'
import { CallButton } from '../components/CallButton.tsx'
import { Card } from '../components/Card.tsx'
import { FactCard, rows, Rows } from '../components/facts.tsx'
import { FileViews } from '../components/FileViews.tsx'
import type { PartOf } from '../components/MatterPage.tsx'
import { Row } from '../components/Row.tsx'
import { Reschedule, WishAnother } from './party/PartyActs.tsx'
import { minutesOf, sayWhen } from './times.ts'
import {
  lawPhone,
  moveDone,
  movedByRoom,
  nameOf,
  nextText,
  notAsked,
  otherWays,
  sayReason,
  sayOpen,
  words,
} from './words.ts'

type Part = PartOf<CaseReply>
const now = () => new Date().toISOString()

export const Next: Part = ({ item }) => {
  const next = item.reader === 'party' ? nextText[item.state] : undefined
  return next ? (
    <Card title="接下来">
      <View>{next[0]}</View>
      <View className="hint">{next[1]}</View>
    </Card>
  ) : null
}

export const Slot: Part = props => {
  const { slot, open } = props.item
  return slot ? (
    <Card title="约好的时间">
      <View className="state">{sayWhen(slot.fromAt, now())}</View>
      <Row name="大约多久" value={`${minutesOf(slot)}分钟`} />
      <Row name="在哪里" value={`${slot.room.place} ${slot.room.name}`.trim()} />
      <Row name="怎么谈" value={sayOpen(open)} />
      <Reschedule {...props} />
    </Card>
  ) : null
}

type Party = CaseReply['parties'][number]

const sayParty = ({ side, where, rightsAt, signed, agent, companions, objects, mine }: Party) =>
  [
    side === 'applicant' ? '申请的一方' : '另一方',
    where,
    rightsAt && !signed && '听过权利',
    signed && (signed === 'pen' ? '签了字' : '按了手印'),
    agent && `${agent}替他来`,
    companions?.length && `一起来：${companions.join('、')}`,
    objects && (mine ? '您说了想换一位，调解室正在安排。' : '想换一位调解员'),
  ]
    .filter(Boolean)
    .join(' · ')

/** What one was called by the applicant is not said to one’s face. */
const sayName = ({ mine, side, name }: Party) =>
  !mine ? name : side === 'applicant' ? `${name}（您这边）` : words.you

/** Afterwards nobody asks any more who was willing. */
const asking: readonly CaseReply['state'][] = [
  ...(['applied', 'accepted', 'asked', 'unreachable', 'refused', 'willing'] as const),
]
const sayConsent = ({ consent, side }: Party) =>
  consent ? consents.text[consent] : side === 'other' ? notAsked : undefined

/** Names, never a phone. */
export const People: Part = props => {
  const { state, parties, mediator } = props.item
  return (
    <FactCard
      title="谁来谈"
      lines={[
        ...parties.map(party => ({
          name: sayName(party),
          note: sayParty(party),
          value: asking.includes(state) ? sayConsent(party) : undefined,
        })),
        mediator && { name: '调解员', value: mediator.name },
      ]}
    >
      <WishAnother {...props} />
    </FactCard>
  )
}

export const Facts: Part = ({ item }) => {
  const { facts, wish, prefers, already, files, reader, open, slot, origin } = item
  // The other side hears at the table what the applicant has to say.
  if (!facts && !files?.length) return null
  return (
    <Card title={facts ? '怎么回事' : words.photos}>
      {facts && <View className="big case-said">{facts}</View>}
      <Rows
        lines={[
          wish && { name: '希望怎么办', note: wish },
          prefers && { name: '想请谁调解', value: prefers },
          already && already !== 'nobody' && { name: '别处在管', value: alreadyWith.text[already] },
          !slot && { name: '怎么谈', value: sayOpen(open) },
          reader !== 'party' && origin && { name: '怎么来的', value: caseOrigins.text[origin] },
        ]}
      />
      {files && files.length > 0 && (
        <>
          <FileViews files={files} />
          {reader === 'party' && <View className="small">只有您、调解员和调解室看得到。</View>}
        </>
      )}
    </Card>
  )
}

type Keys = CaseReply['sessions'][number]['present']
const namesOf = (item: CaseReply, keys: Keys) => keys.map(key => nameOf(item, key)).join('、')
const absentFrom = ({ parties }: CaseReply, present: Keys) =>
  parties.map(({ key }) => key).filter(key => !present.includes(key))

export const sessions = rows<CaseReply>(
  item =>
    item.sessions.map(({ fromAt, room, mediator, held, present }) => ({
      name: sayWhen(fromAt, now()),
      note: [
        present.length > 0 && `来了：${namesOf(item, present)}`,
        !held && `没来：${namesOf(item, absentFrom(item, present))}，没有谈`,
        mediator,
        room,
      ]
        .filter(Boolean)
        .join(' · '),
    })),
  '约过几次',
)

export const followUps = rows<CaseReply>(
  item =>
    item.followUps.map(({ at, performed, text }) => ({
      name: performances.text[performed],
      note: [sayTime(at, now()), text].filter(Boolean).join(' · '),
    })),
  '回访',
)

/** It is not ours, or did not come about: nobody is left standing there (人民调解法 26), unless they said no themselves. */
export const OtherWays: Part = ({ item: { reader, state, elsewhere, agreement, parties } }) => {
  const over = state === 'refused' || state === 'notAgreed' || (state === 'archived' && !agreement)
  const saidNo = parties.some(({ mine, consent }) => mine && consent === 'no')
  if (reader !== 'party' || saidNo || !(over || state === 'outOfScope')) return null
  return (
    <Card title="还能走这几条路">
      {elsewhere && <Row name={`该找${elsewheres.text[elsewhere.to]}`} note={elsewhere.text} />}
      {!elsewhere &&
        state !== 'outOfScope' &&
        otherWays.map(([name, note]) => <Row key={name} name={name} note={note} />)}
      <CallButton phone={lawPhone} text="打12348，免费问律师" kind="plain" />
    </Card>
  )
}

type Entry = CaseReply['timeline'][number]

/** A line of the history; what is nobody's business is left out. */
export const sayEntry = ({ who, as, onBehalf, reason, move }: Entry) => {
  if (moveDone[move as CaseMove] === undefined) return undefined
  const why = reason && sayReason(reason)
  const byRoom = as === 'mediator' || as === 'mediationStaff'
  const done = (byRoom && movedByRoom[move as CaseMove]) || moveDone[move as CaseMove]
  return [who, onBehalf && '（代办）', done, why && `：${why}`].filter(Boolean).join('')
}
