/** Last step: read back, before it goes out. */
import { View } from '@tarojs/components'
import type { Me } from '../../../../shared/identity.ts'
import { Card } from '../../components/Card.tsx'
import { Row } from '../../components/Row.tsx'
import { Notice } from '../../components/States.tsx'
import { inputOf, type ApplyDraft } from './apply-form.ts'
import { whomOf } from './ApplyWhat.tsx'
import { alreadyText, kindText, words } from '../words.ts'

export const ApplyCheck = ({ draft, me }: { readonly draft: ApplyDraft; readonly me: Me }) => {
  const whom = whomOf(me)
  const { kind, facts, wish, prefers, others, already, open } = inputOf(draft)
  const extras = [
    ...(draft.photos.length > 0 ? [`${draft.photos.length}张照片`] : []),
    ...(draft.voice ? ['1段录音'] : []),
  ].join('、')
  return (
    <>
      <View className="greeting">我们这样记，对吗？</View>
      <Card>
        {whom.length > 1 && <Row name="替谁" value={whom.find(({ value }) => value === draft.for)?.text} />}
        {kind && <Row name="什么事" value={kindText[kind]} />}
        <View className="big">{facts}</View>
        {wish && <Row name="希望怎么办" note={wish} />}
        {extras && <Row name="照片和录音" value={extras} />}
      </Card>
      <Card title="和谁的事">
        {others.map(({ name, building, room, phone }, i) => (
          <Row key={i} name={name} note={[building, room, phone].filter(Boolean).join(' · ')} />
        ))}
        {already && already !== 'nobody' && <Row name="别处在管" value={alreadyText[already]} />}
        <Row name="怎么谈" value={open ? words.openYes : words.openNo} />
        {prefers && <Row name="想请谁" value={prefers} />}
      </Card>
      <Notice text="我们先打电话给您，再去问对方愿不愿谈。对方会知道是您约的，看不到您的电话。" />
    </>
  )
}
