/** Taking a request for one's team; of several leads exactly one gets it. */
import { useState } from 'react'
import { help, type HelpReply } from '../../../shared/help/help.ts'
import { Button } from '../components/Button.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { actInList, hold } from '../platform/held.ts'
import { useMe } from '../platform/me.ts'
import { useMove } from '../platform/query.tsx'
import { isUnanswered, Refused, sayRefusal } from '../platform/refused.ts'
import { askToBeTold } from '../platform/subscribe.ts'

export const claimed = '接下了，谢谢您'

export const useTeams = () => {
  const { data: me } = useMe()
  return me?.grants.filter(({ role }) => role === 'teamLead') ?? []
}

export const isLostRace = (error: unknown) => error instanceof Refused && error.code === 'help.alreadyClaimed'

export const useClaim = (done: (reply: HelpReply) => void) => {
  const teams = useTeams()
  const { go } = useMove()
  const [choosing, setChoosing] = useState<HelpReply>()
  const [refused, setRefused] = useState<unknown>()
  const close = () => setChoosing(undefined)

  const take = async (item: HelpReply, team?: string) => {
    const answered = askToBeTold('helping')
    close()
    setRefused(undefined)
    try {
      const reply = await go(help.claim, { id: item.id, seq: item.seq, team })
      hold(item, claimed)
      await answered
      done(reply)
    } catch (error) {
      setRefused(error)
      // In a list the next one stands right below.
      const text = sayRefusal(error).replace(/还有别的事等人接.*/, '')
      if (!isUnanswered(error)) hold(item, text, isLostRace(error) ? 'good' : 'info')
    }
  }

  const sheet = (
    <Sheet open={choosing !== undefined} title="哪个队来接？" close={close} closeText="再想想">
      {teams.map(({ scope, scopeName }) => (
        <Button key={scope} text={scopeName} onTap={() => choosing && take(choosing, scope)} />
      ))}
    </Sheet>
  )
  const claim = (item: HelpReply) => (teams.length > 1 ? setChoosing(item) : actInList(() => take(item)))
  return { claim, sheet, refused }
}
