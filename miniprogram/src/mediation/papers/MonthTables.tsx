/** What the 司法所 wants at the end of a month, each table in one tap. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import { Card } from '../../components/Card.tsx'
import { Choice } from '../../components/Choice.tsx'
import { PaperButton } from '../../components/PaperSheet.tsx'
import { monthsBefore } from '../parts/starts.ts'

const tables = [
  ['table', '司法所要的案件表'],
  ['subsidy', '以案定补表'],
] as const
const sayMonth = (month: string) => `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`

export const MonthTables = () => {
  const { months, usual } = monthsBefore(new Date().toISOString())
  const [month, setMonth] = useState(usual)
  return (
    <Card title="月底的表">
      <Choice
        label="哪个月"
        options={months.map(value => ({ value, text: sayMonth(value) }))}
        value={month}
        onChange={setMonth}
      />
      <View className="gap" />
      <View className="stack">
        {tables.map(([which, text]) => (
          <PaperButton key={month + which} text={text} ask={go => go(mediation.month, { month, which })} />
        ))}
      </View>
    </Card>
  )
}
