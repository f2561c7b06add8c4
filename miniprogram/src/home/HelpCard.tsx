import { View } from '@tarojs/components'
import { help, type HelpReply } from '../../../shared/help.ts'
import { helpGroups } from '../../../shared/help/life.ts'
import { identity } from '../../../shared/identity.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { StateBadge, type Tone } from '../components/StateBadge.tsx'
import { Notice } from '../components/States.tsx'
import { actInList, hold, useHeldNote } from '../platform/held.ts'
import { open } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { isUnanswered, sayRefusal } from '../platform/refused.ts'
import { nextMoves, sayLines, words } from './words.ts'

export const isGoingOn = ({ state }: HelpReply) => (helpGroups.open as readonly string[]).includes(state)

const isDanger = (item: HelpReply) => item.topic === 'danger' && isGoingOn(item)

const toneOf = (item: HelpReply): Tone => {
  if (isDanger(item) || (item.moneyOpen && !item.mine)) return 'late'
  if (nextMoves.some(([move]) => item.may.includes(move))) return 'yours'
  if (!isGoingOn(item)) return 'ended'
  return item.late ? 'late' : 'waiting'
}

/** Those that need nothing but the tap; the others open their page, with the question already asked. */
const simple = ['confirm', 'start', 'deliver', 'reopen'] as const

const NextMove = ({ item }: { readonly item: HelpReply }) => {
  const { go, error } = useMove()
  const next = nextMoves.find(([move]) => item.may.includes(move))
  if (!next) return null
  const [name, usual] = next
  const label = name === 'confirm' && item.state === 'failed' ? words.foundAtDoor : usual
  const tap = async () => {
    const move = simple.find(each => each === name)
    // What was laid out is said back before it is confirmed.
    const asks = name === 'confirm' && item.spentFen !== undefined
    if (!move || asks) return open('help/detail', { id: item.id, do: name })
    try {
      await go(help[move], { id: item.id, seq: item.seq })
      hold(item, words.noted(label))
    } catch (error) {
      // Without an answer the button stays, for the same tap once more; the reason is shown below.
      if (!isUnanswered(error)) hold(item, sayRefusal(error), 'info')
    }
  }
  return (
    <>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={label} onTap={() => actInList(tap)} />
      {name === 'confirm' && item.may.includes('problem') && (
        <Button text={words.problem} kind="plain" onTap={() => open('help/detail', { id: item.id })} />
      )}
    </>
  )
}

/** For those who have to see to it, why it stands there. */
const stateOf = (item: HelpReply) => {
  if (item.mine) return item.stateText
  if (isDanger(item)) return words.dangerState
  if (item.moneyOpen) return words.moneyOpen
  return item.late && isGoingOn(item) ? words.late : item.stateText
}

/** `acts`: with the next step as a button. */
export const HelpCard = ({ item, acts = false }: { readonly item: HelpReply; readonly acts?: boolean }) => {
  const { data: me } = useReply(identity.me, {}, { remember: true })
  const held = useHeldNote(item.id)
  // One's own name says nothing to oneself; that of someone one acts for does.
  const whose = item.mine ? item.askerName !== me?.callName && item.askerName : item.building
  const title = [item.title, whose].filter(Boolean).join(' · ')
  const lines = sayLines(item)
  const state = stateOf(item)
  const hint = item.moneyOpen && !item.mine ? words.moneyOpenHint : item.stateHint
  const acting = acts && nextMoves.some(([move]) => item.may.includes(move))
  return (
    <View className={acting ? 'task' : ''}>
      <Card
        title={title}
        label={`${title}，${state}，${hint}`}
        aside={<StateBadge text={state} tone={toneOf(item)} />}
        onTap={() => open('help/detail', { id: item.id })}
      >
        {lines && <View>{lines}</View>}
        <View className="hint">{hint}</View>
      </Card>
      {held ? <Notice text={held.text} tone={held.tone} /> : acting && <NextMove item={item} />}
    </View>
  )
}
