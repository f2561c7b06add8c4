/** Waiting before something is tried again, with jitter, so that those who met once do not meet again. */

/** Where waiting, chance and patience come from; tests put others in their place. */
export const waits = {
  sleep: (ms: number): Promise<unknown> => new Promise(resolve => setTimeout(resolve, ms)),
  /** In [0, 1). */
  random: Math.random,
  /** Milliseconds, to see whether patience is at an end. */
  now: Date.now,
}

/** Longer with each try, from 0 on: some 10 ms, doubled each time, up to `mostMs`. */
export const pause = (tries: number, mostMs: number) =>
  waits.sleep(Math.min(10 * 2 ** tries, mostMs) * (0.5 + waits.random() / 2))
