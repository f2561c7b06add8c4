/** 正式申请调解: what happened and for whom, with whom, read back, sent. */
import { View } from '@tarojs/components'
import { alreadyWith, disputeKinds } from '../../../shared/mediation/life.ts'
import type { Input } from '../../../shared/contract.ts'
import { mediation } from '../../../shared/mediation/mediation.ts'
import { CallButton } from '../components/CallButton.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { FactCard } from '../components/facts.tsx'
import { Complaint } from '../components/Field.tsx'
import {
  Fields,
  evidence,
  line,
  lines,
  namesOf,
  noted,
  oneOf,
  several,
  voice,
  yesNo,
  type FieldsOf,
} from '../components/fields.tsx'
import { complaintAt } from '../components/form.ts'
import { Row } from '../components/Row.tsx'
import { Notice } from '../components/States.tsx'
import { NotYet, StepForm, isKnown, useStepForm } from '../components/StepForm.tsx'
import { createOnce, useDraft } from '../platform/drafts.ts'
import { chosenOf, useMe, whomOf } from '../platform/me.ts'
import { open, openInstead } from '../platform/open.ts'
import { useMove } from '../platform/query.tsx'
import { askToBeTold } from '../platform/subscribe.ts'
import { nobody } from './parts/someone.ts'
import { someone, subject, type Say } from './parts/fields.tsx'
import { lawPhone, sayOpen } from './parts/words.ts'
import {
  applyDraft,
  complaintsAbout,
  emptyDraft,
  inputOf,
  mostOthers,
  mostPhotos,
  stepOf,
  subjectOf,
  withoutBlank,
  type ApplyDraft,
} from './party/apply-form.ts'
import { Explain } from './party/PartyActs.tsx'

const say: Say = {
  name: ['怎么称呼', '比如：楼上李家'],
  building: ['几号楼（知道就写）', '比如：3号楼'],
  room: ['几单元几室（知道就写）', '比如：2单元501'],
  phone: ['他的电话（可以不写）', '知道就写，方便我们去问'],
}

const fields: FieldsOf<ApplyDraft> = {
  kind: noted(
    oneOf('什么事', disputeKinds.text),
    kind => kind === 'family' && <Notice text="有人动手、有人受伤，先打110、120。" tone="warn" />,
  ),
  facts: lines('怎么回事', { hint: '比如：楼上卫生间漏水，我家屋顶泡坏了', longest: 2000 }),
  voice: voice('不想写？说给我们听'),
  wish: lines('您希望怎么办（可以不写）', { hint: '比如：把水管修好，赔刷墙的钱', longest: 500 }),
  photos: evidence('照片、PDF（可以不添）', '现场、单据、聊天记录都行。对方看不到。', mostPhotos),
  others: several(someone(say), {
    none: nobody,
    most: mostOthers,
    heading: at => (at === 0 ? '和谁的事' : `第${at + 1}位`),
    more: '还有一位',
    less: '去掉这一位',
  }),
  already: noted(oneOf('法院、派出所、别的部门在管吗', alreadyWith.text), already => (
    <>
      {already === 'court' && (
        <View className="field stack">
          <Notice
            text="法院已经受理，我们不能再调。想知道下一步怎么办，可以问问法律顾问，或打给社区。"
            tone="warn"
          />
          <CallButton phone={lawPhone} text="打12348，免费问律师" kind="plain" />
          <CallCommunity />
        </View>
      )}
      {(already === 'police' || already === 'agency') && (
        <Notice
          text="那边已经受理的，按规定社区先不调。您可以等那边办完，或请他们转给社区；拿不准也可以约，我们先去问一声。"
          tone="warn"
        />
      )}
    </>
  )),
  open: yesNo('怎么谈', '可以旁听', '关起门来谈', { start: false }),
  prefers: line('想请谁调解（可以不写）', { hint: '比如：刘老师', longest: 20 }),
}

