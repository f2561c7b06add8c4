/** A day in a browser, whose own picker begins its weeks as it likes: a month that opens under the field. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { onOf, sayDate, sayMonthDay, sayWeekday, weekdayNames } from '../../../shared/time.ts'
import { isSelected, role } from './aria.ts'
import { Button } from './Button.tsx'
import { classes } from './classes.ts'
import { daysShown, isWithin, monthAfter, monthToOpen } from './month.ts'

interface Props {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly from?: string
  readonly to?: string
}

/** By years, for what lies far back; by months. */
const turns = [
  ['«', '前一年', -12],
  ['‹', '上个月', -1],
  ['›', '下个月', 1],
  ['»', '后一年', 12],
] as const

const Month = ({ label, value, onChange, from, to }: Props) => {
  const today = onOf(new Date().toISOString())
  const [month, turn] = useState(monthToOpen(value, today, from, to))
  const step = ([text, name, months]: (typeof turns)[number]) => (
    <View
      key={text}
      className="step"
      onClick={() => turn(monthAfter(month, months))}
      {...role('button', name)}
    >
      {text}
    </View>
  )
  return (
    <View className="month" {...role('group', label)}>
      <View className="month-head">
        {turns.slice(0, 2).map(step)}
        <View className="month-title">{`${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`}</View>
        {turns.slice(2).map(step)}
      </View>
      <View className="month-days">
        {weekdayNames.map(name => (
          <View key={name} className="month-weekday">
            {name}
          </View>
        ))}
        {daysShown(month).map(on => {
          const open = isWithin(on, from, to)
          const chosen = on === value
          return (
            <View
              key={on}
              className={classes(
                'month-day',
                chosen && 'chosen',
                on === today && 'month-today',
                !on.startsWith(month) && 'month-other',
                !open && 'month-shut',
              )}
              onClick={open ? () => onChange(on) : undefined}
              {...role(open ? 'button' : 'text', `${sayMonthDay(on)} ${sayWeekday(on)}`)}
              {...isSelected(chosen)}
            >
              {Number(on.slice(8))}
            </View>
          )
        })}
      </View>
      {value && <Button text="不写日子" kind="plain" size="small" onTap={() => onChange('')} />}
    </View>
  )
}

export const DayField = ({ onChange, ...props }: Props) => {
  const [isOpen, open] = useState(false)
  const { label, value } = props
  const thisYear = value.slice(0, 4) === onOf(new Date().toISOString()).slice(0, 4)
  const said = value ? `${thisYear ? sayMonthDay(value) : sayDate(value)} ${sayWeekday(value)}` : '点这里选'
  return (
    <>
      <View
        className="field-input when-input"
        onClick={() => open(!isOpen)}
        {...role('button', value ? `${label}，${said}` : label)}
      >
        {said}
      </View>
      {isOpen && (
        <Month
          {...props}
          onChange={on => {
            onChange(on)
            open(false)
          }}
        />
      )}
    </>
  )
}
