/** Staff change the phone book, or what is whose: line by line, and then all of it is stored at once. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { community } from '../../../shared/community/community.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Empty } from '../components/States.tsx'
import { useParams } from '../platform/open.ts'
import { keepReply, useMove, useReply } from '../platform/query.tsx'
import { useIsStaff } from './ChangeButton.tsx'
import { FormSheet } from './FormSheet.tsx'
import {
  bookOf,
  complaintsIn,
  earlier,
  isNew,
  linesOfBook,
  linesOfSubjects,
  shapes,
  subjectsOf,
  withLine,
  type Line,
  type What,
} from './lines.ts'
import { useSaving } from './saving.tsx'
import { words } from './words.ts'

/** The lines of one version, as they are stored or as they are being changed. */
interface Version {
  readonly version: number
  readonly lines: readonly Line[]
}

interface EditorProps {
  readonly what: What
  readonly stored: Version
  readonly save: (changed: Version) => Promise<unknown>
  readonly again: () => Promise<unknown>
}

const Editor = ({ what, stored, save, again }: EditorProps) => {
  // Whatever is stored meanwhile, a change is one of the version it began from.
  const [changed, change] = useState<Version>()
  const [open, setOpen] = useState<number>()
  const saving = useSaving()
  const { version, lines } = changed ?? stored
  const put = (next: readonly Line[]) => {
    change({ version, lines: next })
    setOpen(undefined)
    saving.forget()
  }
  const store = async () => {
    const error = await saving.save(save({ version, lines }))
    if (error === undefined) change(undefined)
  }
  const look = async () => {
    await again()
    change(undefined)
    saving.forget()
  }
  return (
    <>
      {saving.notice(changed !== undefined)}
      {saving.overtaken && <Button text={words.look} onTap={look} />}
      <View className="items">
        {lines.map((line, index) => (
          <View key={`${index} ${line.name ?? line.subject}`} className="item">
            <Row
              name={line.name ?? line.subject ?? ''}
              note={[line.title ?? line.who, line.phone].filter(Boolean).join(' · ')}
              onTap={() => setOpen(index)}
            />
          </View>
        ))}
      </View>
      {lines.length === 0 && <Empty text="一条也没有，点下面加一条。" />}
      <View className="stack">
        <Button text="加一条" kind="plain" onTap={() => setOpen(isNew)} />
        {changed && !saving.overtaken && <Button text={words.save} onTap={store} />}
      </View>
      {open !== undefined && (
        <FormSheet
          title={open === isNew ? '加一条' : '改这一条'}
          of={shapes[what].fields}
          value={lines[open] ?? {}}
          wrongIn={line => complaintsIn(what, line)}
          close={() => setOpen(undefined)}
          put={line => put(withLine(lines, open, line))}
        >
          {open !== isNew && (
            <View className="stack">
              {open > 0 && <Button text="往前挪一位" kind="plain" onTap={() => put(earlier(lines, open))} />}
              <Button text="删掉这一条" kind="danger" onTap={() => put(lines.filter((_, i) => i !== open))} />
            </View>
          )}
        </FormSheet>
      )}
    </>
  )
}

const ChangePhones = () => {
  const { data, ...asked } = useReply(community.phoneBook, {})
  const { go } = useMove()
  if (!data) return <Awaited asked={asked} calls={false} />
  const save = async ({ version, lines }: Version) => {
    const reply = await go(community.savePhoneBook, { version, ...bookOf(lines) })
    keepReply(community.phoneBook, {}, reply)
  }
  const stored = { version: data.version, lines: linesOfBook(data) }
  return <Editor what="phones" stored={stored} save={save} again={asked.again} />
}

const ChangeWhose = () => {
  const { data, ...asked } = useReply(community.whoseIsIt, {})
  const { go } = useMove()
  if (!data) return <Awaited asked={asked} calls={false} />
  const save = async ({ version, lines }: Version) => {
    const reply = await go(community.saveWhoseIsIt, { version, ...subjectsOf(lines) })
    keepReply(community.whoseIsIt, {}, reply)
  }
  const stored = { version: data.version, lines: linesOfSubjects(data) }
  return <Editor what="whose" stored={stored} save={save} again={asked.again} />
}

export default function Change() {
  const phones = useParams('community/change').what !== 'whose'
  const staff = useIsStaff()
  return (
    <Page title={phones ? words.changePhones : words.changeWhose}>
      {staff ? phones ? <ChangePhones /> : <ChangeWhose /> : <Empty text={words.staffOnly} />}
    </Page>
  )
}
