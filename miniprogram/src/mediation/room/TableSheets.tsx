/** At the table: who has heard their rights, who has come, what they agree to, and what it still needs to be in force. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { mediation } from '../../../../shared/mediation.ts'
import type { PartyKey } from '../../../../shared/mediation/life.ts'
import { onOf } from '../../../../shared/time.ts'
import { Asking, useTelling } from '../../components/act.tsx'
import { role } from '../../components/aria.ts'
import { Awaited } from '../../components/Awaited.tsx'
import { Button } from '../../components/Button.tsx'
import { Fields, line, lines, oneOf, when } from '../../components/fields.tsx'
import { FileViews } from '../../components/FileViews.tsx'
import { PhotoField } from '../../components/PhotoField.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { Ticks } from '../../components/Choice.tsx'
import { useDraft } from '../../platform/drafts.ts'
import { useReply } from '../../platform/query.tsx'
import { PrintPaper } from '../papers/CasePapers.tsx'
import { rights } from '../words.ts'
import { complaintAbout, linesOf } from './lines.ts'
import { firstOf, unheard } from './next.ts'
import { optionsOf, PartyChoice, type Step } from './Parties.tsx'
import { words } from './words.ts'

/** Read aloud, for those who do not read it on their own phone. */
export const RightsSheet = (step: Step) => {
  const { item, close, onMoved } = step
  const open = unheard(item)
  const [key, setKey] = useState<PartyKey>()
  const party = open.find(each => each.key === key) ?? open.find(each => each.key === firstOf(open))
  const last = open.length < 2
  const { go, send, error } = useTelling({ item, onMoved, close: last ? close : () => undefined })
  if (!party) return null
  return (
    <Asking
      title={`念给${party.name}听`}
      close={close}
      error={error}
      foot={
        <Button
          text={`${party.name}听明白了`}
          onTap={() => send(go(mediation.hearRights, { id: item.id, party: party.key }))}
        />
      }
    >
      <PartyChoice parties={open} value={party.key} onChange={setKey} />
      {rights.map(([about, text]) => (
        <View key={text} className="big under-label">
          {`${about}：${text}`}
        </View>
      ))}
    </Asking>
  )
}

/** Whose papers are seen now is noted first, then it takes place. */
export const HoldSheet = (step: Step) => {
  const { item, close } = step
  const { id, seq, parties } = item
  const { go, send, error, fields } = useTelling(step)
  const [present, setPresent] = useState<readonly PartyKey[]>(parties.map(({ key }) => key))
  const before = parties.filter(({ idSeen }) => idSeen).map(({ key }) => key)
  const [seen, setSeen] = useState<readonly PartyKey[]>(before)
  const hold = async () => {
    for (const party of seen)
      if (!before.includes(party) && present.includes(party))
        await go(mediation.saveParty, { id, party, idSeen: true })
    return go(mediation.hold, { id, seq, present: [...present], held: true })
  }
  return (
    <Asking
      title="谁到了？"
      close={close}
      error={error}
      foot={<Button text="开始谈" onTap={() => send(hold())} />}
    >
      <Ticks
        label="到场的人"
        options={optionsOf(parties)}
        value={present}
        onChange={setPresent}
        complaint={fields.present}
      />
      <Ticks
        label={words.idSeen}
        options={optionsOf(parties.filter(({ key }) => present.includes(key)))}
        value={seen}
        onChange={setSeen}
      />
      <View className="hint">{words.idSeenNote}</View>
    </Asking>
  )
}

const typed = z.object({
  how: z.enum(['written', 'oral']),
  terms: z.string(),
  facts: z.string(),
  performedHow: z.string(),
  performedByOn: z.string(),
})
type Typed = z.output<typeof typed>

const how = { how: oneOf(undefined, { written: '书面协议', oral: '口头协议' }, { look: 'segments' }) }
const agreed = () => ({
  terms: lines('说好的事（一条一行）', {
    hint: '比如：楼上李家11月30日前修好水管',
    longest: 4000,
    tall: true,
  }),
  performedHow: line('怎么办（可以不写）', { hint: '比如：请物业的师傅修，材料费两家平摊' }),
  performedByOn: when('哪天以前办好（可以不选）', 'date', { from: onOf(new Date().toISOString()) }),
  facts: lines('纠纷事实（双方都认可的写法）', {
    hint: '时间、地点、怎么回事，不评谁对谁错',
    longest: 2000,
    tall: true,
  }),
})
const nothing: Typed = { how: 'written', terms: '', facts: '', performedHow: '', performedByOn: '' }

