// Chance that falls the same way each time: two makings of the demo data are one and the same.

/** Mulberry32: small, fast, and even enough for a story. */
export const chanceOf = (seed: number) => {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    /** A whole number, both ends included. */
    between,
    /** True so many times in a hundred. */
    percent: (share: number) => next() * 100 < share,
    one: <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!,
    some: <T>(of: readonly T[], count: number): T[] => {
      const rest = [...of]
      return Array.from({ length: Math.min(count, of.length) }, () =>
        rest.splice(Math.floor(next() * rest.length), 1),
      ).flat()
    },
    /** One of several, as often as its weight says. */
    weighed: <T>(of: readonly (readonly [T, number])[]): T => {
      let left = next() * of.reduce((sum, [, weight]) => sum + weight, 0)
      return (of.find(([, weight]) => (left -= weight) < 0) ?? of.at(-1)!)[0]
    },
  }
}
export type Chance = ReturnType<typeof chanceOf>
