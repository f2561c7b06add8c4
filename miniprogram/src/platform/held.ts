/**
 * A card that was just acted on stays where it was for a moment and says what came of it: were it gone at once, the
 * next card would slide under a slow finger, and a second tap would act for another neighbour.
 */
import { useRef, useSyncExternalStore } from 'react'

const heldFor = 4000 // ms
const quietFor = 1200 // ms

interface Held {
  readonly item: { readonly id: string }
  readonly text: string
  readonly tone: 'good' | 'info'
}

let all: ReadonlyMap<string, Held> = new Map()
const listeners = new Set<() => void>()
const put = (next: ReadonlyMap<string, Held>) => {
  all = next
  for (const tell of listeners) tell()
}
const follow = (tell: () => void) => {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}
const useAll = () => useSyncExternalStore(follow, () => all)

/** Keeps the card as it stood before the tap, without its button. */
export const hold = (item: { readonly id: string }, text: string, tone: Held['tone'] = 'good') => {
  const held = { item, text, tone }
  put(new Map(all).set(item.id, held))
  setTimeout(() => {
    if (all.get(item.id) === held) put(new Map([...all].filter(([id]) => id !== item.id)))
  }, heldFor)
}

/** What a held card says; undefined: it is not held. */
export const useHeldNote = (id: string) => useAll().get(id)

/** The list with held cards in the places they had; one that held nothing of it does not get them. */
export const useHeld = <T extends { readonly id: string }>(items: readonly T[] | undefined) => {
  const held = useAll()
  const before = useRef<readonly string[]>([])
  if (!items) return items
  const had = (id: string) => before.current.includes(id)
  const shown = items.flatMap(item => {
    const kept = held.get(item.id)
    if (!kept) return [item]
    return had(item.id) ? [kept.item as T] : []
  })
  before.current.forEach((id, at) => {
    const kept = held.get(id)
    if (kept && !shown.some(item => item.id === id)) shown.splice(at, 0, kept.item as T)
  })
  before.current = shown.map(({ id }) => id)
  return shown
}

let quietUntil = 0

/** For buttons in lists: right after one has acted, none does. */
export const actInList = async (act: () => unknown) => {
  if (Date.now() < quietUntil) return
  try {
    await act()
  } finally {
    quietUntil = Date.now() + quietFor
  }
}
