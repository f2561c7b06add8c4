/** Groceries: one tap a thing, how many of it, and what is not among the chips. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { classes } from '../components/classes.ts'
import { Complaint, Field } from '../components/Field.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Stepper } from '../components/Stepper.tsx'
import { complaintAt } from '../components/form.ts'
import { isFull, withItem, withTyped, type Item, type StepProps } from './ask-form.ts'
import { commonItems, units, words } from './ask-words.ts'

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

export const AskGroceries = ({ draft: { value, set }, complaints }: StepProps) => {
  const change = (at: number) => (item?: Item) =>
    set({ ...value, items: value.items.flatMap((each, i) => (i !== at ? [each] : item ? [item] : [])) })
  const full = isFull(value)
  const typedTooMuch = complaintAt(complaints, 'lines.typed')
  return (
    <>
      <View className="field-label">{words.what.groceries}</View>
      <View className="hint under-label">{words.whatHint.groceries}</View>
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
