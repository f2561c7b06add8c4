/** The rooms of mediation, how long things may take, what a file needs, and what the month's tables are made of. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Settings } from '../../../shared/community.ts'
import { dossierItems } from '../../../shared/mediation/settings.ts'
import { sayFen } from '../../../shared/money.ts'
import { Card } from '../components/Card.tsx'
import { Field } from '../components/Field.tsx'
import { Ticks } from '../components/Ticks.tsx'
import { ColumnsPart } from './ColumnsPart.tsx'
import { Fold } from './Fold.tsx'
import {
  dayFields,
  dayLists,
  minuteFields,
  mediationOf,
  subsidyForms,
  tables,
  type MediationForm,
} from './mediation-form.ts'
import { RoomsPart } from './RoomsPart.tsx'
import { mediationWords as said } from './words.ts'

/** What is asked for by itself when its time comes is not for anybody to tick. */
type Ticked = keyof typeof said.dossierItems
const isTicked = (item: string): item is Ticked => item in said.dossierItems
const ticked = dossierItems.filter(isTicked)

interface Props {
  readonly was: Settings['mediation']
  readonly form: MediationForm
  readonly set: (part: Partial<MediationForm>) => void
  readonly complaint: (path: string) => string | undefined
}

export const MediationPart = ({ was, form, set, complaint }: Props) => {
  const [opened, setOpened] = useState<readonly string[]>([])
  const { typed, dossier, rooms } = form
  /** Open as long as something in it is to be changed. */
  const fold = (name: string, paths: readonly string[]) => ({
    open: opened.includes(name) || paths.some(path => complaint(path) !== undefined),
    toggle: () => setOpened(opened.includes(name) ? opened.filter(each => each !== name) : [...opened, name]),
  })
  const field = (path: string, label: string, longest: number) => (
    <Field
      key={path}
      label={label}
      longest={longest}
      value={typed[path] ?? ''}
      onChange={text => set({ typed: { ...typed, [path]: text } })}
      complaint={complaint(path)}
    />
  )
  const { subsidyFen } = mediationOf(was, form)
  const amounts = Object.values(subsidyFen)
  const most = Math.max(...amounts)
  return (
    <View className="within">
      <Fold
        title={said.rooms}
        note={said.roomsNote(rooms.filter(({ closed }) => !closed).length)}
        {...fold('rooms', ['rooms'])}
      >
        <RoomsPart was={was} form={form} set={set} complaint={complaint} />
      </Fold>
      <Fold
        title={said.clocks}
        note={said.clocksNote}
        {...fold('clocks', [...minuteFields, ...dayFields, ...dayLists])}
      >
        <View className="small under-label">{said.timesHint}</View>
        <View className="wide-list">
          {minuteFields.map(name => field(name, said.minutes[name], 12))}
          {dayFields.map(name => field(name, said.days[name], 4))}
          {field('warnDays', said.dayLists.warnDays, 30)}
          {field('confirmWarnDays', said.dayLists.confirmWarnDays(was.confirmDays), 30)}
        </View>
      </Fold>
      <Fold
        title={said.dossier}
        note={said.dossierHas(ticked.filter(item => dossier.includes(item)).length)}
        {...fold('dossier', ['dossier'])}
      >
        <Card>
          <View className="small under-label">{said.dossierNote}</View>
          <Ticks
            options={ticked.map(item => ({ value: item, text: said.dossierItems[item] }))}
            value={ticked.filter(item => dossier.includes(item))}
            onChange={items =>
              set({
                dossier: dossierItems.filter(item =>
                  isTicked(item) ? items.includes(item) : dossier.includes(item),
                ),
              })
            }
          />
          <View className="small">{said.dossierAlso}</View>
        </Card>
      </Fold>
      <Fold
        title={said.subsidy}
        note={most ? said.subsidyNote(sayFen(Math.min(...amounts)), sayFen(most)) : said.noSubsidy}
        {...fold('subsidy', ['subsidyFen'])}
      >
        <View className="wide-list">
          {subsidyForms.map(form => field(`subsidyFen.${form}`, said.subsidyBy[form], 10))}
        </View>
      </Fold>
      {tables.map(table => (
        <Fold
          key={table}
          title={said.columns[table]}
          note={said.columnsNote(form[table].length)}
          {...fold(table, [table])}
        >
          <ColumnsPart
            columns={form[table]}
            set={columns => set({ [table]: columns })}
            complaint={complaint(table)}
          />
        </Fold>
      ))}
    </View>
  )
}
