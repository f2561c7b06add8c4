/** The buttons: what the reader may do now. */
import { View } from '@tarojs/components'
import { useState, type PropsWithChildren, type ReactNode } from 'react'
import { help, type HelpReply } from '../../../shared/help.ts'
import {
  declineReasons,
  failReasons,
  problemReasons,
  releaseReasons,
  withdrawReasons,
} from '../../../shared/help/life.ts'
import { Button } from '../components/Button.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { useMove } from '../platform/query.tsx'
import { askToBeTold } from '../platform/subscribe.ts'
import { AmountSheet } from './Amount.tsx'
import { AssignSheet, AssignUndo, type Choice } from './Assign.tsx'
import { PaidSheet } from './Paid.tsx'
import { ComeSheet, NoteSheet, OfferSheet, RateSheet } from './Sheets.tsx'
import { useUndo } from './undo.ts'
import {
  assignAnother,
  boughtAgain,
  carerDone,
  carerReleases,
  confirmForThem,
  foundAtDoor,
  handBack,
  mainMoves,
  moveLabel,
  notAfterAll,
  notThisTime,
  problemForThem,
  rateAgain,
  reasonText,
  sideMoves,
  whyHandBack,
  whyNotNow,
  whyTitle,
  withdrawForThem,
  type Tappable,
} from './words.ts'

type Why = keyof typeof whyTitle
const reasons = {
  release: releaseReasons,
  decline: declineReasons,
  withdraw: withdrawReasons,
  problem: problemReasons,
  fail: failReasons,
}

interface Props {
  readonly item: HelpReply
  /** The sheet to open at once, when the page was asked for with it. */
  readonly wanted: string | undefined
  readonly claim: (item: HelpReply) => unknown
  readonly made: (reply: HelpReply) => void
  readonly refused: (error: unknown) => void
  /** What it is about; who no longer needs it finds that button below. */
  readonly facts: ReactNode
}

const isBegun = ({ state }: HelpReply) => state === 'bought' || state === 'onTheWay'

const label = (item: HelpReply, name: Tappable) => {
  if (name === 'assign' && item.volunteer) return assignAnother
  if (name === 'bought' && item.state === 'bought') return boughtAgain
  if (name === 'decline' && item.state === 'offered') return notThisTime
  if (name === 'decline' && isBegun(item)) return handBack
  if (name === 'rate' && item.thanks) return rateAgain
  if (name === 'confirm' && item.state === 'failed') return foundAtDoor
  if (item.state === 'withStaff' && name in byCarer) return byCarer[name as keyof typeof byCarer]
  if (!item.mine && name in forThem) return forThem[name as keyof typeof forThem]
  return moveLabel[name]
}
/** What staff say who follow it in person. */
const byCarer = { deliver: carerDone, release: carerReleases }
/** What staff do for whoever has rung. */
const forThem = { confirm: confirmForThem, problem: problemForThem, withdraw: withdrawForThem }

/**
 * A volunteer already named is changed only on purpose, and staff step in only where nobody else is meant to: then it
 * is no main move.
 */
const isMain = (item: HelpReply, name: Tappable) => {
  if (name === 'assign') return !item.volunteer
  if (name === 'takeOver') return item.state === 'withStaff' && !item.staff
  return name !== 'reopen' || item.mine === true
}
const mainOf = (item: HelpReply) => mainMoves.find(name => item.may.includes(name) && isMain(item, name))

/** Of what staff may do at any time, what makes sense here. */
const isSensible = (item: HelpReply, name: Tappable) => {
  if (name === 'takeOver') return !item.staff
  if (name === 'release') return item.state !== 'withStaff' || item.staff !== undefined
  // The asker has said what is wrong already; a volunteer hands back before setting out.
  if (name === 'fail') return item.state !== 'open' && item.state !== 'accepted'
  return true
}

const titleOf = (why: Why, item: HelpReply) => {
  if (why !== 'decline') return whyTitle[why]
  return item.state === 'offered' ? whyNotNow : isBegun(item) ? whyHandBack : whyTitle.decline
}

/** Before one has said yes, nothing can have been sold out. */
const reasonsFor = (why: Why, { state }: HelpReply): readonly string[] =>
  why === 'decline' && state === 'offered'
    ? releaseReasons
    : reasons[why].filter(reason => state !== 'assigned' || !/outOfStock|noAnswer/.test(reason))

