/** The people of a case: whether the other side is willing, who mediates, how each party is reached, and one more of them. */
import { Image, View } from '@tarojs/components'
import { useShareAppMessage } from '@tarojs/taro'
import { useState, type FC } from 'react'
import type { Reply } from '../../../../shared/contract.ts'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../../../shared/mediation/reply.ts'
import { answers, partyKeys, type Answer, type PartyKey } from '../../../../shared/mediation/life.ts'
import { actsOf, useTelling } from '../../components/act.tsx'
import { Asking } from '../../components/Asking.tsx'
import { Awaited } from '../../components/Awaited.tsx'
import { Button } from '../../components/Button.tsx'
import { Card } from '../../components/Card.tsx'
import { Fields, drawn, line, oneALine, oneOf, oneOfThese } from '../../components/fields.tsx'
import { Pair } from '../../components/Pair.tsx'
import { QrCode } from '../../components/QrCode.tsx'
import { Row } from '../../components/Row.tsx'
import { PaperButton } from '../../components/PaperSheet.tsx'
import { Loading, Notice } from '../../components/States.tsx'
import { addressOf } from '../../platform/pages.ts'
import { useReply } from '../../platform/query.tsx'
import { copy } from '../../platform/say.ts'
import { firstOf, unanswered } from '../parts/next.ts'
import { RevealPhone, namesByKey, partyOf, whom, type Party, type Step } from '../parts/Parties.tsx'
import { nobody, someoneOf, typedOf, type Typed } from '../parts/someone.ts'
import { someone } from '../parts/fields.tsx'
import { linesOf } from '../papers/record-lines.ts'
import { sayLoad, words } from '../parts/words.ts'

const { act } = actsOf<CaseReply>()
const inWeChat = process.env.TARO_ENV === 'weapp'

type Way = Step & ReturnType<typeof useTelling<CaseReply>> & { readonly party: Party }

/** Said word for word, so that nobody is pressed and nothing is told that was said in confidence. */
const ByPhone = ({ item, party, go, send }: Way) => {
  const { id, seq, may, state } = item
  const [refusing, setRefusing] = useState(false)
  const asks = may.includes('ask') && (state === 'accepted' || party.consent === undefined)
  const note = async (answer: Answer) => {
    if (asks) await go(mediation.askOtherSide, { id, seq, party: party.key, how: 'phone' })
    return go(mediation.answerOtherSide, { id, party: party.key, answer })
  }
  return (
    <View className="stack">
      <RevealPhone id={item.id} party={party} />
      <View className="strong">照着说就行</View>
      {[
        `您好，是${party.name}吗？我是社区调解室的。`,
        `有邻居想请我们帮着，和您坐下来谈谈${item.subject ?? ''}。`,
        '不收费，谈的不对外说，谁也不能勉强。',
        '您愿意来谈一谈吗？要想一想也行。',
      ].map(line => (
        <View key={line}>{line}</View>
      ))}
      <View className="strong">对方怎么说？</View>
      {refusing ? (
        <>
          <Notice text="真的记“不愿谈”吗？过一会儿才告诉申请人，那以前记错了还能改。" tone="warn" />
          <Button text="是，他不愿谈" kind="danger" onTap={() => send(note('no'))} />
          <Button text="不是，重新选" kind="plain" onTap={() => setRefusing(false)} />
        </>
      ) : (
        [answers.codes.slice(0, 2), answers.codes.slice(2)].map((two, i) => (
          <Pair key={i} className="answer-pair">
            {two.map(answer => (
              <Button
                key={answer}
                text={answers.text[answer]}
                kind={answer === 'yes' ? 'primary' : 'plain'}
                onTap={() => (answer === 'no' ? setRefusing(true) : send(note(answer)))}
              />
            ))}
          </Pair>
        ))
      )}
    </View>
  )
}

const Neighbour = ({ item: { id, seq }, party, go, send }: Way) => {
  const { data, ...asked } = useReply(mediation.neighboursAt, { id, party: party.key })
  if (!data) return <Awaited asked={asked} calls={false} />
  if (data.people.length === 0)
    return <View className="sheet-text">这一户没有登记过的邻居，或门牌没写全。请打电话，或给邀请码。</View>
  return (
    <View className="stack">
      <View className="sheet-text">登记住这一户的邻居。他会在小程序里收到，自己回话。</View>
      {data.people.map(({ user, name }) => (
        <Button
          key={user}
          text={`请${name}回话`}
          kind="plain"
          onTap={() =>
            send(go(mediation.askOtherSide, { id, seq, party: party.key, how: 'neighbour', user }))
          }
        />
      ))}
    </View>
  )
}

