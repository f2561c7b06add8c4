/** The story of a case as far as it has to be told before a test begins. */
import { mediation } from '../../shared/mediation/mediation.ts'
import type { CaseReply, Someone } from '../../shared/mediation/reply.ts'
import type { PartyKey } from '../../shared/mediation/life.ts'
import { plusMinutes } from '../../shared/time.ts'
import { op, type Neighbourhood } from './given.ts'

const day = 24 * 60
/** Tuesday 10:00 in Shanghai, in the room of the settings. */
export const tuesday10 = '2026-11-24T02:00:00.000Z'
export const room = 'room-1'

export const caseStory = (given: Neighbourhood) => {
  const tap = ({ id, seq }: Pick<CaseReply, 'id' | 'seq'>) => ({ id, seq, op: op() })
  const read = (who: string, { id }: { readonly id: string }) => given.as(who).do(mediation.get, { id })

  const applied = (
    who = 'resident-1',
    other: Someone = { name: '楼上李家', building: '2号楼', room: '1单元201室' },
  ) =>
    given.as(who).do(mediation.apply, {
      ...{ key: op(), kind: 'leak', facts: '楼上漏水，厨房顶都泡了', wish: '修好，再赔个顶' },
      others: [other],
    })

  const accepted = async (who?: string) =>
    given.as('room-1').do(mediation.screen, { ...tap(await applied(who)), accept: true })

  /** The other side by a link, which they open and answer. */
  const linked = async (each: CaseReply, party: PartyKey = 'p2') => {
    const asked = await given.as('room-1').do(mediation.askOtherSide, { ...tap(each), party, how: 'link' })
    return asked.code!
  }

  /** Written down by the room, which knows both; the other side is asked by their own account. */
  const asked = async (who: string, other: string) => {
    const [user, theirs] = [await given.idOf(who), await given.idOf(other)]
    const filed = await given.as('room-1').do(mediation.apply, {
      ...{ key: op(), kind: 'family', facts: '谁来照看', origin: 'phone' },
      applicant: { name: '甲', user },
      others: [{ name: '乙', user: theirs }],
    })
    const each = await given.as('room-1').do(mediation.screen, { ...tap(filed), accept: true })
    const way = { party: 'p2', how: 'neighbour', user: theirs } as const
    return given.as('room-1').do(mediation.askOtherSide, { ...tap(each), ...way })
  }

  const willing = async (who?: string, other = 'resident-2') => {
    const each = await accepted(who)
    await given.as(other).do(mediation.answerOtherSide, { code: await linked(each), answer: 'yes' })
    return read('room-1', each)
  }

  const withMediator = async (who?: string, other?: string, mediator = 'mediator-1') => {
    const each = await willing(who, other)
    const user = await given.idOf(mediator)
    return given.as('room-1').do(mediation.setMediator, { ...tap(each), mediator: user, knowing: true })
  }

  const heard = async (who = 'resident-1', other = 'resident-2', mediator?: string) => {
    const each = await withMediator(who, other, mediator)
    for (const party of [who, other])
      await given.as(party).do(mediation.hearRights, { id: each.id, op: op() })
    return read('room-1', each)
  }

  const booked = async (fromAt = tuesday10, ...people: Parameters<typeof heard>) => {
    const each = await heard(...people)
    return given.as('room-1').do(mediation.book, { ...tap(each), room, fromAt })
  }

  /** Who comes shows their paper. */
  const shown = ({ id }: Pick<CaseReply, 'id'>, party: PartyKey) =>
    given.as('room-1').do(mediation.saveParty, { id, op: op(), party, idSeen: true })

  /** The session, at its time. */
  const held = async (fromAt = tuesday10, ...people: Parameters<typeof heard>) => {
    const each = await booked(fromAt, ...people)
    given.setNow(plusMinutes(fromAt, 5))
    for (const party of ['p1', 'p2'] as const) await shown(each, party)
    const there = await read('room-1', each)
    return given.as('room-1').do(mediation.hold, { ...tap(there), present: ['p1', 'p2'], held: true })
  }

  return {
    tap,
    read,
    applied,
    accepted,
    linked,
    asked,
    willing,
    withMediator,
    heard,
    booked,
    shown,
    held,
    day,
  }
}
