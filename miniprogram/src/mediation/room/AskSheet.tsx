/** Asks the other side whether they are willing: by phone, in a neighbour's own mini-program, or by a link. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation.ts'
import type { CaseReply } from '../../../../shared/mediation/reply.ts'
import { answers, type Answer } from '../../../../shared/mediation/life.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { QrCode } from '../../components/QrCode.tsx'
import { Awaited } from '../../components/States.tsx'
import { addressOf } from '../../platform/pages.ts'
import { useReply, type useMove } from '../../platform/query.tsx'
import { PartyChoice, RevealPhone, type Party, type Step } from './Parties.tsx'
import { firstOf, unanswered } from './next.ts'
import { Asking, useTelling } from '../../components/act.tsx'

const ways = { phone: '打电话', neighbour: '发到他手机', link: '给邀请码' } as const
type How = keyof typeof ways
const options = Object.entries(ways).map(([value, text]) => ({ value: value as How, text }))
const inWeChat = process.env.TARO_ENV === 'weapp'
interface Way {
  readonly item: CaseReply
  readonly party: Party
  readonly go: ReturnType<typeof useMove>['go']
  /** Carries it out and closes the sheet. */
  readonly send: (moving: Promise<unknown>) => Promise<boolean>
  readonly onMoved: (reply: CaseReply) => void
}

/** Said word for word, so that nobody is pressed and nothing is told that was said in confidence. */
const ByPhone = ({ item, party, go, send }: Way) => {
  const { id, seq, may, state } = item
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
        `有邻居想请我们帮着，和您坐下来谈谈${item.title.split(' · ')[0]!}的事。`,
        '不收费，谈的不对外说，谁也不能勉强。',
        '您愿意来谈一谈吗？要想一想也行。',
      ].map(line => (
        <View key={line}>{line}</View>
      ))}
      <View className="strong">对方怎么说？</View>
      {[answers.codes.slice(0, 2), answers.codes.slice(2)].map((two, i) => (
        <View key={i} className="pair answer-pair">
          {two.map(answer => (
            <View key={answer} className="pair-part">
              <Button
                text={answers.text[answer]}
                kind={answer === 'yes' ? 'primary' : 'plain'}
                onTap={() => send(note(answer))}
              />
            </View>
          ))}
        </View>
      ))}
    </View>
  )
}

const Neighbour = ({ item: { id, seq }, party, go, send }: Way) => {
  const { data, ...asked } = useReply(mediation.neighboursAt, { id, party: party.key })
  if (!data) return <Awaited {...asked} />
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

/** The code is shown once, on this screen; it is kept nowhere. */
const Link = ({ item: { id, seq }, party, go, onMoved }: Way) => {
  const [code, setCode] = useState<string>()
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
  const { item, close, onMoved } = step
  const open = unanswered(item)
  const [key, setKey] = useState(() => firstOf(open))
  const party = item.parties.find(each => each.key === key) ?? item.parties[1]
  const [how, setHow] = useState<How>('phone')
  const { go, send, error } = useTelling(step)
  if (!party) return null
  const way = { item, party, go, send, onMoved }
  return (
    <Asking title={`问${party.name}愿不愿谈`} close={close} closeText="先这样" error={error}>
      <PartyChoice parties={open} value={key} onChange={setKey} />
      <Choice options={options} value={how} onChange={setHow} />
      {how === 'phone' && <ByPhone key={party.key} {...way} />}
      {how === 'neighbour' && <Neighbour key={party.key} {...way} />}
      {how === 'link' && <Link key={party.key} {...way} />}
    </Asking>
  )
}
