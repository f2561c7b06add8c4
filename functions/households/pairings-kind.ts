/** A pairing as a kind of matter. */
import { pairingLife } from '../../shared/households/life.ts'
import { settingsOf } from '../community/community.ts'
import { nearUnder, type Near } from '../people/near.ts'
import { kind } from '../platform/kind.ts'
import { list } from '../platform/lists.ts'
import type { Rows } from '../platform/rows.ts'
import { clockMove, deadlines } from './pairings-clock.ts'
import { readerOf } from './pairings-readers.ts'
import { goers, isOpen, type Pairing } from './pairings-store.ts'
import { pairingSums } from './pairings-sums.ts'
import { pairingCards, pairingDesks, pairingTells } from './pairings-tells.ts'

/** Of something that is never due. */
const never = '9999-12-31'

/** What each of those who go has, by the day from which it stands in their round. */
export const withGoer: Rows<Pairing> = {
  under: ['PAIRINGS', 'WITH'],
  of: item =>
    isOpen(item)
      ? goers(item).map(of => ({ of, at: (item.state === 'active' && item.fromOn) || never }))
      : [],
}
/** Where somebody is the one they go to see. */
export const ofResident: Rows<Pairing> = {
  under: ['PAIRINGS', 'OF'],
  of: ({ resident, createdAt }) => (resident ? [{ of: resident, at: createdAt }] : []),
}

/** Those who go to a home stand near it, for whatever else its people need. */
const nearHome: Rows<Pairing, Near> = {
  under: nearUnder,
  of: item =>
    item.target === 'home' && item.state === 'active'
      ? goers(item).map(user => ({ of: item.at, at: user, says: { user, kind: item.kind } }))
      : [],
}

export const pairings = kind<Pairing>()({
  name: 'pairing',
  life: pairingLife,
  sees: (item, who) => readerOf(item, who) !== undefined,
  lists: {
    /** By state; those that are gone to by their day. */
    all: list('gsi1', ['PAIRINGS', 'STATE'], item => ({
      of: item.state,
      at: (item.state === 'active' && item.dueOn) || item.createdAt,
    })),
    ofBuilding: list(
      'gsi2',
      ['PAIRINGS', 'BUILDING'],
      item => isOpen(item) && item.building !== undefined && { of: item.building, at: item.createdAt },
    ),
    /** That somebody is missing for. */
    lacking: list(
      'gsi4',
      ['PAIRINGS', 'LACKING'],
      item => item.state === 'active' && item.lacks !== undefined && { at: item.dueOn ?? item.createdAt },
    ),
  },
  rows: [withGoer, ofResident, nearHome],
  sums: pairingSums,
  deadlines: async (ctx, community) => deadlines(await settingsOf(ctx, community)),
  due: clockMove,
  cards: pairingCards,
  desks: pairingDesks,
  tells: pairingTells,
})
