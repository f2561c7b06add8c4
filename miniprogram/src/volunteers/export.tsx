/** 导出时数: hours in the columns of the national system, so that nothing is typed twice. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { volunteers } from '../../../shared/volunteers.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Choice } from '../components/Choice.tsx'
import { Page } from '../components/Page.tsx'
import { Empty, Failed, Loading, Notice } from '../components/States.tsx'
import { WhenField } from '../components/WhenField.tsx'
import { useDraft } from '../platform/drafts.ts'
import { useMove } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { dayOf } from './days.ts'
import './lead.css'
import { words } from './lead-words.ts'
import { useLedTeams } from './led-teams.ts'
import { monthOf } from './months.ts'
import { usePaper } from '../components/paper.tsx'

const exportDraft = z.object({ fromOn: z.string(), toOn: z.string(), team: z.string() })
type ExportDraft = z.output<typeof exportDraft>

const complaintsAbout = ({ fromOn, toOn }: ExportDraft): Readonly<Record<string, string>> => ({
  ...(!fromOn && { fromOn: words.periodMissing }),
  ...(!toOn && { toOn: words.periodMissing }),
  ...(toOn && toOn < fromOn && { toOn: words.periodOrder }),
})

const Form = ({ teams }: { readonly teams: readonly { readonly id: string; readonly name: string }[] }) => {
  const today = dayOf(new Date().toISOString())
  const thisMonth = { fromOn: `${monthOf(new Date().toISOString())}-01`, toOn: today, team: '' }
  const { value, set } = useDraft<ExportDraft>('volunteers.export', exportDraft, thisMonth)
  const [complaints, setComplaints] = useState<Readonly<Record<string, string>>>({})
  const { go, error } = useMove()
  const { order, sheet } = usePaper()
  const part = (changed: Partial<ExportDraft>) => set({ ...value, ...changed })
  const make = async () => {
    const wrong = complaintsAbout(value)
    setComplaints(wrong)
    if (Object.keys(wrong).length > 0) return
    const { team, ...period } = value
    try {
      await order(key => go(volunteers.export, { key, ...period, ...(team && { team }) }))
    } catch (refusal) {
      if (refusal instanceof Refused) setComplaints(refusal.fields)
    }
  }
  const day = (name: 'fromOn' | 'toOn') => (
    <View className="pair-part">
      <WhenField
        label={words[name]}
        mode="date"
        value={value[name]}
        to={today}
        onChange={on => part({ [name]: on })}
        complaint={complaints[name]}
      />
    </View>
  )
  return (
    <View className="beside">
      <View>
        <View className="under-label">{words.exportNote}</View>
        <Notice text={words.exportSeen} tone="warn" />
        <View className="pair pair-fields">
          {day('fromOn')}
          {day('toOn')}
        </View>
      </View>
      <View>
        <Choice
          label={words.ofTeam}
          options={[
            { value: '', text: words.allTeams },
            ...teams.map(({ id, name }) => ({ value: id, text: name })),
          ]}
          value={value.team}
          onChange={team => part({ team })}
          complaint={complaints.team}
        />
        {error && <Notice text={sayRefusal(error)} tone="warn" />}
        <Button text={words.make} onTap={make} />
        {sheet}
      </View>
    </View>
  )
}

export default function Export() {
  const { me, staff, teams, error, again } = useLedTeams()
  return (
    <Page title={words.export} wide>
      {me && !staff && <Empty text={words.staffOnly} />}
      {staff && teams && <Form teams={teams} />}
      {staff && !teams && error && (
        <Failed error={error} again={again}>
          <CallCommunity />
        </Failed>
      )}
      {(!me || staff) && !teams && !error && <Loading />}
    </Page>
  )
}
