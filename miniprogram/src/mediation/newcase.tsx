/** 登记一件调解: for people who came or rang, of the mediator's own accord, or sent by the court or the police. */
import { View } from '@tarojs/components'
import { mediation } from '../../../shared/mediation/mediation.ts'
import {
  alreadyWith,
  caseOrigins,
  disputeKinds,
  partyKeys,
  type CaseOrigin,
} from '../../../shared/mediation/life.ts'
import { Button } from '../components/Button.tsx'
import { Fields, evidence, lines, noted, oneOf, several, yesNo, type FieldOf } from '../components/fields.tsx'
import { Notice } from '../components/States.tsx'
import { Page } from '../components/Page.tsx'
import { useForm } from '../components/useForm.tsx'
import { createOnce, useDraft } from '../platform/drafts.ts'
import { openInstead } from '../platform/open.ts'
import { useMove } from '../platform/query.tsx'
import { caseComplaints, caseDraft, caseInput, noForm } from './room/forms.ts'
import './room/room.css'
import { useRoles } from './desk/use-desk.ts'
import { nobody, type Typed } from './parts/someone.ts'
import { someone, someoneKnown, subject } from './parts/fields.tsx'

/** Those with the mini-program apply there. */
const { app: _, ...origins } = caseOrigins.text
const fieldsOf = (someone: () => FieldOf<Typed>) => ({
  origin: oneOf<CaseOrigin>('怎么来的', origins),
  applicant: someone(),
  others: several(someone(), {
    none: nobody,
    most: partyKeys.length - 1,
    heading: at => (at === 0 ? '对方' : `对方（${at + 1}）`),
    more: '再添一方',
    less: '去掉这一方',
  }),
  kind: oneOf('什么事', disputeKinds.text),
  facts: lines('怎么回事', { hint: '照他说的写，几句话就行', longest: 2000, tall: true }),
  wish: lines('希望怎么办（可以不写）', { hint: '比如：修好，赔墙面', longest: 500 }),
  already: noted(
    oneOf('别处在管吗？', alreadyWith.text),
    already =>
      already &&
      already !== 'nobody' && (
        <Notice text="那边已经受理的，按规定不再受理。先问清楚；受理的时候还会再提醒。" tone="warn" />
      ),
  ),
  open: yesNo('怎么谈', '可以旁听', '关起门来谈', { start: false }),
  files: evidence('照片、PDF（可以不添）'),
})
/** Residents are looked up by the room’s staff alone. */
const [forStaff, forMediator] = [fieldsOf(someoneKnown), fieldsOf(someone)]

export default function NewCase() {
  const draft = useDraft('mediation.new', caseDraft, noForm)
  const fields = useRoles().staff ? forStaff : forMediator
  const { value, field, send, busy, refused, clear } = useForm({
    ...{ draft, fields, empty: noForm, wrong: caseComplaints },
  })
  const { go } = useMove()
  const save = async () => {
    const create = (key: string) => go(mediation.apply, { ...caseInput(value), key })
    const made = await send(() => createOnce(draft, create))
    if (!made) return
    clear()
    await openInstead('mediation/case', { id: made.id })
  }
  return (
    <Page title="登记一件调解" wide>
      <View className="newcase">
        <View>
          {field('origin')}
          <View className="heading">
            {value.origin === 'walkIn' || value.origin === 'phone'
              ? '谁来申请'
              : '一方（先找我们说的、受委托的）'}
          </View>
          {field('applicant', 'others')}
        </View>
        <View>
          {field('kind', 'facts', 'wish')}
          <Fields
            of={{ subject: subject('跟对方怎么说（念给申请人听，他同意）', value.kind) }}
            {...{ value, set: draft.set }}
            complaints={{}}
          />
          {field('already', 'open', 'files')}
          {refused}
          <Button text={busy ? '照片还在传，请稍等' : '登记好了'} disabled={busy} onTap={save} />
        </View>
      </View>
    </Page>
  )
}
