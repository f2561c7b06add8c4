/** What the volunteer laid out, said back before it is sent. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { PhotoField } from '../components/PhotoField.tsx'
import { Row } from '../components/Row.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Notice } from '../components/States.tsx'
import { useDraft } from '../platform/drafts.ts'
import { mostSpentFen } from '../../../shared/help/life.ts'
import { fenOf, sayFen } from '../../../shared/money.ts'
import { words } from './words.ts'

interface Props {
  readonly id: string
  readonly capFen?: number | undefined
  /** It has been said before and is corrected. */
  readonly again: boolean
  readonly open: boolean
  readonly close: () => void
  /** Paid with the medical insurance: the counter has to have seen both people's papers. */
  readonly insurance: boolean
  readonly send: (said: Said) => Promise<boolean>
}

interface Said {
  readonly spentFen: number
  /** The neighbour knows that it is more than the cap. */
  readonly agreed?: true
  readonly idsShown?: true
  readonly receipts?: string[]
}

const typed = z.string()

const complaintAbout = (value: string, amount: number | undefined) => {
  if (amount === 0) return words.amountNothing
  if (/^\d+[.。]\d{3,}$/.test(value)) return words.amountTooFine
  if (amount === undefined && !/^\d{6,}([.。]\d{0,2})?$/.test(value)) return words.amountWrong
  return amount === undefined || amount > mostSpentFen ? words.amountTooMuch : undefined
}

export const AmountSheet = ({ id, capFen, again, open, close, insurance, send }: Props) => {
  const draft = useDraft(`help.bought.${id}`, typed, '')
  const value = draft.value.trim()
  const amount = fenOf(value)
  // Between 38. and 38.5 there is nothing to complain about yet.
  const complaint = value === '' || /^\d{1,6}[.。]$/.test(value) ? undefined : complaintAbout(value, amount)
  const right = complaint === undefined ? amount : undefined
  const over = right !== undefined && capFen !== undefined && right > capFen
  const [idsShown, setIdsShown] = useState(false)
  const [receipts, setReceipts] = useState<string[]>([])
  const [sending, setSending] = useState(false)
  const tell = async (agreed: boolean) => {
    if (right === undefined) return
    const said = {
      spentFen: right,
      ...(agreed && { agreed }),
      ...(idsShown && { idsShown }),
      ...(receipts.length && { receipts }),
    }
    if (await send(said)) draft.clear()
  }
  return (
    <Sheet
      open={open}
      title={words.howMuch}
      close={close}
      closeText={again ? words.amountStays : words.notBought}
    >
      <Field
        label={words.yuan}
        type="digit"
        longest={9}
        placeholder={words.yuanHint}
        value={draft.value}
        onChange={draft.set}
        {...(complaint && { complaint })}
      />
      <PhotoField
        label={words.receiptPhoto}
        value={receipts}
        onChange={setReceipts}
        most={3}
        onBusy={setSending}
      />
      {insurance && (
        <Row
          name={words.idsShown}
          note={words.idsShownNote}
          on={idsShown}
          onTap={() => setIdsShown(!idsShown)}
        />
      )}
      {over ? (
        <>
          <Notice text={words.overCap(sayFen(capFen), sayFen(right))} tone="warn" />
          <Button text={words.amountSlip} onTap={() => draft.set('')} />
          <Button text={words.amountAgreed} kind="plain" onTap={() => tell(true)} />
        </>
      ) : (
        <>
          {right !== undefined && <View className="big sheet-text">{words.amountIs(sayFen(right))}</View>}
          <Button
            text={words.amountYes}
            disabled={right === undefined || sending || (insurance && !idsShown)}
            onTap={() => tell(false)}
          />
        </>
      )}
    </Sheet>
  )
}
