/**
 * A card that was just acted on stays where it was for a moment and says what came of it: were it gone at once, the
 * next card would slide under a slow finger, and a second tap would act for another neighbour.
 */
import { useRef } from 'react'
import { followed } from './followed.ts'

const heldFor = 4000 // ms
const quietFor = 1200 // ms

interface Held {
  readonly item: { readonly id: string }
  readonly text: string
  readonly tone: 'good' | 'info'
}

const all = followed<ReadonlyMap<string, Held>>(new Map())

/** Keeps the card as it stood before the tap, without its button. */
export const hold = (item: { readonly id: string }, text: string, tone: Held['tone'] = 'good') => {
  const held = { item, text, tone }
  all.set(new Map(all.get()).set(item.id, held))
  setTimeout(() => all.set(new Map([...all.get()].filter(([, each]) => each !== held))), heldFor)
}

/** What a held card says; undefined: it is not held. */
export const useHeldNote = (id: string) => all.use().get(id)

/** The list with held cards in the places they had; one that held nothing of it does not get them. */
export const useHeld = <T extends { readonly id: string }>(items: readonly T[] | undefined) => {
  const held = all.use()
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