/** WeChat's own code opens the mini-program; where there is none, one that is scanned in it, or a browser opens. */
const LinkCode = ({
  id,
  party,
  text,
}: {
  readonly id: string
  readonly party: Party
  readonly text: string
}) => {
  const { data, error } = useReply(mediation.invitationCode, { id, party: party.key })
  const label = '给对方扫的邀请码'
  if (!data) return error ? <QrCode text={text} label={label} most={260} /> : <Loading />
  return <Image className="invitation-code" src={data.picture} mode="aspectFit" ariaLabel={label} />
}

/** The code is shown once, on this screen; it is kept nowhere. */
const Link = ({ item: { id, seq }, party, go, onMoved }: Way) => {
  const [code, setCode] = useState<string>()
  // Neither names nor what it is about: it stands in a chat that others may see.
  useShareAppMessage(() => ({
    title: '社区调解室请您回句话',
    path: code === undefined ? addressOf('home/home') : addressOf('mediation/answer', { code }),
  }))
  const make = () =>
    go(mediation.askOtherSide, { id, seq, party: party.key, how: 'link' }).then(
      ({ code: made, ...reply }) => {
        setCode(made)
        onMoved(reply)
      },
      () => undefined, // shown in the sheet
    )
  if (code === undefined)
    return (
      <View className="stack">
        <View className="sheet-text">{`做一个给${party.name}的邀请，三十天里有效。谁拿到谁能回话，请当面给，或发给本人。`}</View>
        <Button text="做邀请" onTap={make} />
      </View>
    )
  const text = inWeChat ? code : location.origin + addressOf('mediation/answer', { code })
  return (
    <View className="stack">
      <View className="sheet-text">{`请${party.name}扫这个码，或在小程序里输入邀请。关上就看不到了，可以再做一个。`}</View>
      <LinkCode id={id} party={party} text={text} />
      {inWeChat && <Button share text="发给微信里的人" />}
      <PaperButton
        text="打印邀请，投信箱"
        ask={go => go(mediation.printInvitation, { id, party: party.key })}
      />
      <View className="strong">邀请</View>
      <View className="big">{code.replace(/(.{4})(?=.)/g, '$1 ')}</View>
      <Button text="复制邀请" kind="plain" onTap={() => copy(text, '复制好了')} />
    </View>
  )
}

const ways = { phone: '打电话', neighbour: '发到他手机', link: '给邀请码' } as const
type How = keyof typeof ways
const wayOf: Readonly<Record<How, FC<Way>>> = { phone: ByPhone, neighbour: Neighbour, link: Link }

export const AskSheet = (step: Step) => {
  const { item, close } = step
  const open = unanswered(item)
  const [value, set] = useState({ party: firstOf(open), how: 'phone' as How })
  const party = partyOf(item, value.party) ?? item.parties[1]
  const telling = useTelling(step)
  if (!party) return null
  const Way = wayOf[value.how]
  return (
    <Asking title={`问${party.name}愿不愿谈`} close={close} closeText="先这样" error={telling.error}>
      <Fields of={{ party: whom(open), how: oneOf(undefined, ways) }} value={value} set={set} />
      <Way key={party.key} {...step} {...telling} party={party} />
    </Asking>
  )
}

type Mediators = Reply<typeof mediation.suggestMediators>

/** Set again, it is another one. */
const choiceFor = ({ mediator }: CaseReply, { items }: Mediators) =>
  items.filter(({ id }) => id !== mediator?.id)

const shown = ({ id, name, load, warnings, notes, wanted }: Mediators['items'][number]) => ({
  id,
  name: wanted ? `${name}（申请人想请）` : name,
  note: sayLoad(load),
  warnings: [warnings.length > 0 && `要留心：${warnings.join('、')}`, notes.join('、')],
  readout: `${name}，${[sayLoad(load), ...warnings, ...notes].join('，')}`,
})

