/** Requests brought as far as a test needs them. */
import { randomUUID } from 'node:crypto'
import { help, type HelpReply } from '../../shared/help/help.ts'
import type { Neighbourhood } from './given.ts'

/** A new tap on what this reply shows. */
export const tap = ({ id, seq }: HelpReply) => ({ id, seq, op: randomUUID() })

type Stage = 'open' | 'claimed' | 'assigned' | 'accepted' | 'onTheWay' | 'delivered'

/** Brings a fresh request of resident-1 as far as asked, by lead-1 and volunteer-1. */
export const helpStory =
  (given: Neighbourhood) =>
  async (until: Stage, input: Parameters<Neighbourhood['request1']>[0] = {}): Promise<HelpReply> => {
    const [lead, volunteer] = [given.as('lead-1'), given.as('volunteer-1')]
    let it = await given.request1(input)
    if (until === 'open') return it
    it = await lead.do(help.claim, tap(it))
    if (until === 'claimed') return it
    it = await lead.do(help.assign, { ...tap(it), volunteer: await given.idOf('volunteer-1') })
    if (until === 'assigned') return it
    it = await volunteer.do(help.accept, tap(it))
    if (until === 'accepted') return it
    it = await volunteer.do(help.bought, { ...tap(it), spentFen: 1_250 })
    it = await volunteer.do(help.start, tap(it))
    if (until === 'onTheWay') return it
    return volunteer.do(help.deliver, tap(it))
  }
