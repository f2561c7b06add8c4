/** What several parts of the desk say. */
export const words = {
  nobodyWaits: '没有等约时间的。',
  noMediator: '还没定人',
  cases: (count: number) => `${count}件`,
  everybody: '都方便',
  keptUntil: (time: string) => `留到${time}`,
  blockTitle: '这段时间关着',
  awayTitle: (name: string) => `${name}不在`,
} as const
