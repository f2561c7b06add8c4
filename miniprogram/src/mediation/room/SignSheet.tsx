/** What an agreement still needs to be in force: each signature, the mediator's, the seal, a photo of it all. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation.ts'
import type { PartyKey } from '../../../../shared/mediation/life.ts'
import { acts } from '../../components/aria.ts'
import { Button } from '../../components/Button.tsx'
import { FileViews } from '../../components/FileViews.tsx'
import { PhotoField } from '../../components/PhotoField.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { PrintPaper } from '../papers/CasePapers.tsx'
import { words } from './words.ts'
import { Asking, useTelling } from '../../components/act.tsx'
import type { Step } from './Parties.tsx'

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
      <View className="card-title" {...acts('text', `${name}，${done ?? words.missing}`)}>
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
