/** The papers of a case: those that make sense now, and the whole file. */
import { mediation } from '../../../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../../../shared/mediation/reply.ts'
import { casePapers, type CasePaper } from '../../../../shared/mediation/papers.ts'
import { Asking } from '../../components/act.tsx'
import { PaperButton } from '../../components/PaperSheet.tsx'
import type { Step } from '../parts/Parties.tsx'

export const PrintPaper = ({ id, which }: { readonly id: string; readonly which: CasePaper }) => (
  <PaperButton text={`打印${casePapers.text[which]}`} ask={go => go(mediation.print, { id, which })} />
)

/** A paper before its time would be an empty one. */
const papersOf = (item: CaseReply): CasePaper[] => [
  'register',
  'rights',
  ...(item.sessions.some(({ held }) => held) ? (['record'] as const) : []),
  ...(item.agreement ? [item.agreement.oral ? ('oral' as const) : ('agreement' as const)] : []),
  ...(item.followUps.length > 0 ? (['followUp'] as const) : []),
]

export const PapersSheet = ({ item, close }: Step) => (
  <Asking title="打印" close={close} closeText="关上">
    {papersOf(item).map(which => (
      <PrintPaper key={which} id={item.id} which={which} />
    ))}
    <PaperButton text="整份卷宗" ask={go => go(mediation.file, { id: item.id })} />
  </Asking>
)
