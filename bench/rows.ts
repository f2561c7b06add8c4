/** A measurement is a ratio against a yardstick of the same run: absolute times say more about the machine than about us. */

export interface Row {
  readonly measure: string
  readonly ours: string
  readonly yardstick: string
  readonly ratio: string
  /** The ratio's quartiles over the runs, where there were several. */
  readonly spread?: string
  readonly goal?: string
}

export const rows: Row[] = []

interface Measured {
  readonly ours: number
  readonly bare: number
  readonly unit: string
  readonly yardstick: string
  readonly spread?: string
  readonly goal?: number
}
export const row = (measure: string, { ours, bare, unit, yardstick, spread, goal }: Measured) =>
  rows.push({
    measure,
    ours: `${ours.toFixed(1)} ${unit}`,
    yardstick: `${yardstick}: ${bare.toFixed(1)} ${unit}`,
    ratio: (ours / bare).toFixed(2),
    spread,
    goal: goal === undefined ? undefined : `≤ ${goal}`,
  })

const at = (values: readonly number[], part: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * part)]!
export const median = (values: readonly number[]) => at(values, 0.5)

/** In milliseconds. */
export const timed = async (work: () => Promise<unknown>) => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Milliseconds of each, median of many after a warm-up, both sides taking turns, and the quartiles of their ratio. */
export const pair = async (
  runs: number,
  ours: (n: number) => Promise<unknown>,
  bare: (n: number) => Promise<unknown>,
  warmUp = 10,
) => {
  const times: (readonly [number, number])[] = []
  for (let n = -warmUp; n < runs; n++) {
    const each = [await timed(() => ours(n)), await timed(() => bare(n))] as const
    if (n >= 0) times.push(each)
  }
  const ratios = times.map(([one, other]) => one / other)
  return {
    ours: median(times.map(([one]) => one)),
    bare: median(times.map(([, other]) => other)),
    unit: 'ms',
    spread: `${at(ratios, 0.25).toFixed(2)}–${at(ratios, 0.75).toFixed(2)}`,
  }
}
