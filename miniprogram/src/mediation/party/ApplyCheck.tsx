/** Last step: read back, before it goes out. */
import { View } from '@tarojs/components'
import type { Me } from '../../../../shared/identity.ts'
import { Card } from '../../components/Card.tsx'
import { Row } from '../../components/Row.tsx'
import { Notice } from '../../components/States.tsx'
import { inputOf, type ApplyDraft } from './apply-form.ts'
import { words } from './apply-words.ts'
import { whomOf } from './ApplyWhat.tsx'
import { alreadyText, kindText } from '../words.ts'

export const ApplyCheck = ({ draft, me }: { readonly draft: ApplyDraft; readonly me: Me }) => {
  const whom = whomOf(me)
  const { kind, facts, wish, prefers, others, already, open } = inputOf(draft)
  const extras = [
    ...(draft.photos.length > 0 ? [words.photoCount(draft.photos.length)] : []),
    ...(draft.voice ? [words.oneVoice] : []),
  ].join('、')
  return (
    <>
      <View className="greeting">{words.check}</View>
      <Card>
        {whom.length > 1 && (
          <Row name={words.forName} value={whom.find(({ value }) => value === draft.for)?.text} />
        )}
        {kind && <Row name={words.kindRow} value={kindText[kind]} />}
        <View className="big">{facts}</View>
        {wish && <Row name={words.wishRow} note={wish} />}
        {extras && <Row name={words.extras} value={extras} />}
      </Card>
      <Card title={words.withRow}>
        {others.map(({ name, building, room, phone }, i) => (
          <Row key={i} name={name} note={[building, room, phone].filter(Boolean).join(' · ')} />
        ))}
        {already && already !== 'nobody' && <Row name={words.alreadyRow} value={alreadyText[already]} />}
        <Row name={words.openRow} value={open ? words.openYes : words.openNo} />
        {prefers && <Row name={words.prefersRow} value={prefers} />}
      </Card>
      <Notice text={words.otherTold} />
    </>
  )
}
