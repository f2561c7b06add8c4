/** What the 司法所 wants at the end of a month, each table in one tap. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation.ts'
import { Button } from '../../components/Button.tsx'
import { Card } from '../../components/Card.tsx'
import { Choice } from '../../components/Choice.tsx'
import { usePaper } from '../../components/paper.tsx'
import { Notice } from '../../components/States.tsx'
import { useMove } from '../../platform/query.tsx'
import { sayRefusal } from '../../platform/refused.ts'
import { words } from '../room/cases-words.ts'
import { monthsBefore } from '../room/times.ts'

const tables = ['table', 'subsidy'] as const

const Table = ({ month, which }: { readonly month: string; readonly which: (typeof tables)[number] }) => {
  const { go, error } = useMove()
  const { order, sheet } = usePaper()
  const make = () => order(key => go(mediation.month, { key, month, which })).catch(() => undefined) // shown below
  return (
    <>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={words.monthTables[which]} kind="plain" onTap={make} />
      {sheet}
    </>
  )
}

export const MonthTables = () => {
  const { months, usual } = monthsBefore(new Date().toISOString())
  const [month, setMonth] = useState(usual)
  return (
    <Card title="月底的表">
      <Choice
        label="哪个月"
        options={months.map(value => ({
          value,
          text: `${Number(value.slice(0, 4))}年${Number(value.slice(5))}月`,
        }))}
        value={month}
        onChange={setMonth}
      />
      <View className="gap" />
      <View className="stack">
        {tables.map(which => (
          <Table key={month + which} month={month} which={which} />
        ))}
      </View>
    </Card>
  )
}
