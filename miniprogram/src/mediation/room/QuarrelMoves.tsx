/** What can be done with a note: one more line, and the ways in which it ends. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { mediation } from '../../../../shared/mediation.ts'
import type { QuarrelReply } from '../../../../shared/mediation/quarrels.ts'
import { Button } from '../../components/Button.tsx'
import { Field } from '../../components/Field.tsx'
import { usePaper } from '../../components/paper.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { Notice } from '../../components/States.tsx'
import { useDraft } from '../../platform/drafts.ts'
import { useMove } from '../../platform/query.tsx'
import { Refused, sayRefusal } from '../../platform/refused.ts'
import { endings, words } from './quarrel-words.ts'

interface Props {
  readonly quarrel: QuarrelReply
  readonly made: (reply: QuarrelReply) => void
}

type Asking = keyof typeof endings | 'oral' | 'turn' | 'add'

const typed = z.string()

interface WritingProps {
  readonly form: string
  readonly title: string
  readonly hint: string
  readonly note?: string
  readonly yes: string
  readonly no: string
  readonly close: () => void
  /** Whether it was taken. */
  readonly send: (text: string) => Promise<boolean>
}

/** A line or two, kept until they have arrived. */
const Writing = ({ form, title, hint, note, yes, no, close, send }: WritingProps) => {
  const draft = useDraft(form, typed, '')
  const text = draft.value.trim()
  return (
    <Sheet
      open
      title={title}
      close={close}
      closeText={no}
      foot={
        <Button text={yes} disabled={text === ''} onTap={async () => (await send(text)) && draft.clear()} />
      }
    >
      {note && <View className="hint under-label">{note}</View>}
      <Field
        label={title}
        quiet
        lines="many"
        longest={300}
        placeholder={hint}
        value={draft.value}
        onChange={draft.set}
      />
    </Sheet>
  )
}

export const QuarrelMoves = ({ quarrel, made }: Props) => {
  const { id, seq, may } = quarrel
  const { go } = useMove()
  const { order, sheet } = usePaper()
  const [asking, setAsking] = useState<Asking>()
  const [refused, setRefused] = useState<unknown>()
  const close = () => setAsking(undefined)
  const can = (move: string) => may.includes(move)

  /** Whether it was done; why not stands above the buttons. */
  const tell = async (ask: () => Promise<unknown>) => {
    setRefused(undefined)
    try {
      await ask()
      return true
    } catch (error) {
      setRefused(error)
      return false
    } finally {
      close()
    }
  }
  const end = async (ending: 'talkedOver' | 'oral' | 'dropped', terms?: string) =>
    tell(async () => made(await go(mediation.settle, { id, seq, ending, ...(terms && { terms }) })))
  const add = (text: string) => tell(async () => made(await go(mediation.addToNote, { id, text })))
  const turn = () => tell(async () => made(await go(mediation.turn, { id, seq })))
  const print = () => tell(() => order(key => go(mediation.printNote, { id, key })))

  const ended = asking === 'talkedOver' || asking === 'dropped' ? asking : undefined
  return (
    <View className="stack moves">
      {refused !== undefined && (
        <Notice
          text={[
            sayRefusal(refused),
            ...(refused instanceof Refused ? Object.values(refused.fields) : []),
          ].join(' ')}
          tone="warn"
        />
      )}
      {can('settle') && (
        <Button text={endings.talkedOver[0]} size="huge" onTap={() => setAsking('talkedOver')} />
      )}
      {can('settleOrally') && <Button text="口头协议" kind="plain" onTap={() => setAsking('oral')} />}
      {can('turn') && <Button text="转正式调解" kind="plain" onTap={() => setAsking('turn')} />}
      {can('add') && <Button text={words.add} kind="plain" onTap={() => setAsking('add')} />}
      {can('drop') && <Button text={endings.dropped[0]} kind="plain" onTap={() => setAsking('dropped')} />}
      {can('print') && <Button text="打印登记表" onTap={print} />}
      {ended && (
        <Sheet
          open
          title={endings[ended][1]}
          close={close}
          closeText={words.thinkAgain}
          foot={<Button text={endings[ended][2]} onTap={() => end(ended)} />}
        >
          <View className="sheet-text">{endings[ended][3]}</View>
        </Sheet>
      )}
      {asking === 'turn' && (
        <Sheet
          open
          title="转正式调解？"
          close={close}
          closeText={words.thinkAgain}
          foot={<Button text="转过去" onTap={turn} />}
        >
          <View className="sheet-text">
            谁和谁、怎么回事都带过去，不用再填。接下来先看归不归我们管，再去问对方愿不愿谈。
          </View>
        </Sheet>
      )}
      {asking === 'oral' && (
        <Writing
          form={`mediation.terms.${id}`}
          title="双方说好了什么？"
          hint="如：李家下周换管子，张家自己刷墙"
          note="一两句就行。登记表会自己填好。"
          yes="就这样定了"
          no={words.thinkAgain}
          close={close}
          send={text => end('oral', text)}
        />
      )}
      {asking === 'add' && (
        <Writing
          form={`mediation.add.${id}`}
          title={words.add}
          hint="谁又说了什么、约了什么"
          yes="记上"
          no="不记了"
          close={close}
          send={add}
        />
      )}
      {sheet}
    </View>
  )
}
