/** 改队的情况: what a team is for, when it meets, whom it takes. By staff. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { volunteers } from '../../../shared/volunteers.ts'
import { teamAbout, teamGroups, type TeamAbout, type TeamReply } from '../../../shared/volunteers/teams.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Choice } from '../components/Choice.tsx'
import { showComplaint } from '../components/complaints.ts'
import { Field } from '../components/Field.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Empty, Failed, Loading, Notice } from '../components/States.tsx'
import { useDraft } from '../platform/drafts.ts'
import { back, useParams } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import './lead.css'
import { words } from './lead-words.ts'
import { onForm, type Complaints } from './shift-form.ts'
import { changesOf, complaintsAboutTeam, formOf, teamDraft } from './team-form.ts'
import { groupText } from './words.ts'

const Form = ({ team }: { readonly team: TeamReply }) => {
  const was: TeamAbout = teamAbout.parse(team)
  const { value, set, clear } = useDraft(`volunteers.team.${team.id}`, teamDraft, formOf(was))
  const [complaints, setComplaints] = useState<Complaints>({})
  const { go, error } = useMove()
  const part = (changed: Partial<typeof value>) => set({ ...value, ...changed })
  const changes = changesOf(was, value)
  const unchanged = Object.keys(changes).length === 0
  const complain = (wrong: Complaints) => {
    setComplaints(wrong)
    const [first] = Object.values(wrong)
    if (first !== undefined) showComplaint(first)
    return first !== undefined
  }
  const save = async () => {
    if (complain(complaintsAboutTeam(value))) return
    try {
      await go(volunteers.saveTeam, { team: team.id, changes })
      clear()
      void Taro.showToast({ title: words.saved, icon: 'none' })
      await back()
    } catch (refusal) {
      if (refusal instanceof Refused) complain(onForm(refusal.fields))
    }
  }
  const text = (
    name: 'purpose' | 'meets' | 'insurance' | 'most' | 'minAge',
    label: string,
    longest: number,
    placeholder = '',
  ) => (
    <Field
      label={label}
      longest={longest}
      placeholder={placeholder}
      type={name === 'most' || name === 'minAge' ? 'digit' : 'text'}
      value={value[name]}
      onChange={typed => part({ [name]: typed })}
      complaint={complaints[name]}
    />
  )
  return (
    <>
      <View className="beside">
        <View>
          {text('purpose', words.purpose, 120, words.purposeHint)}
          {text('meets', words.meets, 60, words.meetsHint)}
          <Choice
            label={words.group}
            look="segments"
            options={teamGroups.map(group => ({ value: group, text: groupText[group] }))}
            value={value.group}
            onChange={group => part({ group })}
          />
          {text('most', words.most, 3)}
        </View>
        <View>
          <Card>
            <Row
              name={words.takesOn}
              note={words.takesOnNote}
              on={value.takesOn}
              onTap={() => part({ takesOn: !value.takesOn })}
            />
            <Row
              name={words.asksFitness}
              on={value.asksFitness}
              onTap={() => part({ asksFitness: !value.asksFitness })}
            />
          </Card>
          {text('minAge', words.minAge, 2)}
          <View className="hint under-label">{words.minAgeNote}</View>
          {text('insurance', words.teamInsurance, 60, words.teamInsuranceHint)}
        </View>
      </View>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={words.save} disabled={unchanged} onTap={save} />
    </>
  )
}

export default function ChangeTeam() {
  const { team: id = '' } = useParams('volunteers/change-team')
  const { data: team, error, again } = useReply(volunteers.team, { team: id })
  return (
    <Page title={words.changeTeam} wide>
      {team && <View className="greeting">{team.name}</View>}
      {!team && !error && <Loading />}
      {!team && error && (
        <Failed error={error} again={again}>
          <CallCommunity />
        </Failed>
      )}
      {team && (team.mayChange ? <Form team={team} /> : <Empty text={words.staffOnly} />)}
    </Page>
  )
}
