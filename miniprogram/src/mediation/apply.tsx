/** 约人调解: what happened, with whom, read back, sent. */
import type { Input } from '../../../shared/contract.ts'
import { mediation } from '../../../shared/mediation/mediation.ts'
import { isKnown, NotYet, StepForm, useStepForm } from '../components/StepForm.tsx'
import { createOnce, useDraft } from '../platform/drafts.ts'
import { chosenOf, useMe, whomOf } from '../platform/me.ts'
import { openInstead } from '../platform/open.ts'
import { useMove } from '../platform/query.tsx'
import { askToBeTold } from '../platform/subscribe.ts'
import { applyDraft, complaintsAbout, emptyDraft, inputOf, stepOf, withoutBlank } from './party/apply-form.ts'
import { ApplyCheck, ApplyWhat, ApplyWhom } from './party/ApplySteps.tsx'

export default function Apply() {
  const asked = useMe()
  const me = asked.data
  const kept = useDraft('mediation.apply', applyDraft, emptyDraft)
  const whom = whomOf(me, 'mediation')
  const several = whom.length > 1
  const draft = { ...kept, value: { ...kept.value, for: chosenOf(whom, kept.value.for)?.id } }
  const typed = withoutBlank(draft.value)
  const wrong = complaintsAbout(typed, several)
  const form = useStepForm({ wrong, stepOf, tidy: () => draft.set(typed) })
  const { go } = useMove()

  const send = async () => {
    const answered = askToBeTold('asking')
    // A draft taken up again may lack what an earlier step asks for; the server says which.
    const input = inputOf(typed) as Input<typeof mediation.apply>
    const create = (key: string) => go(mediation.apply, { ...input, key })
    try {
      const { id } = await createOnce({ value: typed, set: draft.set }, create)
      draft.clear()
      await answered
      await form.leave()
      await openInstead('mediation/case', { id, new: '1' })
    } catch (error) {
      form.refuse(error)
    }
  }

  if (!isKnown(me)) return <NotYet title="约人调解" asked={asked} />
  const { step, complaints, onBusy } = form
  const shared = { draft, complaints }
  return (
    <StepForm title="约人调解" form={form} yes="对，约调解" edit="再改改" send={send}>
      {step === 0 && <ApplyWhat {...shared} me={me} onBusy={onBusy} />}
      {step === 1 && <ApplyWhom {...shared} />}
      {step === 2 && <ApplyCheck draft={draft.value} me={me} />}
    </StepForm>
  )
}
