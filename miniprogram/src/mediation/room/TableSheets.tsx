/** At the table: who has heard their rights, who has come, what they agree to, and what it still needs to be in force. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import type { PartyKey } from '../../../../shared/mediation/life.ts'
import type { CaseReply } from '../../../../shared/mediation/reply.ts'
import { onOf } from '../../../../shared/time.ts'
import { actsOf, useTelling } from '../../components/act.tsx'
import { Asking } from '../../components/Asking.tsx'
import { role } from '../../components/aria.ts'
import { Button } from '../../components/Button.tsx'
import { Fields, line, lines, noted, oneALine, someOf, when, yesNo } from '../../components/fields.tsx'
import { FileViews } from '../../components/FileViews.tsx'
import { Pair } from '../../components/Pair.tsx'
import { PhotoField } from '../../components/PhotoField.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { PrintPaper } from '../papers/papers.tsx'
import { rights as rightsTexts, words } from '../parts/words.ts'
import { unheard } from '../parts/next.ts'
import { namesByKey, sayNames, sayParty, whom, type Step } from '../parts/Parties.tsx'

const { act } = actsOf<CaseReply>()

/** Read aloud, for those who do not read it on their own phone. */
export const rights = act(mediation.hearRights, {
  label: item => `念权利给${sayNames(unheard(item))}听`,
  title: (item, { party }) => `念给${sayParty(item, party)}听`,
  yes: ({ party }, item) => `${sayParty(item, party)}听明白了`,
  fields: item => ({
    party: noted(whom(unheard(item)), () =>
      rightsTexts.map(([about, text]) => (
        <View key={text} className="big under-label">
          {`${about}：${text}`}
        </View>
      )),
    ),
  }),
  stays: item => unheard(item).length > 0,
})

/** Whose papers are seen now is noted first, then it takes place. */
export const HoldSheet = (step: Step) => {
  const { item, close } = step
  const { id, seq, parties } = item
  const { go, send, error, fields } = useTelling(step)
  const before = parties.filter(({ idSeen }) => idSeen).map(({ key }) => key)
  const [value, set] = useState({ present: parties.map(({ key }) => key), seen: before })
  const { present, seen } = value
  const hold = async () => {
    for (const party of seen)
      if (!before.includes(party) && present.includes(party))
        await go(mediation.saveParty, { id, party, idSeen: true })
    return go(mediation.hold, { id, seq, present, held: true })
  }
  const here = parties.filter(({ key }) => present.includes(key))
  const ticks = {
    present: someOf('到场的人', namesByKey(parties)),
    seen: noted(someOf(words.idSeen, namesByKey(here)), words.idSeenNote),
  }
  return (
    <Asking
      title="谁到了？"
      close={close}
      error={error}
      foot={<Button text="开始谈" onTap={() => send(hold())} />}
    >
      <Fields of={ticks} value={value} set={set} complaints={fields} />
    </Asking>
  )
}

/** The points of the record, one a line; back at the table after signing began, what was written then is mended. */
export const agree = act(mediation.agree, {
  label: '谈成了，写协议',
  title: '谈成了',
  looksUp: [mediation.record, ({ id }) => ({ id })],
  yes: ({ oral }) => (oral ? '说好了，生效' : '写好了，去签字'),
  fields: ({ written, facts }, { oral }, { points }) => ({
    oral: {
      ...noted(
        yesNo(undefined, '口头协议', '书面协议', { start: false, look: 'segments' }),
        oral
          ? '说好就生效，登记表自己填好。想请法院确认的，请写书面协议。'
          : '双方和调解员签字、盖了章才生效。',
      ),
      start: written?.oral ?? false,
    },
    terms: oneALine('说好的事（一条一行）', {
      hint: '比如：楼上李家11月30日前修好水管',
      longest: 4000,
      tall: true,
      start: written?.terms ?? points,
    }),
    performedHow: line('怎么办（可以不写）', {
      hint: '比如：请物业的师傅修，材料费两家平摊',
      start: written?.performedHow,
    }),
    performedByOn: when('哪天以前办好（可以不选）', 'date', {
      from: onOf(new Date().toISOString()),
      start: written?.performedByOn,
    }),
    facts: lines('纠纷事实（双方都认可的写法）', {
      hint: '时间、地点、怎么回事，不评谁对谁错',
      longest: 2000,
      tall: true,
      start: written?.facts ?? facts,
    }),
  }),
  wrong: ({ terms = [] }): { terms?: string } =>
    terms.some(term => term.trim()) ? {} : { terms: '请把说好的写上，一条一行。' },
  keeps: true,
})

const signedText = { pen: '签了字', thumb: '按了手印' } as const
type What = PartyKey | 'mediator' | 'seal' | 'scan'
type Way = readonly [text: string, how?: keyof typeof signedText]

/** Stays open until nothing is missing: they sign one after the other. */
export const SignSheet = ({ item, close, onMoved }: Step) => {
  const { id, parties, agreement, mediator } = item
  const { go, send, error } = useTelling({
    item,
    close: () => undefined,
    onMoved: reply => {
      onMoved(reply)
      if (reply.state !== 'signing') close()
    },
  })
  const [photos, setPhotos] = useState<string[]>([])
  const [busy, setBusy] = useState(false)
  const lacks = (what: What) => agreement?.missing.includes(what) ?? true
  const sign = (what: What, how: Way[1] = 'pen') => send(go(mediation.sign, { id, what, how }))
  const scan = async () => {
    if (await send(go(mediation.sign, { id, what: 'scan', files: photos }))) setPhotos([])
  }
  /** `done`: how it was done; undefined: it is missing, and can be done in one of the `ways`. */
  const row = (what: What, name: string, done: string | undefined, ...ways: Way[]) => (
    <View key={what} className="sign-line">
      <View className="card-head">
        <View className="card-title" {...role('text', `${name}，${done ?? words.missing}`)}>
          {name}
        </View>
        <StateBadge text={done ?? words.missing} tone={done === undefined ? 'late' : 'ended'} />
      </View>
      {done === undefined && (
        <Pair>
          {ways.map(([text, how]) => (
            <Button
              key={text}
              text={text}
              kind="plain"
              label={`${name}${text}`}
              onTap={() => sign(what, how)}
            />
          ))}
        </Pair>
      )}
    </View>
  )
  const once = (what: What, name: string, done: string) =>
    row(what, name, lacks(what) ? undefined : done, [done])
  return (
    <Asking title="签字、盖章" close={close} closeText="先这样" error={error}>
      <View className="sheet-text">先打印，签一个点一个。都齐了，协议就生效。</View>
      <PrintPaper id={id} which="agreement" />
      <View className="gap" />
      {parties.map(({ key, name, signed }) =>
        row(key, name, signed && signedText[signed], [signedText.pen], [signedText.thumb, 'thumb']),
      )}
      {once('mediator', mediator ? `调解员${mediator.name}` : '调解员', signedText.pen)}
      {once('seal', '人民调解委员会的章', '盖了')}
      {row('scan', '盖好章的照片', lacks('scan') ? undefined : '有了')}
      {agreement?.scan && <FileViews files={agreement.scan} />}
      {lacks('scan') && (
        <>
          <PhotoField
            label="拍下盖好章的协议"
            hint="每一页都拍，字要看得清。"
            value={photos}
            onChange={setPhotos}
            onBusy={setBusy}
          />
          {photos.length > 0 && <Button text="存这些照片" disabled={busy} onTap={scan} />}
        </>
      )}
    </Asking>
  )
}
