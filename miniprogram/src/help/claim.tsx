/** Taking a request for one's team; of several leads exactly one gets it. */
import { useState } from 'react'
import { help, type HelpReply } from '../../../shared/help.ts'
import { identity } from '../../../shared/identity.ts'
import { Button } from '../components/Button.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { useMove, useReply } from '../platform/query.tsx'
import { words } from './words.ts'

export const useTeams = () => {
  const { data: me } = useReply(identity.me, {}, { remember: true })
  return me?.grants.filter(({ role }) => role === 'teamLead') ?? []
}

type Claimed = (reply: HelpReply) => void

export const useClaim = (claimed: Claimed) => {
  const teams = useTeams()
  const { go } = useMove()
  const [choosing, setChoosing] = useState<HelpReply>()
  const [refused, setRefused] = useState<unknown>()

  const take = async ({ id, seq }: HelpReply, team?: string) => {
    setChoosing(undefined)
    setRefused(undefined)
    try {
      claimed(await go(help.claim, { id, seq, ...(team && { team }) }))
    } catch (error) {
      setRefused(error)
    }
  }

  const sheet = (
    <Sheet open={choosing !== undefined} title={words.whichTeam} close={() => setChoosing(undefined)}>
      {teams.map(({ scope, scopeName }) => (
        <Button key={scope} text={scopeName} onTap={() => choosing && take(choosing, scope)} />
      ))}
    </Sheet>
  )
  const claim = (item: HelpReply) => (teams.length > 1 ? setChoosing(item) : take(item))
  return { claim, sheet, refused }
}
