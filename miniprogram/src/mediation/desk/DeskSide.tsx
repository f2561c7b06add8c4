/** Beside the calendar: who waits for a time, what is due when, and how much each mediator has in hand. */
import { View } from '@tarojs/components'
import type { Reply } from '../../../../shared/contract.ts'
import type { mediation } from '../../../../shared/mediation.ts'
import type { CaseReply } from '../../../../shared/mediation/reply.ts'
import { role } from '../../components/aria.ts'
import { classes } from '../../components/classes.ts'
import { open } from '../../platform/open.ts'
import { daysUntil } from '../room/times.ts'
import { nameOf } from './data.ts'
import { words } from './words.ts'
import { useDrag } from './use-desk.ts'

export const toCase = (id: string) => open('mediation/case', { id })

const soonDays = 3

interface Listed {
  readonly now: string
  readonly hueOf: (mediator: string | undefined) => string
  /** Where it can be put on the calendar; else it is opened. */
  readonly grab?: ((each: CaseReply) => void) | undefined
}

const sayLeft = (days: number) =>
  days < 0 ? `过期${-days}天` : days < 2 ? `${['今天', '明天'][days]}到期` : `还有${days}天`

interface LineProps extends Listed {
  readonly each: CaseReply
  readonly chosen: boolean
}

const Line = ({ each, now, hueOf, chosen, grab }: LineProps) => {
  const { id, number, mediator, stateText, dueAt } = each
  const drag = useDrag(grab && (() => grab(each)))
  const days = dueAt === undefined ? undefined : daysUntil(dueAt, now)
  const label = [nameOf(each), mediator?.name ?? words.noMediator, stateText].join('，')
  const line = (
    <View
      className={classes('desk-line', grab !== undefined && 'desk-grab', chosen && 'desk-chosen')}
      style={{ borderLeftColor: hueOf(mediator?.id) }}
      onClick={() => (grab ? grab(each) : toCase(id))}
      {...role(grab ? 'button' : 'link', label)}
    >
      <View className="desk-line-head">
        <View className="desk-what">{number ? nameOf(each) : `${nameOf(each)} · 未编号`}</View>
        {days !== undefined && (
          <View className={classes('desk-due', days <= soonDays && 'desk-due-soon')}>{sayLeft(days)}</View>
        )}
      </View>
      <View className="desk-note">
        {mediator?.name ?? words.noMediator} · {stateText}
      </View>
    </View>
  )
  // In the hand it is let go of over the calendar, or put there by the next click.
  return grab ? <div {...drag}>{line}</div> : line
}

interface LoadsProps {
  readonly loads: Reply<typeof mediation.load>['items']
  readonly hueOf: (mediator: string | undefined) => string
}

export const DeskLoads = ({ loads, hueOf }: LoadsProps) => {
  const most = Math.max(1, ...loads.map(({ load }) => load))
  return (
    <View className="desk-part desk-loads">
      <View className="desk-part-title" {...role('heading')}>
        调解员手上
      </View>
      {loads.map(({ id, name, load }) => (
        <View key={id} className="desk-load" {...role('text', `${name}，${words.cases(load)}`)}>
          <View className="desk-load-name">{name}</View>
          <View className="desk-load-track">
            <View
              className="desk-load-bar"
              style={{ width: `${(load / most) * 100}%`, background: hueOf(id) }}
            />
          </View>
          <View className="desk-load-count">{words.cases(load)}</View>
        </View>
      ))}
    </View>
  )
}

interface CasesProps extends Listed {
  readonly title: string
  readonly hint?: string
  readonly none: string
  readonly cases: readonly CaseReply[]
  readonly chosen?: string | undefined
}

export const DeskCases = ({ title, hint, none, cases, chosen, ...line }: CasesProps) => (
  <View className="desk-part">
    <View className="desk-part-title" {...role('heading')}>
      {title} <View className="desk-count">{cases.length}</View>
    </View>
    {hint && cases.length > 0 && <View className="desk-hint">{hint}</View>}
    {cases.length === 0 && <View className="desk-note">{none}</View>}
    {cases.map(each => (
      <Line key={each.id} each={each} chosen={each.id === chosen} {...line} />
    ))}
  </View>
)
