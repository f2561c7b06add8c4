/** Signing: who has signed and how, on which day, the seal, the photos of the paper, and what was noted wrongly put right. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import type { PartyKey } from '../../../../shared/mediation/life.ts'
import { signedHow, type CaseReply, type SignaturePart } from '../../../../shared/mediation/reply.ts'
import type { Code } from '../../../../shared/choice.ts'
import { onOf, sayMonthDay } from '../../../../shared/time.ts'
import { actsOf, useTelling } from '../../components/act.tsx'
import { Asking } from '../../components/Asking.tsx'
import { role } from '../../components/aria.ts'
import { Button } from '../../components/Button.tsx'
import { Fields, noted, oneOf, photos, toggle, when } from '../../components/fields.tsx'
import { FileViews } from '../../components/FileViews.tsx'
import { Pair } from '../../components/Pair.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { PrintPaper } from '../papers/papers.tsx'
import { words } from '../parts/words.ts'
import { namesByKey, partyOf, type Step } from '../parts/Parties.tsx'

const { act } = actsOf<CaseReply>()
const today = () => onOf(new Date().toISOString())

type How = Code<typeof signedHow>
type Inked = Exclude<SignaturePart, 'scan'>
interface Signature {
  readonly text: string
  readonly on?: string
  readonly how?: How
}

const sealed = '盖了'
const sealName = '人民调解委员会的章'
const mediatorIn = ({ mediator }: CaseReply) => (mediator ? `调解员${mediator.name}` : '调解员')

/** How it stands; undefined while it is missing. */
const signatureIn = (item: CaseReply, what: Inked): Signature | undefined => {
  const { missing, mediatorSignedOn, sealedOn } = item.agreement ?? {}
  if (missing?.includes(what) ?? true) return undefined
  if (what === 'mediator') return { text: signedHow.text.pen, on: mediatorSignedOn }
  if (what === 'seal') return { text: sealed, on: sealedOn }
  const { signed: how = 'pen', signedOn: on } = partyOf(item, what) ?? {}
  return { text: signedHow.text[how], how, on }
}

/** From the day they last talked until today. */
const signingDay = ({ sessions }: CaseReply, label: string, start = today()) => {
  const met = sessions.findLast(({ held }) => held)
  return when(label, 'date', { start, from: met && onOf(met.fromAt), to: today() })
}

/** Stays open until nothing is missing: they sign one after the other. */
export const SignSheet = ({ item, close, onMoved }: Step) => {
  const { id, parties } = item
  const { go, send, error, fields } = useTelling({
    item,
    close: () => undefined,
    onMoved: reply => {
      onMoved(reply)
      if (reply.state !== 'signing') close()
    },
  })
  const [value, set] = useState({ on: today() })
  const row = (what: Inked, name: string, ...ways: (readonly [text: string, how?: How])[]) => {
    const done = signatureIn(item, what)
    const text = done
      ? [done.text, done.on && sayMonthDay(done.on)].filter(Boolean).join(' · ')
      : words.missing
    return (
      <View key={what} className="sign-line">
        <View className="card-head">
          <View className="card-title" {...role('text', `${name}，${text}`)}>
            {name}
          </View>
          <StateBadge text={text} tone={done ? 'ended' : 'late'} />
        </View>
        {!done && (
          <Pair>
            {ways.map(([text, how]) => (
              <Button
                key={text}
                text={text}
                kind="plain"
                label={`${name}${text}`}
                onTap={() => send(go(mediation.sign, { id, what, how, on: value.on }))}
              />
            ))}
          </Pair>
        )}
      </View>
    )
  }
  const { pen, thumb } = signedHow.text
  return (
    <Asking title="签字、盖章" close={close} closeText="先这样" error={error}>
      <View className="sheet-text">先打印，签一个点一个。都齐了，协议就从最后签字、盖章的那天起生效。</View>
      <PrintPaper id={id} which="agreement" />
      <View className="gap" />
      <Fields
        of={{ on: signingDay(item, '哪天签的、盖的') }}
        value={value}
        set={({ on }) => set({ on: on || today() })}
        complaints={fields}
      />
      {parties.map(({ key, name }) => row(key, name, [pen, 'pen'], [thumb, 'thumb']))}
      {row('mediator', mediatorIn(item), [pen])}
      {row('seal', sealName, [sealed])}
    </Asking>
  )
}

/** It completes the file; the agreement is in force without it. */
export const scan = act(mediation.sign, {
  label: ({ agreement }) => (agreement?.scan ? '再拍一页盖好章的协议' : '拍下盖好章的协议'),
  yes: '存进卷宗',
  along: { what: 'scan' },
  needs: ['files'],
  says: ({ agreement }) => agreement?.scan && <FileViews files={agreement.scan} />,
  fields: { files: photos('盖好章的协议', '每一页都拍，字要看得清。') },
})

/** What can have been noted wrongly: what is noted. */
const namesIn = (item: CaseReply): Partial<Record<SignaturePart, string>> => {
  const inked = { ...namesByKey(item.parties), mediator: mediatorIn(item), seal: sealName }
  const done = (Object.entries(inked) as [Inked, string][]).filter(([what]) => signatureIn(item, what))
  return { ...Object.fromEntries(done), ...(item.agreement?.scan && { scan: '协议的照片' }) }
}

/** By itself, for all the others stand. */
export const correct = act(mediation.correct, {
  label: '签字、照片记错了',
  title: '改正记错的',
  yes: '改正',
  says: ({ agreement }, { what }) => [
    '只改记错的这一处，别的不动。原来怎么记的、谁改的，都留着。',
    what === 'scan' && agreement?.scan && <FileViews files={agreement.scan} />,
  ],
  fields: (item, { what, undone }) => ({
    what: oneOf('哪一处记错了', namesIn(item)),
    ...(what === 'scan'
      ? {
          photo: oneOf(
            '哪一张没拍好',
            Object.fromEntries(item.agreement?.scan?.map(({ id }, i) => [id, `第${i + 1}张`]) ?? []),
          ),
          files: noted(photos('重拍的'), '放在原来那张的位置。多拍了的，可以不换、只去掉。'),
        }
      : what && {
          ...(partyOf(item, what as PartyKey) && !undone && { how: oneOf('怎么签的', signedHow.text) }),
          ...(!undone && { on: signingDay(item, '哪天') }),
          undone: toggle('其实还没有签', '协议要等签齐了才生效。'),
        }),
  }),
  needs: ['what', 'photo'],
  follows: ({ what }, changed, item) => {
    const stands = what && what !== 'scan' && signatureIn(item, what)
    return changed === 'what' && stands ? { how: stands.how, on: stands.on, undone: false } : {}
  },
  done: '改好了，留了记录',
})

const sayOne = (signature: { readonly how?: How; readonly on?: string } | undefined) =>
  signature
    ? [signature.how && signedHow.text[signature.how], signature.on && sayMonthDay(signature.on)]
        .filter(Boolean)
        .join(' ')
    : '没有签'

/** As the room reads what was put right. */
export const sayCorrections = (item: CaseReply) => {
  const names = {
    ...namesByKey(item.parties),
    mediator: mediatorIn(item),
    seal: sealName,
    scan: '协议的照片',
  }
  return (item.corrections ?? []).map(({ what, before, after, ...rest }) => ({
    ...rest,
    text: `${names[what] ?? ''}：${what === 'scan' ? '换了一张' : `${sayOne(before)}，改成${sayOne(after)}`}`,
  }))
}
