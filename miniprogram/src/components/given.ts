/** Said outright, or what follows from what it is about. */
export type Given<A extends readonly unknown[], T> = T | ((...about: A) => T)

export const given = <A extends readonly unknown[], T>(value: Given<A, T>, ...about: A): T =>
  typeof value === 'function' ? (value as (...about: A) => T)(...about) : value
