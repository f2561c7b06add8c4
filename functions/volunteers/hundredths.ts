/**
 * Hours with two decimals. Twenty minutes are no such number, so times that are rounded one by one add up to something
 * else than their sum: each gets what the sum grows by with it.
 */

const hundredthsOf = (minutes: number) => Math.round((minutes * 100) / 60)

/** 4.75 */
export const sayHours = (minutes: number) => (hundredthsOf(minutes) / 100).toFixed(2)

/** In their order; somebody's own together are the hours that a record sheet says of all of them. */
export const hoursOfEach = (times: readonly { readonly user: string; readonly minutes: number }[]) => {
  const sums = new Map<string, number>()
  return times.map(({ user, minutes }) => {
    const before = sums.get(user) ?? 0
    sums.set(user, before + minutes)
    return (hundredthsOf(before + minutes) - hundredthsOf(before)) / 100
  })
}
