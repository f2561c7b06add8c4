/** Second step: when, for how much at the most, what to mind, and how to get in. */
import { helpRisks } from '../../../shared/help/life.ts'
import { Fields, lines, noted, oneOf, someOf } from '../components/fields.tsx'
import { buysIn, emptyDraft, placed, type StepProps } from './ask-form.ts'
import { caps } from './ask-words.ts'
import { windowsFrom } from './windows.ts'
import { sayAnyTime } from './words.ts'

const at = { wantedFromAt: 'window', wantedToAt: 'window', capFen: 'cap' }

export const AskWhen = ({ kind, draft, complaints, now }: StepProps & { readonly now: string }) => {
  const windows = windowsFrom(now)
  const { window } = draft.value
  // One that was chosen may be over.
  const value = { ...draft.value, window: windows.some(({ id }) => id === window) ? window : 'any' }
  const times = [['any', sayAnyTime(kind)], ...windows.map(({ id, text }) => [id, text])]
  return (
    <Fields
      of={{
        window: oneOf<string>('什么时候要', Object.fromEntries(times)),
        ...(buysIn(kind, value) && { cap: oneOf<string>('最多花多少钱', caps) }),
        risks: someOf('来的人要先知道的（没有就不点）', helpRisks.text),
        door: noted(
          lines('怎么进门（可以不写）', { longest: 100, hint: '比如：门铃坏了，请敲门' }),
          '只有去办的志愿者和队长看得到。下次不用再写。',
        ),
      }}
      value={value}
      set={draft.set}
      empty={{ ...emptyDraft, door: '' }}
      complaints={placed(complaints, at)}
    />
  )
}
