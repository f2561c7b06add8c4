/** What several sheets and cards of the room say. */

export const sayLoad = (count: number) => (count === 0 ? '手上没有案子' : `手上${count}件`)

export const words = {
  missing: '还缺',
  idSeen: '身份证件看过了',
  idSeenNote: '只记看过，不记号码。',
} as const
