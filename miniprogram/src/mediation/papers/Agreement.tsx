/** What was agreed, what it still lacks to be in force, its paper, and how long the court may be asked to confirm it. */
import { View } from '@tarojs/components'
import type { CaseReply } from '../../../../shared/mediation/case.ts'
import { mediation } from '../../../../shared/mediation.ts'
import { Button } from '../../components/Button.tsx'
import { Card } from '../../components/Card.tsx'
import { FileViews } from '../../components/FileViews.tsx'
import { usePaper } from '../../components/paper.tsx'
import { Row } from '../../components/Row.tsx'
import { Notice } from '../../components/States.tsx'
import { useMove } from '../../platform/query.tsx'
import { sayRefusal } from '../../platform/refused.ts'
import { dayOf, sayDate } from '../times.ts'
import { confirmationText, nameOf, words } from '../words.ts'

interface Props {
  readonly item: CaseReply
}

type Missing = NonNullable<CaseReply['agreement']>['missing'][number]

const sayMissing = (item: CaseReply, what: Missing) => {
  if (what === 'mediator' || what === 'seal' || what === 'scan') return words.missingOne[what]
  return item.parties.find(({ key }) => key === what)?.mine
    ? words.missingYou
    : words.missingSign(nameOf(item, what))
}

const Print = ({ id }: Pick<CaseReply, 'id'>) => {
  const { go, error } = useMove()
  const { order, sheet } = usePaper()
  const print = () =>
    order(key => go(mediation.print, { id, key, which: 'agreement' })).catch(() => undefined) // shown below
  return (
    <>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={words.print} kind="plain" onTap={print} />
      {sheet}
    </>
  )
}

export const Agreement = ({ item }: Props) => {
  const { agreement } = item
  if (!agreement) return null
  const { oral, terms, missing, performedHow, performedByOn, effectiveOn, scan } = agreement
  const mine = item.parties.some(({ key, mine }) => mine && missing.includes(key))
  return (
    <Card title={words.agreement} aside={<View className="small">{oral ? words.oral : words.written}</View>}>
      {agreement.facts && <View className="hint">{agreement.facts}</View>}
      {terms.map((term, i) => (
        <View key={i} className="big">
          {i + 1}. {term}
        </View>
      ))}
      {performedHow && <Row name={words.how} note={performedHow} />}
      {performedByOn && <Row name={words.by} value={sayDate(performedByOn)} />}
      {effectiveOn && <Row name={words.effective} value={sayDate(effectiveOn)} />}
      {missing.length > 0 && (
        <>
          <View className="strong">{words.missing}</View>
          {missing.map(what => (
            <View key={what} className={what !== 'scan' ? 'big' : ''}>
              · {sayMissing(item, what)}
            </View>
          ))}
          {mine && <View className="hint">{words.signHow}</View>}
        </>
      )}
      {scan && scan.length > 0 && (
        <>
          <View className="strong">{words.scan}</View>
          <FileViews files={scan} />
        </>
      )}
      {item.reader === 'party' && !oral && <Print id={item.id} />}
    </Card>
  )
}

const dayMs = 24 * 60 * 60_000

export const Confirmation = ({ item: { confirmation } }: Props) => {
  if (!confirmation) return null
  const { by, state } = confirmation
  const day = sayDate(dayOf(by))
  const today = dayOf(new Date().toISOString())
  const left = Math.round((Date.parse(dayOf(by)) - Date.parse(today)) / dayMs)
  const open = state === undefined || state === 'wanted'
  return (
    <Card title={words.confirmTitle}>
      {open && (
        <View>
          {left > 0 ? words.confirmLead(day, left) : left === 0 ? words.confirmLast(day) : words.confirmOver}
        </View>
      )}
      {open && left >= 0 && <View className="hint">{words.confirmFree}</View>}
      {state && <Row name={words.confirmState} value={confirmationText[state]} />}
    </Card>
  )
}
