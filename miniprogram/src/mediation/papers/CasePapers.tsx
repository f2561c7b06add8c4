/** The papers of a case: those that make sense now, and the whole file. */
import { mediation } from '../../../../shared/mediation.ts'
import type { CaseReply } from '../../../../shared/mediation/case.ts'
import type { casePapers } from '../../../../shared/mediation/papers.ts'
import { Button } from '../../components/Button.tsx'
import { usePaper } from '../../components/paper.tsx'
import { Notice } from '../../components/States.tsx'
import { useMove } from '../../platform/query.tsx'
import { sayRefusal } from '../../platform/refused.ts'
import { paperText, words } from '../room/words.ts'
import { Asking } from '../../components/act.tsx'
import type { Step } from '../room/ToCall.tsx'

type Which = (typeof casePapers)[number]

interface Props {
  readonly id: string
  readonly which: Which | 'file'
  readonly kind?: 'primary' | 'plain'
}

export const PrintPaper = ({ id, which, kind = 'plain' }: Props) => {
  const { go, error } = useMove()
  const { order, sheet } = usePaper()
  const print = () =>
    order(key =>
      which === 'file' ? go(mediation.file, { id, key }) : go(mediation.print, { id, key, which }),
    ).catch(
      () => undefined, // shown below
    )
  return (
    <>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={which === 'file' ? '整份卷宗' : `打印${paperText[which]}`} kind={kind} onTap={print} />
      {sheet}
    </>
  )
}

/** A paper before its time would be an empty one. */
export const papersOf = (item: CaseReply): Which[] => [
  'register',
  'rights',
  ...(item.sessions.some(({ held }) => held) ? (['record'] as const) : []),
  ...(item.agreement ? [item.agreement.oral ? ('oral' as const) : ('agreement' as const)] : []),
  ...(item.followUps.length > 0 ? (['followUp'] as const) : []),
]

export const PapersSheet = ({ item, close }: Step) => (
  <Asking title="打印" close={close} closeText={words.shut}>
    {papersOf(item).map(which => (
      <PrintPaper key={which} id={item.id} which={which} />
    ))}
    <PrintPaper id={item.id} which="file" />
  </Asking>
)
