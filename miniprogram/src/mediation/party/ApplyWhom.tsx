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
import { nobody, type Typed } from '../room/someone.ts'
import { alreadyText, words } from '../words.ts'

const lawPhone = '12348'

const Person = ({ at, draft: { value, set }, complaints }: StepProps & { readonly at: number }) => {
  const other = value.others[at]!
  const change = (part: Partial<Typed>) =>
    set({ ...value, others: value.others.map((each, i) => (i === at ? { ...each, ...part } : each)) })
  const complaint = (part: keyof Typed) => complaintAt(complaints, `others.${at}.${part}`)
  return (
    <View>
      <View className="heading">{at === 0 ? '和谁的事' : `第${at + 1}位`}</View>
      <Field
        label="怎么称呼"
        longest={20}
        placeholder="比如：楼上李家"
        value={other.name}
        onChange={name => change({ name })}
        complaint={complaint('name')}
      />
      <Field
        label="几号楼（知道就写）"
        longest={20}
        placeholder="比如：3号楼"
        value={other.building}
        onChange={building => change({ building })}
        complaint={complaint('building')}
      />
      <Field
        label="几单元几室（知道就写）"
        longest={20}
        placeholder="比如：2单元501"
        value={other.room}
        onChange={room => change({ room })}
        complaint={complaint('room')}
      />
      <Field
        label="他的电话（可以不写）"
        type="digit"
        longest={20}
        placeholder="知道就写，方便我们去问"
        value={other.phone}
        onChange={phone => change({ phone })}
        complaint={complaint('phone')}
      />
      {at > 0 && (
        <Button
          text="去掉这一位"
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
            text="还有一位"
            kind="plain"
            onTap={() => set({ ...value, others: [...value.others, nobody] })}
          />
        </View>
      )}
      <Choice
        label="法院、派出所在管吗"
        options={alreadyWith.map(each => ({ value: each, text: alreadyText[each] }))}
        value={value.already}
        onChange={already => set({ ...value, already })}
        complaint={value.already === 'court' ? undefined : complaintAt(complaints, 'already')}
      />
      {value.already === 'court' && (
        <View className="field stack">
          <Notice
            text="法院已经受理，我们不能再调。想知道下一步怎么办，可以问问法律顾问，或打给社区。"
            tone="warn"
          />
          <CallButton phone={lawPhone} text="打12348，免费问律师" kind="plain" />
          <CallCommunity />
        </View>
      )}
      {value.already === 'police' && <Notice text="派出所在管，也可以一起调。我们会先问一声。" />}
      <Choice
        label="怎么谈"
        options={[
          { value: 'no', text: words.openNo },
          { value: 'yes', text: words.openYes },
        ]}
        value={value.open ? 'yes' : 'no'}
        onChange={open => set({ ...value, open: open === 'yes' })}
      />
      <Field
        label="想请谁调解（可以不写）"
        longest={20}
        placeholder="比如：刘老师"
        value={value.prefers}
        onChange={prefers => set({ ...value, prefers })}
        complaint={complaintAt(complaints, 'prefers')}
      />
    </>
  )
}
