/** Asks the other side whether they are willing: by phone, in a neighbour's own mini-program, or by a link. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation.ts'
import type { CaseReply } from '../../../../shared/mediation/case.ts'
import { answers } from '../../../../shared/mediation/life.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { QrCode } from '../../components/QrCode.tsx'
import { Failed, Loading, Notice } from '../../components/States.tsx'
import { addressOf } from '../../platform/pages.ts'
import { useMove, useReply } from '../../platform/query.tsx'
import { sayRefusal } from '../../platform/refused.ts'
import { PartyChoice } from './PartyChoice.tsx'
import { RevealPhone } from './RevealPhone.tsx'
import { firstOf, unanswered } from './next.ts'
import { answerText } from './words.ts'
import { Asking, useTelling } from '../../components/act.tsx'
import type { Step } from './ToCall.tsx'

type Party = CaseReply['parties'][number]
const ways = { phone: '打电话', neighbour: '发到他手机', link: '给邀请码' } as const
type How = keyof typeof ways
const options = Object.entries(ways).map(([value, text]) => ({ value: value as How, text }))
const inWeChat = process.env.TARO_ENV === 'weapp'
interface Way extends Step {
  readonly party: Party
}

const No = ({ error }: { readonly error: Error | null }) =>
  error && <Notice text={sayRefusal(error)} tone="warn" />

/** Said word for word, so that nobody is pressed and nothing is told that was said in confidence. */
const ByPhone = (step: Way) => {
  const { item, party } = step
  const { go, send, error } = useTelling(step)
  const asks = item.may.includes('ask') && (item.state === 'accepted' || party.consent === undefined)
  const note = async (answer: (typeof answers)[number]) => {
    const { id, seq } = item
    const asked = asks ? go(mediation.askOtherSide, { id, seq, party: party.key, how: 'phone' }) : undefined
    return send(
      Promise.resolve(asked).then(() => go(mediation.answerOtherSide, { id, party: party.key, answer })),
    )
  }
  return (
    <View className="stack">
      <RevealPhone id={item.id} party={party} />
      <View className="strong">照着说就行</View>
      {[
        `您好，是${party.name}吗？我是社区调解室的。`,
        `有邻居想请我们帮着，和您坐下来谈谈${item.title.split(' · ')[0]!}的事。`,
        '不收费，谈的不对外说，谁也不能勉强。',
        '您愿意来谈一谈吗？要想一想也行。',
      ].map(line => (
        <View key={line}>{line}</View>
      ))}
      <View className="strong">对方怎么说？</View>
      <No error={error} />
      {[answers.slice(0, 2), answers.slice(2)].map((two, i) => (
        <View key={i} className="pair answer-pair">
          {two.map(answer => (
            <View key={answer} className="pair-part">
              <Button
                text={answerText[answer]}
                kind={answer === 'yes' ? 'primary' : 'plain'}
                onTap={() => note(answer)}
              />
            </View>
          ))}
        </View>
      ))}
    </View>
  )
}

const Neighbour = (step: Way) => {
  const { item, party } = step
  const { go, send, error: refused } = useTelling(step)
  const { id, seq } = item
  const { data, error, again } = useReply(mediation.neighboursAt, { id, party: party.key })
  if (!data) return error ? <Failed error={error} again={again} /> : <Loading />
  if (data.people.length === 0)
    return <View className="sheet-text">这一户没有登记过的邻居，或门牌没写全。请打电话，或给邀请码。</View>
  return (
    <View className="stack">
      <View className="sheet-text">登记住这一户的邻居。他会在小程序里收到，自己回话。</View>
      <No error={refused} />
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

/** The code is shown once, on this screen; it is kept nowhere. */
const Link = ({ item, party, onMoved }: Way) => {
  const [code, setCode] = useState<string>()
  const { go, error } = useMove()
  const make = () =>
    go(mediation.askOtherSide, { id: item.id, seq: item.seq, party: party.key, how: 'link' }).then(
      ({ code: made, ...reply }) => {
        setCode(made)
        onMoved(reply)
      },
      () => undefined, // shown below
    )
  if (code === undefined)
    return (
      <View className="stack">
        <View className="sheet-text">{`做一个给${party.name}的邀请，三十天里有效。谁拿到谁能回话，请当面给，或发给本人。`}</View>
        <No error={error} />
        <Button text="做邀请" onTap={make} />
      </View>
    )
  const text = inWeChat ? code : location.origin + addressOf('mediation/answer', { code })
  const copy = async () => {
    await Taro.setClipboardData({ data: text })
    void Taro.showToast({ title: '复制好了', icon: 'none' })
  }
  return (
    <View className="stack">
      <View className="sheet-text">{`请${party.name}扫这个码，或在小程序里输入邀请。关上就看不到了，可以再做一个。`}</View>
      <QrCode text={text} label="给对方扫的邀请码" most={260} />
      <View className="strong">邀请</View>
      <View className="big">{code.replace(/(.{4})(?=.)/g, '$1 ')}</View>
      <Button text="复制邀请" kind="plain" onTap={copy} />
    </View>
  )
}

export const AskSheet = (step: Step) => {
  const { item, close } = step
  const open = unanswered(item)
  const [key, setKey] = useState(() => firstOf(open))
  const party = item.parties.find(each => each.key === key) ?? item.parties[1]
  const [how, setHow] = useState<How>('phone')
  if (!party) return null
  const way = { ...step, party }
  return (
    <Asking title={`问${party.name}愿不愿谈`} close={close} closeText="先这样">
      <PartyChoice parties={open} value={key} onChange={setKey} />
      <Choice options={options} value={how} onChange={setHow} />
      {how === 'phone' && <ByPhone key={party.key} {...way} />}
      {how === 'neighbour' && <Neighbour key={party.key} {...way} />}
      {how === 'link' && <Link key={party.key} {...way} />}
    </Asking>
  )
}
