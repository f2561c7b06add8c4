/** Second step: with whom, who has it already, and how one would like to talk. */
import { View } from '@tarojs/components'
import { alreadyWith } from '../../../../shared/mediation/life.ts'
import { Button } from '../../components/Button.tsx'
import { CallButton } from '../../components/CallButton.tsx'
import { CallCommunity } from '../../components/CallCommunity.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Field } from '../../components/Field.tsx'
import { Notice } from '../../components/States.tsx'
import { complaintAt } from '../../components/form.ts'
import { mostOthers, type StepProps } from './apply-form.ts'
import { words } from './apply-words.ts'
import { nobody, type Typed } from '../room/someone.ts'
import { alreadyText } from '../words.ts'

const lawPhone = '12348'

const Person = ({ at, draft: { value, set }, complaints }: StepProps & { readonly at: number }) => {
  const other = value.others[at]!
  const change = (part: Partial<Typed>) =>
    set({ ...value, others: value.others.map((each, i) => (i === at ? { ...each, ...part } : each)) })
  const complaint = (part: keyof Typed) => complaintAt(complaints, `others.${at}.${part}`)
  return (
    <View>
      <View className="heading">{at === 0 ? words.withWhom : words.another(at + 1)}</View>
      <Field
        label={words.name}
        longest={20}
        placeholder={words.nameHint}
        value={other.name}
        onChange={name => change({ name })}
        complaint={complaint('name')}
      />
      <Field
        label={words.building}
        longest={20}
        placeholder={words.buildingHint}
        value={other.building}
        onChange={building => change({ building })}
        complaint={complaint('building')}
      />
      <Field
        label={words.room}
        longest={20}
        placeholder={words.roomHint}
        value={other.room}
        onChange={room => change({ room })}
        complaint={complaint('room')}
      />
      <Field
        label={words.phone}
        type="digit"
        longest={20}
        placeholder={words.phoneHint}
        value={other.phone}
        onChange={phone => change({ phone })}
        complaint={complaint('phone')}
      />
      {at > 0 && (
        <Button
          text={words.remove}
          kind="plain"
          onTap={() => set({ ...value, others: value.others.filter((_, i) => i !== at) })}
        />
      )}
    </View>
  )
}

export const ApplyWhom = (step: StepProps) => {
  const { complaints } = step
  const { value, set } = step.draft
  return (
    <>
      {value.others.map((_, at) => (
        <Person key={at} at={at} {...step} />
      ))}
      {value.others.length < mostOthers && (
        <View className="field">
          <Button
            text={words.addOther}
            kind="plain"
            onTap={() => set({ ...value, others: [...value.others, nobody] })}
          />
        </View>
      )}
      <Choice
        label={words.already}
        options={alreadyWith.map(each => ({ value: each, text: alreadyText[each] }))}
        value={value.already}
        onChange={already => set({ ...value, already })}
        complaint={value.already === 'court' ? undefined : complaintAt(complaints, 'already')}
      />
      {value.already === 'court' && (
        <View className="field stack">
          <Notice text={words.inCourt} tone="warn" />
          <CallButton phone={lawPhone} text={words.lawCall} kind="plain" />
          <CallCommunity />
        </View>
      )}
      {value.already === 'police' && <Notice text={words.police} />}
      <Choice
        label={words.open}
        options={[
          { value: 'no', text: words.openNo },
          { value: 'yes', text: words.openYes },
        ]}
        value={value.open ? 'yes' : 'no'}
        onChange={open => set({ ...value, open: open === 'yes' })}
      />
      <Field
        label={words.prefers}
        longest={20}
        placeholder={words.prefersHint}
        value={value.prefers}
        onChange={prefers => set({ ...value, prefers })}
        complaint={complaintAt(complaints, 'prefers')}
      />
    </>
  )
}
