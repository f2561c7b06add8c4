import { View } from '@tarojs/components'
import { useState } from 'react'
import { community } from '../../../shared/community/community.ts'
import type { Reply } from '../../../shared/contract.ts'
import { valueAt } from '../../../shared/settings-form.ts'
import { sayTime } from '../../../shared/time.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { showComplaint } from '../components/complaints.ts'
import type { Complaints } from '../components/form.ts'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Empty } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { useIsStaff } from './ChangeButton.tsx'
import { FormParts } from './FormParts.tsx'
import { changesIn, foldsAround, form, parts, wrongIn, wrongWith } from './parts.ts'
import { ThingsPart } from './Things.tsx'
import { useSaving } from './saving.tsx'
import { words } from './words.ts'

/** What the server refused, without the name of what was sent. */
const refusedIn = (error: unknown): Complaints =>
  error instanceof Refused
    ? Object.fromEntries(
        Object.entries(error.fields).map(([path, text]) => [path.replace(/^changes\./, ''), text]),
      )
    : {}

type Kept = Reply<typeof community.settings>
interface FormProps {
  readonly kept: Kept
  readonly again: () => Promise<{ readonly data?: Kept | undefined }>
}

const Form = ({ kept, again }: FormProps) => {
  const { go } = useMove()
  const [seen, setSeen] = useState(kept)
  const [draft, setDraft] = useState(() => form.begin(kept.settings))
  const saving = useSaving()
  const [opened, setOpened] = useState<readonly string[]>([])
  const [complaints, complain] = useState<Complaints>({})
  const now = form.valueOf(draft)
  const changes = changesIn(seen.settings, draft)
  const changed = Object.keys(changes).length > 0
  const set = (next: typeof draft) => {
    setDraft(next)
    complain({})
    saving.forget()
  }
  const begin = (reply: Kept) => {
    setSeen(reply)
    setDraft(form.begin(reply.settings))
  }
  /** Says what is wrong where it stands, also inside what was out of sight. */
  const tell = (wrong: Complaints, text: string) => {
    complain(wrong)
    setOpened([...opened, ...Object.keys(wrong).flatMap(path => foldsAround(path))])
    showComplaint(text)
  }
  const save = async () => {
    const wrong = wrongIn(seen.settings, draft)
    if (Object.keys(wrong).length) return tell(wrong, words.wrong)
    const saved = go(community.saveSettings, { version: seen.version, changes }).then(begin)
    const error = await saving.save(saved)
    if (error !== undefined) tell(refusedIn(error), sayRefusal(error))
  }
  return (
    <>
      <FormParts
        of={parts}
        things={list => (
          <ThingsPart
            {...list}
            was={valueAt(seen.settings, list.path)}
            wrongWith={all => wrongWith(now, list.path, all)}
            complaints={complaints}
          />
        )}
        toggle={fold =>
          setOpened(opened.includes(fold) ? opened.filter(each => each !== fold) : [...opened, fold])
        }
        {...{ draft, now, set, complaints, opened }}
      />
      {saving.notice(changed)}
      {saving.overtaken ? (
        <Button
          text={words.look}
          onTap={async () => {
            const { data } = await again()
            if (data) begin(data)
            saving.forget()
          }}
        />
      ) : (
        <Button
          text={words.save}
          disabled={!changed && Object.keys(form.unreadable(draft)).length === 0}
          onTap={save}
        />
      )}
      <View className="gap" />
      <Card>
        <Row
          name="建档"
          note="用一张表登记楼、住户、队伍、人员；印楼门码"
          onTap={() => open('onboarding/sheet')}
        />
        <Row name={words.changePhones} onTap={() => open('community/change', { what: 'phones' })} />
        <Row name={words.changeWhose} onTap={() => open('community/change', { what: 'whose' })} />
      </Card>
      {kept.changes.length > 0 && (
        <Card title="谁改过">
          {kept.changes.map(({ at, name }) => (
            <Row key={at} name={name} value={sayTime(at, new Date().toISOString())} />
          ))}
        </Card>
      )}
    </>
  )
}

export default function SettingsPage() {
  const staff = useIsStaff()
  const asked = useReply(community.settings, {}, { enabled: staff })
  return (
    <Page title="社区设置" wide>
      {staff ? (
        <Awaited asked={asked} calls={false}>
          {kept => <Form kept={kept} again={asked.again} />}
        </Awaited>
      ) : (
        <Empty text={words.staffOnly} />
      )}
    </Page>
  )
}
