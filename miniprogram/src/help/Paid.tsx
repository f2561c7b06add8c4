/** What was given back to the volunteer: the amount on the receipt with one tap, any other typed. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mostSpentFen } from '../../../shared/help/life.ts'
import { fenOf, sayFen } from '../../../shared/money.ts'
import { Button } from '../components/Button.tsx'
import { Field } from '../components/Field.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { words } from './words.ts'

interface Props {
  readonly spentFen: number
  readonly forThem: boolean
  readonly close: () => void
  readonly send: (paidFen: number | undefined) => unknown
}

export const PaidSheet = ({ spentFen, forThem, close, send }: Props) => {
  const [typed, setTyped] = useState<string>()
  const paid = typed === undefined ? undefined : fenOf(typed)
  const wrong = typed !== undefined && typed !== '' && (paid === undefined || paid > mostSpentFen)
  return (
    <Sheet
      open
      title={forThem ? words.paidTitleForThem : words.paidTitle}
      close={close}
      closeText={words.thinkAgain}
    >
      {typed === undefined ? (
        <>
          <Button text={words.paidSame(sayFen(spentFen))} onTap={() => send(spentFen)} />
          <Button text={words.paidOther} kind="plain" onTap={() => setTyped('')} />
          {forThem && <Button text={words.paidLater} kind="plain" onTap={() => send(undefined)} />}
        </>
      ) : (
        <>
          <Field
            label={words.yuan}
            type="digit"
            longest={9}
            placeholder={words.yuanHint}
            value={typed}
            onChange={setTyped}
            complaint={wrong ? words.amountWrong : undefined}
          />
          {paid !== undefined && paid !== spentFen && <View className="sheet-text">{words.paidDiffers}</View>}
          <Button
            text={paid === undefined ? words.paidTyped : words.paidIs(sayFen(paid))}
            disabled={paid === undefined || wrong}
            onTap={() => send(paid)}
          />
        </>
      )}
    </Sheet>
  )
}
