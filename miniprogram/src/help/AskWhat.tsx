/** First step: what, and for whom. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { HelpKind } from '../../../shared/help.ts'
import type { Me } from '../../../shared/identity.ts'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Complaint, Field } from '../components/Field.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Stepper } from '../components/Stepper.tsx'
import type { Draft } from '../platform/drafts.ts'
import { classes } from '../components/classes.ts'
import {
  complaintAt,
  isFull,
  withItem,
  withTyped,
  type AskDraft,
  type Complaints,
  type Item,
} from './ask-form.ts'
import { commonErrands, commonItems, units, words } from './words.ts'

export interface StepProps {
  readonly kind: HelpKind
  readonly draft: Draft<AskDraft>
  readonly complaints: Complaints
}

/** The people the reader may ask for. */
export const eldersOf = (me: Me | undefined) =>
  me?.actsFor.filter(({ modules }) => modules.includes('help')) ?? []

const ForWhom = ({
  draft: { value, set },
  me,
  complaints,
}: Omit<StepProps, 'kind'> & { readonly me: Me | undefined }) => {
  const elders = eldersOf(me)
  if (elders.length === 0) return null
  return (
    <Choice
      label={words.forWhom}
      options={[
        { value: '', text: words.myself },
        ...elders.map(({ id, callName }) => ({ value: id, text: callName })),
      ]}
      value={value.for}
      onChange={id => set({ ...value, for: id })}
      complaint={complaintAt(complaints, 'for')}
    />
  )
}

const ItemRow = ({
  item,
  change,
  complaint,
}: {
  readonly item: Item
  readonly change: (item?: Item) => void
  readonly complaint: string | undefined
}) => {
  const [choosing, setChoosing] = useState(false)
  const choose = (unit: string) => {
    setChoosing(false)
    change({ ...item, unit })
  }
  return (
    <View className="item">
      <View className="item-head">
        <View className="card-title">{item.what}</View>
        <View className="item-tap" onClick={() => change()} {...acts('button', `去掉${item.what}`)}>
          {words.remove}
        </View>
      </View>
      <View className="item-head">
        <Stepper
          label={item.what}
          value={item.count}
          unit={item.unit}
          onChange={count => change({ ...item, count })}
        />
        <View
          className="item-tap"
          onClick={() => setChoosing(true)}
          {...acts('button', `${item.what}${words.unit}`)}
        >
          {words.unit}
        </View>
      </View>
      {complaint !== undefined && <Complaint text={complaint} />}
      <Sheet
        open={choosing}
        title={words.chooseUnit}
        close={() => setChoosing(false)}
        closeText={words.sameUnit}
      >
        <Choice
          options={units.map(unit => ({ value: unit as string, text: unit }))}
          value={item.unit}
          onChange={choose}
        />
      </Sheet>
    </View>
  )
}

const Groceries = ({ draft: { value, set }, complaints }: StepProps) => {
  const change = (at: number) => (item?: Item) =>
    set({ ...value, items: value.items.flatMap((each, i) => (i !== at ? [each] : item ? [item] : [])) })
  const full = isFull(value)
  const typedTooMuch = complaintAt(complaints, 'lines.typed')
  return (
    <>
      <View className="field-label">{words.what.groceries}</View>
      <View className="hint under-label">{words.whatHint}</View>
      <View className="chips">
        {commonItems.map(([what, unit]) => {
          const count = value.items.find(item => item.what === what)?.count ?? 0
          return (
            <View
              key={what}
              className={classes('chip', count > 0 && 'chosen', full && count === 0 && 'chip-off')}
              hoverClass="card-pressed"
              onClick={() => set(withItem(value, what, unit))}
              {...acts('button', words.chipSaid(what, count))}
            >
              {words.chip(what, count)}
            </View>
          )
        })}
      </View>
      <View className="items">
        {value.items.map((item, i) => (
          <ItemRow
            key={item.what}
            item={item}
            change={change(i)}
            complaint={complaintAt(complaints, `lines.${i}`)}
          />
        ))}
        {complaints.lines !== undefined && <Complaint text={complaints.lines} />}
        {value.items.length === 0 && complaints.lines === undefined && (
          <View className="hint">{words.nothingYet}</View>
        )}
      </View>
      <View className="field-label">{words.otherItem}</View>
      <View className="item-add">
        <View className="pair-part">
          <Field
            quiet
            label={words.otherItem}
            longest={40}
            placeholder={words.otherItemHint}
            value={value.typing}
            onChange={typing => set({ ...value, typing })}
            complaint={typedTooMuch}
          />
        </View>
        <Button
          text={words.add}
          kind="plain"
          size="small"
          disabled={full}
          onTap={() => set(withTyped(value))}
        />
      </View>
      {full && typedTooMuch === undefined && <View className="hint">{words.full}</View>}
    </>
  )
}

const Errand = ({ draft: { value, set }, complaints }: StepProps) => (
  <>
    <Choice
      label={words.what.errands}
      options={commonErrands.map(text => ({ value: text as string, text }))}
      value={value.errand}
      onChange={errand => set({ ...value, errand })}
    />
    <Field
      label={words.errandOther}
      longest={40}
      placeholder={words.errandHint}
      value={value.errand}
      onChange={errand => set({ ...value, errand })}
      complaint={complaintAt(complaints, 'lines')}
    />
    <Field
      label={words.detail}
      lines="many"
      longest={60}
      placeholder={words.detailHint}
      value={value.detail}
      onChange={detail => set({ ...value, detail })}
    />
  </>
)

export const AskWhat = ({ me, ...step }: StepProps & { readonly me: Me | undefined }) => (
  <>
    <ForWhom me={me} draft={step.draft} complaints={step.complaints} />
    {step.kind === 'groceries' ? <Groceries {...step} /> : <Errand {...step} />}
  </>
)