const AgreeForm = ({ before, ...step }: Step & { readonly before: Typed }) => {
  const { item, close } = step
  const { id, seq } = item
  const { value, set, clear } = useDraft(`mediation.agree.${id}`, typed, before)
  const { go, send, error, fields } = useTelling(step)
  const [tried, setTried] = useState(false)
  const oral = value.how === 'oral'
  const terms = linesOf(value.terms)
  const agree = async () => {
    setTried(true)
    if (terms.length === 0) return
    const [facts, performedHow, performedByOn] = (['facts', 'performedHow', 'performedByOn'] as const).map(
      name => value[name].trim() || undefined,
    )
    if (await send(go(mediation.agree, { id, seq, oral, terms, facts, performedHow, performedByOn }))) clear()
  }
  const wrong = tried && terms.length === 0 ? '请把说好的写上，一条一行。' : complaintAbout(fields, 'terms')
  const drawing = { value, set, empty: nothing }
  return (
    <Asking
      title="谈成了"
      close={close}
      error={error}
      foot={<Button text={oral ? '说好了，生效' : '写好了，去签字'} onTap={agree} />}
    >
      <Fields of={how} {...drawing} />
      <View className="hint under-label">
        {oral
          ? '说好就生效，登记表自己填好。想请法院确认的，请写书面协议。'
          : '双方和调解员签字、盖了章才生效。'}
      </View>
      <Fields of={agreed()} {...drawing} complaints={wrong ? { ...fields, terms: wrong } : fields} />
    </Asking>
  )
}

/** The points of the record, one a line; back at the table after signing began, what was written then is mended. */
export const AgreeSheet = (step: Step) => {
  const { id, written, facts } = step.item
  const { data, ...asked } = useReply(mediation.record, { id })
  if (!data)
    return (
      <Asking title="谈成了" close={step.close}>
        <Awaited asked={asked} calls={false} />
      </Asking>
    )
  const before = {
    how: written?.oral ? ('oral' as const) : ('written' as const),
    terms: (written?.terms ?? data.points).join('\n'),
    facts: written?.facts ?? facts ?? '',
    performedHow: written?.performedHow ?? '',
    performedByOn: written?.performedByOn ?? '',
  }
  return <AgreeForm {...step} before={before} />
}

const signedText = { pen: '签了字', thumb: '按了手印' } as const
type What = PartyKey | 'mediator' | 'seal' | 'scan'

interface LineProps {
  readonly name: string
  /** How it was done; undefined: it is missing. */
  readonly done: string | undefined
  readonly ways: readonly (readonly [text: string, sign: () => unknown])[]
}

const Line = ({ name, done, ways }: LineProps) => (
  <View className="sign-line">
    <View className="card-head">
      <View className="card-title" {...role('text', `${name}，${done ?? words.missing}`)}>
        {name}
      </View>
      <StateBadge text={done ?? words.missing} tone={done === undefined ? 'late' : 'ended'} />
    </View>
    {done === undefined && (
      <View className="pair">
        {ways.map(([text, sign]) => (
          <View key={text} className="pair-part">
            <Button text={text} kind="plain" label={`${name}${text}`} onTap={sign} />
          </View>
        ))}
      </View>
    )}
  </View>
)

export const SignSheet = (step: Step) => {
  const { item, close, onMoved } = step
  const { id, parties, agreement, mediator } = item
  // Stays open until nothing is missing: they sign one after the other.
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
  const sign = (what: What, how: 'pen' | 'thumb' = 'pen') => send(go(mediation.sign, { id, what, how }))
  const scan = async () => {
    if (await send(go(mediation.sign, { id, what: 'scan', files: photos }))) setPhotos([])
  }
  return (
    <Asking title="签字、盖章" close={close} closeText="先这样" error={error}>
      <View className="sheet-text">先打印，签一个点一个。都齐了，协议就生效。</View>
      <PrintPaper id={id} which="agreement" />
      <View className="gap" />
      {parties.map(({ key, name, signed }) => (
        <Line
          key={key}
          name={name}
          done={signed && signedText[signed]}
          ways={[
            [signedText.pen, () => sign(key)],
            [signedText.thumb, () => sign(key, 'thumb')],
          ]}
        />
      ))}
      <Line
        name={mediator ? `调解员${mediator.name}` : '调解员'}
        done={lacks('mediator') ? undefined : signedText.pen}
        ways={[[signedText.pen, () => sign('mediator')]]}
      />
      <Line
        name="人民调解委员会的章"
        done={lacks('seal') ? undefined : '盖了'}
        ways={[['盖了', () => sign('seal')]]}
      />
      <Line name="盖好章的照片" done={lacks('scan') ? undefined : '有了'} ways={[]} />
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