/** `children` stand between the main move and the others. */
export const Moves = ({ item, wanted, claim, made, refused, facts, children }: PropsWithChildren<Props>) => {
  const { go } = useMove()
  const main = mainOf(item)
  const [asking, setAsking] = useState<Tappable>()
  // Opened once, and only where it comes next: an old address does not ask again what has been answered.
  const [unasked, setUnasked] = useState(wanted)
  if (main !== undefined && unasked === main) {
    setUnasked(undefined)
    const asks = main === 'confirm' && item.spentFen !== undefined
    if (main === 'assign' || main === 'bought' || main === 'accept' || asks) setAsking(main)
  }
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
  const send = ({ id, seq, volunteer }: Choice) => make(go(help.assign, { id, seq, volunteer }))
  const undo = useUndo(send)
  const because = (name: Why, reason: string) => {
    // Each move has its own list of reasons; the schema of the server judges once more.
    switch (name) {
      case 'release':
        return go(help.release, { ...tap, reason: reason as (typeof releaseReasons)[number] })
      case 'decline':
        return go(help.decline, { ...tap, reason: reason as (typeof declineReasons)[number] })
      case 'withdraw':
        return go(help.withdraw, { ...tap, reason: reason as (typeof withdrawReasons)[number] })
      case 'problem':
        return go(help.problem, { ...tap, reason: reason as (typeof problemReasons)[number] })
      case 'fail':
        return go(help.fail, { ...tap, reason: reason as (typeof failReasons)[number] })
    }
  }
  const start = (name: Tappable) => {
    setUnasked(undefined)
    switch (name) {
      case 'claim':
        return claim(item)
      case 'start':
      case 'deliver':
      case 'takeOver':
      case 'reopen':
        return make(go(help[name], tap))
      case 'confirm':
        // Where nothing was laid out there is nothing to say about money.
        return item.spentFen === undefined ? make(go(help.confirm, tap)) : setAsking(name)
      default:
        return setAsking(name)
    }
  }

  const side = sideMoves.filter(name => item.may.includes(name) && name !== main && isSensible(item, name))
  const others = side.filter(name => name !== 'withdraw')
  const why = asking !== undefined && asking in whyTitle ? (asking as Why) : undefined
  if (undo.what)
    return (
      <>
        <AssignUndo undo={undo} />
        {facts}
      </>
    )
  return (
    <>
      <View className="stack moves">
        {main && <Button text={label(item, main)} onTap={() => start(main)} />}
        {children}
        {others.map(name => (
          <Button key={name} text={label(item, name)} kind="plain" onTap={() => start(name)} />
        ))}
      </View>
      {facts}
      {side.includes('withdraw') && (
        <View className="moves">
          <Button text={label(item, 'withdraw')} kind="plain" onTap={() => start('withdraw')} />
        </View>
      )}
      {why && (
        <Sheet open title={titleOf(why, item)} close={close} closeText={notAfterAll[why]}>
          {reasonsFor(why, item).map(reason => (
            <Button
              key={reason}
              text={reasonText[reason] ?? reason}
              kind="plain"
              onTap={() => make(because(why, reason))}
            />
          ))}
        </Sheet>
      )}
      {asking === 'confirm' && item.spentFen !== undefined && (
        <PaidSheet
          spentFen={item.spentFen}
          forThem={!item.mine}
          close={close}
          send={paidFen => make(go(help.confirm, { ...tap, ...(paidFen !== undefined && { paidFen }) }))}
        />
      )}
      {asking === 'accept' && (
        <ComeSheet
          item={item}
          close={close}
          come={comesAt => {
            void askToBeTold('helping')
            return make(go(help.accept, { ...tap, ...(comesAt && { comesAt }) }))
          }}
        />
      )}
      {asking === 'offer' && (
        <OfferSheet item={item} close={close} offer={team => make(go(help.offer, { ...tap, team }))} />
      )}
      {asking === 'note' && (
        <NoteSheet
          item={item}
          close={close}
          note={(text, settled) => make(go(help.note, { ...tap, text, settled }))}
        />
      )}
      {asking === 'rate' && (
        <RateSheet
          item={item}
          close={close}
          rate={(rating, thanks) => make(go(help.rate, { ...tap, rating, ...(thanks && { thanks }) }))}
        />
      )}
      <AmountSheet
        id={item.id}
        insurance={item.insurance === true}
        capFen={item.capFen}
        again={item.state === 'bought'}
        open={asking === 'bought' && item.may.includes('bought')}
        close={close}
        send={said => make(go(help.bought, { ...tap, ...said }))}
      />
      <AssignSheet
        item={item}
        open={asking === 'assign' && item.may.includes('assign')}
        close={close}
        choose={choice => {
          close()
          // Nobody else is told, so there is nothing to wait for.
          if (choice.self) return send(choice)
          undo.start(choice)
        }}
      />
    </>
  )
}
