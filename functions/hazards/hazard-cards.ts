/** 我的事 and 要您办的: whom a hazard concerns, and the line each reads there. Made without opening anything that is sealed. */
import type { Role } from '../../shared/contract.ts'
import { hazardKinds, hazardStates, type HazardState } from '../../shared/hazards/life.ts'
import type { Card } from '../../shared/matters/matters.ts'
import type { Desk } from '../platform/mine.ts'
import { isOpen, type Hazard } from './hazard-store.ts'

/** 3号楼 · 路面井盖 */
export const titleOf = ({ what, building }: Pick<Hazard, 'what' | 'building'>) =>
  `${hazardKinds.text[what]} · ${building ?? '小区里'}`

type Hints = { readonly [S in HazardState]?: string }
const reporterHints: Hints = {
  reported: '报上去了，等社区看。',
  dispatched: '有人在办，点开看是谁、到哪天。',
  handled: '说是修好了，等人去看。',
  closed: '修好了吗？点开回个话。',
  refused: '点开看为什么，该找谁。',
  turned: '和另一件是同一件，一起办。',
}
const deskHints: Hints = {
  reported: '点开看看，派给谁。',
  dispatched: '点开看要办什么，办好了记一下。',
  handled: '去看一眼，修好没有。',
}

/** Whose desk has to do something next. */
export const hazardDesks = (item: Hazard): readonly (readonly [Desk, Card])[] => {
  const { id, community, state, changedAt, promisedAt, grid, place, to, toKind, escalatedAt, byStaff } = item
  const card: Card = {
    ...{ kind: 'hazard', id, changedAt, title: titleOf(item), tone: 'yours' },
    ...{ stateText: hazardStates.text[state], hint: deskHints[state], dueAt: promisedAt },
    urgent: (isOpen(item) && (item.danger || item.severity === 'danger')) || undefined,
  }
  const at = (role: Role, scope: string | undefined) =>
    scope ? [[{ role, community, scope }, card] as const] : []
  const staff = at('communityStaff', community)
  switch (state) {
    case 'reported':
      return [...staff, ...at('gridWorker', grid)]
    case 'dispatched':
      if (toKind === 'self') return [...staff, ...at('gridWorker', grid)]
      return [
        ...at(toKind === 'firm' ? 'propertyManager' : 'departmentOfficer', to),
        ...(escalatedAt || byStaff ? staff : []),
      ]
    case 'handled':
      return [...staff, ...at('gridWorker', grid), ...at('buildingHelper', place)]
    default:
      return []
  }
}

export const hazardCards = (item: Hazard): ReadonlyMap<string, Card> => {
  const { id, state, changedAt, since, createdAt, reporter, followers, fixed } = item
  const card: Card = {
    ...{ kind: 'hazard', id, title: titleOf(item), stateText: hazardStates.text[state] },
    tone: hazardStates.tones[state],
    changedAt: since,
  }
  const asks = state === 'closed' && fixed === undefined && item.handler !== reporter
  const own: Card = {
    ...card,
    ...{ changedAt, askedAt: createdAt },
    hint: state === 'closed' && !asks ? undefined : reporterHints[state],
    tone: asks ? 'yours' : card.tone,
  }
  // What those who follow it read changes with the state alone.
  return new Map([...followers.map(each => [each, card] as const), [reporter, own]])
}
