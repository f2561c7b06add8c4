/** 约人调解: what happened, with whom, read back, sent. */
import type { Input } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity.ts'
import { mediation } from '../../../shared/mediation.ts'
import { isKnown, NotYet, StepForm, useStepForm } from '../components/StepForm.tsx'
import { useDraft } from '../platform/drafts.ts'
import { randomKey } from '../platform/keys.ts'
import { openInstead } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { Refused } from '../platform/refused.ts'
import { askToBeTold } from '../platform/subscribe.ts'
import { applyDraft, complaintsAbout, emptyDraft, inputOf, stepOf, withoutBlank } from './party/apply-form.ts'
import { ApplyCheck, ApplyWhat, ApplyWhom, whomOf } from './party/ApplySteps.tsx'

export default function Apply() {
  const { data: me, error: unknown, again } = useReply(identity.me, {}, { remember: true })
  const kept = useDraft('mediation.apply', applyDraft, emptyDraft)
  const whom = whomOf(me)
  const several = whom.length > 1
  // Who may no longer be applied for has to be chosen anew; where there is one only, there is nothing to choose.
  const chosen = several ? whom.find(({ value }) => value === kept.value.for) : whom[0]
  const draft = { ...kept, value: { ...kept.value, for: chosen?.value } }
  const typed = withoutBlank(draft.value)
  const wrong = complaintsAbout(typed, several)
  const form = useStepForm({ wrong, stepOf, tidy: () => draft.set(typed) })
  const { go } = useMove()

  const send = async () => {
    const answered = askToBeTold('asking')
    const keyed = { ...typed, key: draft.value.key ?? (await randomKey()) }
    draft.set(keyed)
    // A draft taken up again may lack what an earlier step asks for; the server says which.
    const input = inputOf(keyed) as Input<typeof mediation.apply>
    try {
      const { id } = await go(mediation.apply, input)
      draft.clear()
      await answered
      await form.leave()
      await openInstead('mediation/case', { id, new: '1' })
    } catch (error) {
      form.refuse(error)
      // The earlier attempt did arrive, with other words; sending this one too is a decision of its own.
      if (error instanceof Refused && error.code === 'request.keyReused')
        draft.set({ ...keyed, key: undefined })
    }
  }

  if (!isKnown(me)) return <NotYet title="约人调解" me={me} error={unknown} again={again} />
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
