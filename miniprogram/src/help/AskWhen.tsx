/** Second step: when, for how much at the most, and how to get in. */
import { View } from '@tarojs/components'
import { Choice } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { complaintAt } from './ask-form.ts'
import type { StepProps } from './AskWhat.tsx'
import { windowsFrom } from './windows.ts'
import { caps, words } from './words.ts'

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
          { value: 'any', text: words.anyTime },
          ...windows.map(({ id, text }) => ({ value: id, text })),
        ]}
        value={windows.some(({ id }) => id === value.window) ? value.window : 'any'}
        onChange={window => set({ ...value, window })}
        complaint={complaintAt(complaints, 'wantedToAt') ?? complaintAt(complaints, 'wantedFromAt')}
      />
      {kind === 'groceries' && (
        <Choice
          label={words.cap}
          options={caps.map(([value, text]) => ({ value: value as string, text }))}
          value={value.cap}
          onChange={cap => set({ ...value, cap })}
          complaint={complaintAt(complaints, 'capFen')}
        />
      )}
      <Field
        label={words.door}
        lines="many"
        longest={100}
        placeholder={words.doorHint}
        value={value.door}
        onChange={door => set({ ...value, door })}
        complaint={complaintAt(complaints, 'door')}
      />
      <View className="small">{words.doorNote}</View>
    </>
  )
}
