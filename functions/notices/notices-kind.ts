/** A notice as a matter: where it stands, and when its last day is over. */
import { noticeLife, noticeStates } from '../../shared/notices/life.ts'
import type { Card } from '../../shared/matters/matters.ts'
import { dayOf, instantOf, plusDays } from '../../shared/time.ts'
import { kind } from '../platform/kind.ts'
import { list } from '../platform/lists.ts'
import type { Desk } from '../platform/mine.ts'
import type { Rows } from '../platform/rows.ts'
import type { Notice } from './notices-store.ts'
import { followNotice } from './notices-telling.ts'

/** Where those that are up stand: for everybody, or building by building. */
export const forAll = ['ALL'] as const
export const forBuilding = (building: string) => ['B', building] as const

export const upRows: Rows<Notice, { readonly at: string }> = {
  under: ['NOTICES', 'UP'],
  of: ({ state, buildings, createdAt: at }) =>
    state === 'up' ? (buildings?.map(forBuilding) ?? [forAll]).map(of => ({ of, at, says: { at } })) : [],
}

/** Those who help in a building are asked to put it up there. */
const desks = (notice: Notice): readonly (readonly [Desk, Card])[] => {
  const { id, kind, state, halls = [], posted = {}, community, title, changedAt, dueAt } = notice
  if (state !== 'up') return []
  const card: Card = {
    ...{ kind, id, title, changedAt, stateText: noticeStates.text[state], tone: 'yours', dueAt },
    hint: '请贴到楼道里，贴好了点一下。',
  }
  return halls
    .filter(building => !posted[building])
    .map(scope => [{ role: 'buildingHelper', community, scope }, card])
}

export const noticeMatters = kind<Notice>()({
  name: 'notice',
  life: noticeLife,
  /** It is said to everybody who belongs to the community. */
  sees: ({ community }, who) => who.grants.some(grant => grant.community === community),
  lists: {
    all: list('gsi1', ['NOTICES'], ({ state, createdAt }) => ({ of: state, at: createdAt })),
  },
  rows: [upRows],
  deadlines:
    async () =>
    ({ state, untilOn }) =>
      state === 'up' ? instantOf(dayOf(plusDays(untilOn, 1))) : undefined,
  due: async () => ({ move: 'takeDown' }),
  cards: () => new Map(),
  desks,
  follows: followNotice,
})
