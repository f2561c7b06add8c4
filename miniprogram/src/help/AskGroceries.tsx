/** Groceries: one tap a thing, how many of it, and what is not among the chips. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { help } from '../../../shared/help/help.ts'
import { role } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { classes } from '../components/classes.ts'
import { Complaint, Field } from '../components/Field.tsx'
import { complaintAt } from '../components/form.ts'
import { Sheet } from '../components/Sheet.tsx'
import { Stepper } from '../components/Stepper.tsx'
import { boughtBefore, isFull, withItem, withTyped, type Item, type StepProps } from './ask-form.ts'
import { useMe, type Whom } from '../platform/me.ts'
import { useReply } from '../platform/query.tsx'
import { commonItems, units, words } from './ask-words.ts'

interface RowProps {
  readonly item: Item
  readonly change: (item?: Item) => void
  readonly complaint: string | undefined
}

const ItemRow = ({ item, change, complaint }: RowProps) => {
  const { what, count, unit, said } = item
  const [choosing, setChoosing] = useState(false)
  const close = () => setChoosing(false)
  return (
    <View className="item">
      <View className="item-head">
        <View className="card-title">{what}</View>
        <View className="item-tap" onClick={() => change()} {...role('button', `去掉${what}`)}>
          去掉
        </View>
      </View>
      <View className="item-head">
        {said ? (
          <View className="big">{said}</View>
        ) : (
          <Stepper label={what} value={count} unit={unit} onChange={n => change({ ...item, count: n })} />
        )}
        <View className="item-tap" onClick={() => setChoosing(true)} {...role('button', `${what}换单位`)}>
          换单位
        </View>
      </View>
      {complaint !== undefined && <Complaint text={complaint} />}
      <Sheet open={choosing} title="按什么算？" close={close} closeText="不换了">
        <Choice
          options={units.map(each => ({ value: each as string, text: each }))}
          value={said ? undefined : unit}
          onChange={chosen => {
            close()
            change({ ...item, unit: chosen, said: undefined })
          }}
        />
      </Sheet>
    </View>
  )
}

interface Props extends StepProps {
  readonly whom: Whom
}

/** What was bought before stands first. */
const useChips = (whom: Whom, forId: string | undefined) => {
  const { data: me } = useMe()
  const { data } = useReply(help.mine, {})
  const name = forId ? whom.find(({ id }) => id === forId)?.name : me?.callName
  const before = boughtBefore(data?.items ?? [], name)
  return [...before, ...commonItems.filter(([what]) => before.every(each => each[0] !== what))]
}

export const AskGroceries = ({ draft: { value, set }, complaints, whom }: Props) => {
  const chips = useChips(whom, value.for)
  const change = (at: number) => (item?: Item) =>
    set({ ...value, items: value.items.flatMap((each, i) => (i !== at ? [each] : item ? [item] : [])) })
  const full = isFull(value)
  const typedTooMuch = complaintAt(complaints, 'lines.typed')
  const [label, hint] = words.what.groceries
  return (
    <>
      <View className="field-label">{label}</View>
      <View className="hint under-label">{hint}</View>
      <View className="chips">
        {chips.map(([what, unit]) => {
          const { count = 0, said } = value.items.find(item => item.what === what) ?? {}
          return (
            <View
              key={what}
              className={classes('chip', count > 0 && 'chosen', full && count === 0 && 'chip-off')}
              hoverClass="card-pressed"
              onClick={() => set(withItem(value, what, unit))}
              {...role('button', `添上${what}${count > 0 ? `，已有${said ?? `${count}份`}` : ''}`)}
            >
              {said ? `${what} ${said}` : count > 0 ? `${what} ×${count}` : what}
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
        {complaints.lines !== undefined ? (
          <Complaint text={complaints.lines} />
        ) : (
          value.items.length === 0 && <View className="hint">还没有东西。请点上面的，或自己写一样。</View>
        )}
      </View>
      <View className="field-label">还要别的</View>
      <View className="item-add">
        <View className="pair-part">
          <Field
            quiet
            label="还要别的"
            lines="many"
            longest={400}
            placeholder="黄瓜2斤、半斤肉馅"
            value={value.typing}
            onChange={typing => set({ ...value, typing })}
            complaint={typedTooMuch}
          />
        </View>
        <Button text="添上" kind="plain" size="small" disabled={full} onTap={() => set(withTyped(value))} />
      </View>
      {full && typedTooMuch === undefined && <View className="hint">{words.full}</View>}
    </>
  )
}
