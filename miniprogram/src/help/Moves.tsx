/** The buttons: what the reader may do now. */
import { View } from '@tarojs/components'
import { useState, type PropsWithChildren } from 'react'
import {
  declineReasons,
  help,
  releaseReasons,
  withdrawReasons,
  type HelpReply,
} from '../../../shared/help.ts'
import { Button } from '../components/Button.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { useMove } from '../platform/query.tsx'
import { AmountSheet } from './Amount.tsx'
import { AssignSheet, AssignUndo, type Choice } from './Assign.tsx'
import { useUndo } from './undo.ts'
import {
  assignAnother,
  confirmForThem,
  mainMoves,
  moveLabel,
  reasonText,
  sideMoves,
  whyTitle,
  type Tappable,
} from './words.ts'

type Why = keyof typeof whyTitle
const reasons = { release: releaseReasons, decline: declineReasons, withdraw: withdrawReasons }

interface Props {
  readonly item: HelpReply
  /** The sheet to open at once, when the page was asked for with it. */
  readonly wanted: string | undefined
  readonly claim: (item: HelpReply) => unknown
  readonly made: (reply: HelpReply) => void
  readonly refused: (error: unknown) => void
}

const label = (item: HelpReply, name: Tappable) => {
  if (name === 'assign' && item.volunteer) return assignAnother
  return name === 'confirm' && !item.mine ? confirmForThem : moveLabel[name]
}

/** `children` stand between the main move and the others. */
export const Moves = ({ item, wanted, claim, made, refused, children }: PropsWithChildren<Props>) => {
  const { go } = useMove()
  const first = wanted === 'assign' || wanted === 'bought' ? wanted : undefined
  const [asking, setAsking] = useState<Tappable | undefined>(first)
  const close = () => setAsking(undefined)
  const tap = { id: item.id, seq: item.seq }

  /** Makes the move and shows what came of it; false when it did not happen. */
  const make = async (moving: Promise<HelpReply>) => {
    try {
      made(await moving)
      return true
    } catch (error) {
      refused(error)
      return false
    } finally {
      close()
    }
  }
  const undo = useUndo(({ id, seq, volunteer }: Choice) => make(go(help.assign, { id, seq, volunteer })))
  const because = (name: Why, reason: string) => {
    // Each move has its own list of reasons; the schema of the server judges once more.
    switch (name) {
      case 'release':
        return go(help.release, { ...tap, reason: reason as (typeof releaseReasons)[number] })
      case 'decline':
        return go(help.decline, { ...tap, reason: reason as (typeof declineReasons)[number] })
      case 'withdraw':
        return go(help.withdraw, { ...tap, reason: reason as (typeof withdrawReasons)[number] })
    }
  }
  const start = (name: Tappable) => {
    switch (name) {
      case 'claim':
        return claim(item)
      case 'accept':
      case 'start':
      case 'deliver':
      case 'confirm':
        return make(go(help[name], tap))
      default:
        return setAsking(name)
    }
  }

  // A volunteer already named is changed only on purpose: then it is no main move.
  const main = mainMoves.find(name => item.may.includes(name) && !(name === 'assign' && item.volunteer))
  const others = sideMoves.filter(name => item.may.includes(name) && name !== main)
  const why = asking !== undefined && asking in whyTitle ? (asking as Why) : undefined
  if (undo.what) return <AssignUndo undo={undo} />
  return (
    <View className="stack moves">
      {main && <Button text={label(item, main)} onTap={() => start(main)} />}
      {children}
      {others.map(name => (
        <Button key={name} text={label(item, name)} kind="plain" onTap={() => start(name)} />
      ))}
      {why && (
        <Sheet open title={whyTitle[why]} close={close}>
          {reasons[why].map(reason => (
            <Button
              key={reason}
              text={reasonText[reason] ?? reason}
              kind="plain"
              onTap={() => make(because(why, reason))}
            />
          ))}
        </Sheet>
      )}
      <AmountSheet
        id={item.id}
        capFen={item.capFen}
        open={asking === 'bought'}
        close={close}
        send={spentFen => make(go(help.bought, { ...tap, spentFen }))}
      />
      <AssignSheet
        item={item}
        open={asking === 'assign' && item.may.includes('assign')}
        close={close}
        choose={choice => {
          close()
          undo.start(choice)
        }}
      />
    </View>
  )
}
