/** 导出时数: hours in the columns of the national system, so that nothing is typed twice. */
import { View } from '@tarojs/components'
import * as z from 'zod/mini'
import { onOf } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import { Button } from '../components/Button.tsx'
import { namesOf, oneOf, when } from '../components/fields.tsx'
import { lacking } from '../components/form.ts'
import { Page } from '../components/Page.tsx'
import { usePaper } from '../components/PaperSheet.tsx'
import { Notice } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { useDraft } from '../platform/drafts.ts'
import { useMove } from '../platform/query.tsx'
import { monthOf } from './days.ts'
import './lead.css'
import { ledPage, type Led } from './led-teams.tsx'

const exportDraft = z.object({ fromOn: z.string(), toOn: z.string(), team: z.string() })

const Export = ({ teams }: { readonly teams: readonly Led[] }) => {
  const now = new Date().toISOString()
  const today = onOf(now)
  const { go } = useMove()
  const { show, sheet } = usePaper()
  const { field, pair, send, refused } = useForm({
    draft: useDraft('volunteers.export', exportDraft, {
      fromOn: `${monthOf(now)}-01`,
      toOn: today,
      team: '',
    }),
    fields: {
      fromOn: when('从哪天', 'date', { to: today }),
      toOn: when('到哪天', 'date', { to: today }),
      team: oneOf<string>('哪个队', { '': '全部', ...namesOf(teams) }),
    },
    wrong: ({ fromOn, toOn }) => ({
      ...lacking({ fromOn, toOn }, '请选是哪一天'),
      ...(toOn && toOn < fromOn && { toOn: '结束那天在开始前面了' }),
    }),
  })
  const make = async () => {
    const made = await send(({ team, ...period }) =>
      go(volunteers.export, { ...period, team: team || undefined }),
    )
    show(made?.paper)
  }
  return (
    <Page title="导出时数" wide>
      <View className="beside">
        <View>
          <View className="under-label">
            一张表（XLSX），列照全国志愿服务信息系统的表头。证件号码社区不存，那一列要您自己填。
          </View>
          <Notice text="表里有姓名和时长。里面的每个人都能查到是谁、什么时候导出的。" tone="warn" />
          {pair('fromOn', 'toOn')}
        </View>
        <View>
          {field('team')}
          {refused}
          <Button text="生成表格" onTap={make} />
          {sheet}
        </View>
      </View>
    </Page>
  )
}

export default ledPage('导出时数', Export, true)
