/** What the volunteer laid out, said back before it is sent. */
import { View } from '@tarojs/components'
import * as z from 'zod/mini'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Notice } from '../components/States.tsx'
import { useDraft } from '../platform/drafts.ts'
import { fenOf, sayFen } from '../../../shared/money.ts'
import { words } from './words.ts'

interface Props {
  readonly id: string
  readonly capFen?: number | undefined
  readonly open: boolean
  readonly close: () => void
  readonly send: (spentFen: number) => Promise<boolean>
}

const typed = z.string()

export const AmountSheet = ({ id, capFen, open, close, send }: Props) => {
  const draft = useDraft(`help.bought.${id}`, typed, '')
  const amount = fenOf(draft.value)
  const wrong = draft.value.trim() !== '' && amount === undefined
  return (
    <Sheet open={open} title={words.howMuch} close={close}>
      <Field
        label={words.yuan}
        type="digit"
        longest={9}
        placeholder={words.yuanHint}
        value={draft.value}
        onChange={draft.set}
        {...(wrong && { complaint: words.amountWrong })}
      />
      {amount !== undefined && <View className="big sheet-text">{words.amountIs(sayFen(amount))}</View>}
      {amount !== undefined && capFen !== undefined && amount > capFen && (
        <Notice text={words.overCap(sayFen(capFen))} tone="warn" />
      )}
      <Button
        text={words.amountYes}
        disabled={amount === undefined}
        onTap={async () => amount !== undefined && (await send(amount)) && draft.clear()}
      />
    </Sheet>
  )
}
