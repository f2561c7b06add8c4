/** Taking a request for one's team; of several leads exactly one gets it. */
import { useState } from 'react'
import { help, type HelpReply } from '../../../shared/help.ts'
import { identity } from '../../../shared/identity.ts'
import { Button } from '../components/Button.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { actInList, hold } from '../platform/held.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { isUnanswered, Refused, sayRefusal } from '../platform/refused.ts'
import { askToBeTold } from '../platform/subscribe.ts'
import { words } from './words.ts'

export const useTeams = () => {
  const { data: me } = useReply(identity.me, {}, { remember: true })
  return me?.grants.filter(({ role }) => role === 'teamLead') ?? []
}

export const isLostRace = (error: unknown) => error instanceof Refused && error.code === 'help.alreadyClaimed'

type Claimed = (reply: HelpReply) => void

export const useClaim = (claimed: Claimed) => {
  const teams = useTeams()
  const { go } = useMove()
  const [choosing, setChoosing] = useState<HelpReply>()
  const [refused, setRefused] = useState<unknown>()

  const take = async (item: HelpReply, team?: string) => {
    const { id, seq } = item
    const answered = askToBeTold('helping')
    setChoosing(undefined)
    setRefused(undefined)
    try {
      const reply = await go(help.claim, { id, seq, ...(team && { team }) })
      hold(item, words.claimed)
      await answered
      claimed(reply)
    } catch (error) {
      setRefused(error)
      // In a list the next one stands right below.
      const text = sayRefusal(error).replace(/还有别的事等人接.*/, '')
      if (!isUnanswered(error)) hold(item, text, isLostRace(error) ? 'good' : 'info')
    }
  }

  const sheet = (
    <Sheet
      open={choosing !== undefined}
      title={words.whichTeam}
      close={() => setChoosing(undefined)}
      closeText={words.thinkAgain}
    >
      {teams.map(({ scope, scopeName }) => (
        <Button key={scope} text={scopeName} onTap={() => choosing && take(choosing, scope)} />
      ))}
    </Sheet>
  )
  const claim = (item: HelpReply) => (teams.length > 1 ? setChoosing(item) : actInList(() => take(item)))
  return { claim, sheet, refused }
}
