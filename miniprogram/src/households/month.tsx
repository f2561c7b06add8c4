/** A month of visits, helper by helper in the order of their names: what is left to do. */
import { useState } from 'react'
import { households } from '../../../shared/households/households.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Choice } from '../components/Choice.tsx'
import { FactCard } from '../components/facts.tsx'
import { LineCard } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Section } from '../components/Section.tsx'
import { Empty } from '../components/States.tsx'
import { useReply } from '../platform/query.tsx'
import { today } from './words.ts'

const monthBefore = (month: string) => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}
const sayMonth = (month: string) => `${Number(month.slice(5))}月`

export default function MonthPage() {
  const [now] = useState(() => today().slice(0, 7))
  const [month, setMonth] = useState(now)
  const { data, ...asked } = useReply(households.month, { month })
  const months = [monthBefore(now), now]
  return (
    <Page title="这个月的走访" wide>
      <Choice
        look="segments"
        options={months.map(value => ({ value, text: sayMonth(value) }))}
        value={month}
        onChange={setMonth}
      />
      {!data && <Awaited asked={asked} calls={false} />}
      {data && (
        <FactCard
          title={`${sayMonth(data.month)}一共`}
          lines={[
            { name: '要去', value: `${data.total.planned}次` },
            { name: '去过', value: `${data.total.done}次` },
            data.total.left > 0 && { name: '还要去', value: `${data.total.left}次` },
            data.total.late > 0 && { name: '过了日子', value: `${data.total.late}户` },
          ]}
        />
      )}
      {data?.helpers.length === 0 && <Empty text="还没有人结对。" />}
      {data && data.helpers.length > 0 && (
        <Section title="各人手上的">
          {data.helpers.map(({ id, as, name, homes, planned, done, left, late, away }) => (
            <LineCard
              key={id + as}
              line={{
                title: `${name}（${as}）`,
                badge: away ? ['不在', 'waiting'] : undefined,
                text: left > 0 ? `还要去${left}次` : '都去过了',
                hint: [`${homes}户`, `要去${planned}次`, `去过${done}次`],
                strong: late > 0 && `${late}户过了日子`,
              }}
            />
          ))}
        </Section>
      )}
    </Page>
  )
}
