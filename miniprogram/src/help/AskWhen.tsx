/** Second step: when, for how much at the most, what to mind, and how to get in. */
import { View } from '@tarojs/components'
import { helpRisks } from '../../../shared/help/life.ts'
import { Choice } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { buysIn, type StepProps } from './ask-form.ts'
import { caps, words } from './ask-words.ts'
import { Ticks } from '../components/Ticks.tsx'
import { complaintAt } from '../components/form.ts'
import { riskText, sayAnyTime } from './words.ts'
import { windowsFrom } from './windows.ts'

export const AskWhen = ({
  kind,
  draft: { value, set },
  complaints,
  now,
}: StepProps & { readonly now: string }) => {
  const windows = windowsFrom(now)
  return (
    <>
      <Choice
        label={words.when}
        options={[
          { value: 'any', text: sayAnyTime(kind) },
          ...windows.map(({ id, text }) => ({ value: id, text })),
        ]}
        value={windows.some(({ id }) => id === value.window) ? value.window : 'any'}
        onChange={window => set({ ...value, window })}
        complaint={complaintAt(complaints, 'wantedToAt') ?? complaintAt(complaints, 'wantedFromAt')}
      />
      {buysIn(kind, value) && (
        <Choice
          label={words.cap}
          options={caps.map(([cap, text]) => ({ value: cap as string, text }))}
          value={value.cap}
          onChange={cap => set({ ...value, cap })}
          complaint={complaintAt(complaints, 'capFen')}
        />
      )}
      <Ticks
        label={words.risks}
        options={helpRisks.map(risk => ({ value: risk, text: riskText[risk] }))}
        value={value.risks ?? []}
        onChange={chosen => set({ ...value, risks: chosen })}
        complaint={complaintAt(complaints, 'risks')}
      />
      <Field
        label={words.door}
        lines="many"
        longest={100}
        placeholder={words.doorHint}
        value={value.door ?? ''}
        onChange={door => set({ ...value, door })}
        complaint={complaintAt(complaints, 'door')}
      />
      <View className="small">{words.doorNote}</View>
    </>
  )
}
