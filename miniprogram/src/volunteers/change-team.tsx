/** 改队的情况: what a team is for, when it meets, whom it takes. By staff. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import { teamAbout, teamGroups, type TeamReply } from '../../../shared/volunteers/teams.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { line, noted, oneOf, toggle } from '../components/fields.tsx'
import { Page } from '../components/Page.tsx'
import { Empty } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { useDraft } from '../platform/drafts.ts'
import { back, useParams } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { changesOf, complaintsAboutTeam, formOf, teamDraft } from './desk-forms.ts'
import './lead.css'
import { words } from './words.ts'

const fields = {
  purpose: line('做什么的', { hint: '比如：帮老人买菜、陪看病', longest: 120 }),
  meets: line('平常什么时候、在哪里', { hint: '比如：每周三上午，社区一楼', longest: 60 }),
  group: oneOf('哪一种', teamGroups.text, { look: 'segments' }),
  most: line('最多几个人', { type: 'digit', longest: 3 }),
  takesOn: toggle('现在添人', '关上以后，邻居报不了名；已经报的照样回话。'),
  asksFitness: toggle('报名时问身体合不合适'),
  minAge: noted(line('最小几岁', { type: 'digit', longest: 2 }), '不满18岁，要家长同意。'),
  insurance: line('队里上的什么保险', { hint: '没有就空着', longest: 60 }),
}

const Form = ({ team }: { readonly team: TeamReply }) => {
  const was = teamAbout.parse(team)
  const { go } = useMove()
  const { value, field, send, refused, clear } = useForm({
    draft: useDraft(`volunteers.team.${team.id}`, teamDraft, formOf(was)),
    fields,
    wrong: complaintsAboutTeam,
  })
  const changes = changesOf(was, value)
  const save = async () => {
    if (!(await send(() => go(volunteers.saveTeam, { team: team.id, changes })))) return
    clear()
    void Taro.showToast({ title: '存好了，邻居们马上看到新的。', icon: 'none' })
    await back()
  }
  return (
    <>
      <View className="beside">
        <View>{field('purpose', 'meets', 'group', 'most')}</View>
        <View>
          <Card>{field('takesOn', 'asksFitness')}</Card>
          {field('minAge', 'insurance')}
        </View>
      </View>
      {refused}
      <Button text="存好" disabled={Object.keys(changes).length === 0} onTap={save} />
    </>
  )
}

export default function ChangeTeam() {
  const { team: id = '' } = useParams('volunteers/change-team')
  const { data: team, ...asked } = useReply(volunteers.team, { team: id })
  return (
    <Page title={words.changeTeam} wide>
      {team && <View className="greeting">{team.name}</View>}
      {!team && <Awaited asked={asked} />}
      {team && (team.mayChange ? <Form team={team} /> : <Empty text={words.staffOnly} />)}
    </Page>
  )
}