/** Last step: read back, before it goes out. */
const ApplyCheck = ({
  draft,
  whom,
}: {
  readonly draft: ApplyDraft
  readonly whom: ReturnType<typeof whomOf>
}) => {
  const { kind, facts, wish, prefers, others, already, open } = inputOf(draft)
  const said = subjectOf(draft)
  const extras = [draft.photos.length > 0 && `${draft.photos.length}张照片`, draft.voice && '1段录音']
  return (
    <>
      <View className="greeting">我们这样记，对吗？</View>
      <Card>
        {whom.length > 1 && <Row name="替谁" value={whom.find(({ id }) => id === draft.for)?.name} />}
        {kind && <Row name="什么事" value={disputeKinds.text[kind]} />}
        <View className="big">{facts}</View>
        {wish && <Row name="希望怎么办" note={wish} />}
        {extras.some(Boolean) && <Row name="照片和录音" value={extras.filter(Boolean).join('、')} />}
      </Card>
      <FactCard
        title="和谁的事"
        lines={[
          ...others.map(({ name, building, room, phone }) => ({
            name,
            note: [building, room, phone],
          })),
          already && already !== 'nobody' && { name: '别处在管', value: alreadyWith.text[already] },
          said && { name: '只跟对方说', note: `有邻居想谈谈${said}` },
          { name: '怎么谈', value: sayOpen(open) },
          prefers && { name: '想请谁', value: prefers },
        ]}
      />
      <Notice text="我们先打电话给您，再去问对方愿不愿谈。对方会知道是您约的，看不到您的电话。" />
    </>
  )
}

export default function Apply() {
  const asked = useMe()
  const me = asked.data
  const kept = useDraft('mediation.apply', applyDraft, emptyDraft)
  const whom = whomOf(me, 'mediation')
  const forSomeone = whom.length > 1
  const draft = { ...kept, value: { ...kept.value, for: chosenOf(whom, kept.value.for)?.id } }
  const typed = withoutBlank(draft.value)
  const wrong = complaintsAbout(typed, forSomeone)
  const form = useStepForm({ wrong, stepOf, tidy: () => draft.set(typed) })
  const { go } = useMove()

  const send = async () => {
    const answered = askToBeTold('asking')
    // A draft taken up again may lack what an earlier step asks for; the server says which.
    const input = inputOf(typed) as Input<typeof mediation.apply>
    const create = (key: string) => go(mediation.apply, { ...input, key })
    try {
      const { id } = await createOnce({ value: typed, set: draft.set }, create)
      draft.clear()
      await answered
      await form.leave()
      await openInstead('mediation/case', { id, new: '1' })
    } catch (error) {
      form.refuse(error)
    }
  }

  if (!isKnown(me)) return <NotYet title="正式申请调解" asked={asked} />
  const { step, complaints, onBusy } = form
  const { value, set } = draft
  const unheard = complaintAt(complaints, 'files')
  // That a court has it is said at length below the question.
  const { already: _, ...others } = complaints
  const told = value.already === 'court' ? others : complaints
  const drawing = { of: fields, value, set, empty: emptyDraft, busy: onBusy }
  return (
    <StepForm title="正式申请调解" form={form} yes="对，约调解" edit="再改改" send={send}>
      {step === 0 && (
        <>
          <Explain />
          <Card>
            <Row name="是别人邀您谈？" note="收到邀请的，点这里回话" onTap={() => open('mediation/answer')} />
          </Card>
          {forSomeone && (
            <Fields of={{ for: oneOf('替谁约', namesOf(whom)) }} {...{ value, set, complaints }} />
          )}
          <Fields {...drawing} only={['kind', 'facts', 'voice', 'wish', 'photos']} complaints={complaints} />
          {unheard !== undefined && <Complaint text={unheard} />}
        </>
      )}
      {step === 1 && (
        <>
          <Fields {...drawing} only={['others', 'already']} complaints={told} />
          <Fields
            of={{ subject: subject('我们只跟对方说一句（可以换个说法）', value.kind) }}
            {...{ value, set }}
            complaints={told}
          />
          <View className="hint under-label">
            怎么回事、您希望怎么办，我们不跟对方说，留到坐下来由您自己讲。
          </View>
          <Fields {...drawing} only={['open', 'prefers']} complaints={told} />
        </>
      )}
      {step === 2 && <ApplyCheck draft={value} whom={whom} />}
    </StepForm>
  )
}
