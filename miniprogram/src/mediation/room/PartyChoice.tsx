/** Whom it is about, where there are several. */
import type { CaseReply } from '../../../../shared/mediation/case.ts'
import type { PartyKey } from '../../../../shared/mediation/life.ts'
import { Choice } from '../../components/Choice.tsx'

interface Props {
  readonly parties: CaseReply['parties']
  readonly value: PartyKey | undefined
  readonly onChange: (key: PartyKey) => void
}

export const PartyChoice = ({ parties, value, onChange }: Props) =>
  parties.length < 2 ? null : (
    <Choice
      label="哪一位"
      options={parties.map(({ key, name }) => ({ value: key, text: name }))}
      value={value}
      onChange={onChange}
    />
  )
