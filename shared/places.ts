/**
 * Places that are never given twice: so many seats, a queue behind them, and a seat that comes free is kept for the
 * next in the queue until they have said yes. Pure: the store writes what these give, on the condition that nothing
 * has changed meanwhile.
 */

export interface Places {
  readonly cap: number
  /** Who has a seat → the ticket they drew. */
  readonly seats: Readonly<Record<string, number>>
  /** Whose seat is only kept for them, and until when they have to say yes. */
  readonly holds: Readonly<Record<string, string>>
  /** Who waits → the ticket they drew; the lowest is next. */
  readonly queue: Readonly<Record<string, number>>
  readonly nextTicket: number
  /** Nobody comes in any more. */
  readonly closed?: true | undefined
}

/** In a longer queue nobody could hope for a place. */
export const mostWaiting = 300
/** More seats than this do not fit into one item of the table. */
export const mostSeats = 300

export const noPlaces = (cap: number): Places => ({ cap, seats: {}, holds: {}, queue: {}, nextTicket: 1 })

export type Standing =
  | { readonly place: 'seated' }
  | { readonly place: 'held'; readonly until: string }
  /** 1 is next. */
  | { readonly place: 'waiting'; readonly position: number }

const without = <T>(map: Readonly<Record<string, T>>, user: string): Readonly<Record<string, T>> => {
  const { [user]: _, ...rest } = map
  return rest
}

export const seated = ({ seats }: Places) => Object.keys(seats)

/** Those who wait, the next one first. */
export const waiting = ({ queue }: Places) => Object.keys(queue).sort((a, b) => queue[a]! - queue[b]!)

export const standingOf = (places: Places, user: string): Standing | undefined => {
  // Asked of any name, also one that every object answers to.
  if (Object.hasOwn(places.holds, user)) return { place: 'held', until: places.holds[user]! }
  if (Object.hasOwn(places.seats, user)) return { place: 'seated' }
  const position = waiting(places).indexOf(user) + 1
  return position ? { place: 'waiting', position } : undefined
}

/** Free seats go to the next in the queue, kept for them until then; without a time nobody is asked any more. */
const promote = <P extends Places>(places: P, until: string | undefined): P => {
  const free = places.cap - seated(places).length
  if (places.closed || until === undefined || free <= 0) return places
  return waiting(places)
    .slice(0, free)
    .reduce<P>(
      (after, user) => ({
        ...after,
        seats: { ...after.seats, [user]: after.queue[user]! },
        holds: { ...after.holds, [user]: until },
        queue: without(after.queue, user),
      }),
      places,
    )
}

/** A seat where one is free and nobody waits, else the end of the queue; as it was for who has either, or finds both full. */
export const take = <P extends Places>(places: P, user: string): P => {
  if (places.closed || standingOf(places, user)) return places
  const { nextTicket } = places
  const next = { ...places, nextTicket: nextTicket + 1 }
  if (seated(places).length < places.cap && waiting(places).length === 0)
    return { ...next, seats: { ...places.seats, [user]: nextTicket } }
  return waiting(places).length < mostWaiting
    ? { ...next, queue: { ...places.queue, [user]: nextTicket } }
    : places
}

/** `until`: until when the next one has to say yes. */
export const leave = <P extends Places>(places: P, user: string, until: string | undefined): P =>
  promote(
    {
      ...places,
      seats: without(places.seats, user),
      holds: without(places.holds, user),
      queue: without(places.queue, user),
    },
    until,
  )

/** They have said yes to the seat that was kept for them. */
export const confirm = <P extends Places>(places: P, user: string): P => ({
  ...places,
  holds: without(places.holds, user),
})

/** Seats kept for those who have not said yes by `now` go to the next. */
export const lapse = <P extends Places>(places: P, now: string, until: string | undefined): P => {
  const silent = Object.keys(places.holds).filter(user => places.holds[user]! <= now)
  const left = silent.reduce<P>((after, user) => leave(after, user, undefined), places)
  return promote(left, until)
}

/** More seats, or fewer; nobody who has one loses it. */
export const resize = <P extends Places>(places: P, cap: number, until: string | undefined): P =>
  promote({ ...places, cap }, until)

export const close = <P extends Places>(places: P): P => ({ ...places, closed: true })

/** When the first seat that is kept for somebody has to be given to the next. */
export const holdsUntil = ({ holds }: Places): string | undefined =>
  Object.values(holds).reduce<string | undefined>(
    (first, until) => (first === undefined || until < first ? until : first),
    undefined,
  )