export const setMediator = act(mediation.setMediator, {
  label: ({ mediator }) => (mediator ? '换一位调解员' : '定调解员'),
  title: ({ mediator }) => (mediator ? `不请${mediator.name}了，换谁？` : '请谁来调解？'),
  looksUp: [mediation.suggestMediators, ({ id }) => ({ id })],
  yes: ({ mediator }, item, known) => {
    const one = choiceFor(item, known).find(({ id }) => id === mediator)
    return one ? `请${one.name}来` : ''
  },
  says: (item, _, known) => [
    item.prefers && <Notice text={`申请人想请${item.prefers}。`} />,
    choiceFor(item, known).length === 0 && '还没有别的调解员。请先在“谁管什么”里添上。',
  ],
  fields: (item, said, known) => {
    const people = choiceFor(item, known)
    const one = people.find(({ id }) => id === said.mediator)
    return {
      mediator: oneOfThese(people.map(shown), people[0]?.id),
      knowing: one?.warnings.length
        ? drawn<true>(({ value, set }) => (
            <Row
              name="双方都知道，仍请他来"
              note="请先跟双方说清楚，他们没意见再勾。"
              on={value ?? false}
              onTap={() => set(value ? undefined : true)}
            />
          ))
        : undefined,
    }
  },
  needs: ['knowing'],
  follows: (_, changed) => (changed === 'mediator' ? { knowing: undefined } : {}),
})

interface Typing {
  readonly who?: Typed
  readonly agent: string
  readonly companions: string[]
}

/** Their door and phone are changed only by those who have looked at them. */
const One = ({ party, ...step }: Step & { readonly party: Party }) => {
  const { item } = step
  const { id } = item
  const { key, name, agent = '', companions = [], idSeen = false } = party
  const { go, send, error, fields } = useTelling({ ...step, close: () => undefined })
  const [value, set] = useState<Typing>({ agent, companions })
  const { who } = value
  const form = {
    who: who && someone(),
    agent: line('谁替他来（要有委托书）', { hint: `没有就空着，${name}自己来`, longest: 20 }),
    companions: oneALine('一起来的人（一行一位）', { hint: '家里人、懂行的人', longest: 100 }),
  }
  const save = () =>
    send(
      go(mediation.saveParty, {
        ...{ id, party: key, agent: value.agent.trim(), companions: linesOf(value.companions.join('\n')) },
        who: who && someoneOf(who),
      }),
    ).then(saved => saved && step.close())
  const see = () => send(go(mediation.saveParty, { id, party: key, idSeen: !idSeen }))
  return (
    <>
      <RevealPhone id={id} party={party} onSeen={found => set({ ...value, who: typedOf(found) })} />
      <View className="gap" />
      <Card>
        <Row name={words.idSeen} note={words.idSeenNote} on={idSeen} onTap={() => void see()} />
      </Card>
      <Fields of={form} {...{ value, set }} empty={{ agent: '', companions: [] }} complaints={fields} />
      {error && <View className="complaint under-label">{error.message}</View>}
      <Button text="存好" onTap={save} />
    </>
  )
}

const Further = (step: Step) => {
  const { id, parties } = step.item
  const { go, send, error, fields } = useTelling(step)
  const [value, set] = useState({ who: nobody })
  const { who } = value
  const key = partyKeys.find(each => !parties.some(party => party.key === each))
  if (!key) return <View className="sheet-text">最多六方。请让一家出一个人来。</View>
  return (
    <>
      <View className="sheet-text">添上以后，也要问他愿不愿谈。</View>
      <Fields of={{ who: someone() }} {...{ value, set }} complaints={fields} />
      {error && <View className="complaint under-label">{error.message}</View>}
      <Button
        text="添上"
        disabled={!who.name.trim()}
        onTap={() => send(go(mediation.saveParty, { id, party: key, who: someoneOf(who) }))}
      />
    </>
  )
}

export const PartySheet = (step: Step) => {
  const { item, close } = step
  const [value, set] = useState<{ of: PartyKey | 'further' }>({ of: item.parties[0]?.key ?? 'further' })
  const party = item.parties.find(({ key }) => key === value.of)
  // Once everybody has said yes, nobody comes in who was not asked.
  const open =
    item.may.includes('saveParty') && ['applied', 'accepted', 'asked', 'unreachable'].includes(item.state)
  const all = { ...namesByKey(item.parties), ...(open && { further: '添一方' }) }
  return (
    <Asking title="当事人" close={close} closeText="关上">
      <Fields of={{ of: oneOf(undefined, all) }} value={value} set={set} />
      {party ? <One key={party.key} {...step} party={party} /> : <Further {...step} />}
    </Asking>
  )
}
