/** Hazards brought as far as a test needs them. */
import { randomUUID } from 'node:crypto'
import type { Input } from '../../shared/contract.ts'
import { hazards, type HazardReply } from '../../shared/hazards/hazards.ts'
import type { Neighbourhood } from './given.ts'

/** A new tap on what this reply shows. */
export const tap = ({ id, seq }: Pick<HazardReply, 'id' | 'seq'>) => ({ id, seq, op: randomUUID() })

type Stage = 'reported' | 'dispatched' | 'handled' | 'closed'

/** Reported by resident-1 in building 1, given by staff-1 to firm-1, handled there, looked at by grid-1. */
export const hazardStory =
  (given: Neighbourhood) =>
  async (until: Stage, input: Partial<Input<typeof hazards.report>> = {}): Promise<HazardReply> => {
    let it: HazardReply = await given.as('resident-1').do(hazards.report, {
      ...{ what: 'light', building: 'building-1', words: '灯不亮', key: randomUUID(), ...input },
    })
    if (until === 'reported') return it
    it = await given.as('staff-1').do(hazards.dispatch, { ...tap(it), to: 'firm', unit: 'firm-1' })
    if (until === 'dispatched') return it
    it = await given.as('firm-1').do(hazards.handle, { ...tap(it), what: '换了灯泡', witness: '门卫老张' })
    if (until === 'handled') return it
    return given.as('grid-1').do(hazards.verify, tap(it))
  }
