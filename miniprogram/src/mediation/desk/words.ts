/** What the desk of the room says. */
export const words = {
  today: '今天',
  search: '找编号、类型、调解员',
  nothingFound: '在办的里没找到。',
  nobodyWaits: '没有等约时间的。',
  cases: (count: number) => `${count}件`,
  noMediator: '还没定人',
  // 约时间
  everybody: '都方便',
  notFree: {
    past: '已经过了',
    closed: '没开门',
    room: '调解室有约',
    blocked: '这段关着',
    people: '有人没空',
  },
  reasons: {
    partyAsked: '当事人来不了',
    mediatorAway: '调解员来不了',
    roomGone: '调解室用不了',
    other: '别的原因',
  },
  when: '时间',
  where: '地方',
  mediator: '调解员',
  lookAgain: '再看看',
  // 一场
  shut: '好了',
  keptUntil: (time: string) => `留到${time}`,
  // 关一段时间
  leaveTitle: '记我不在的时间',
  why: '为什么',
  whyRoom: ['打扫维修', '开会', '借作他用', '放假'],
  whyMediator: ['请假', '开会', '外出', '培训'],
  whyOther: '也可以写一句',
  fromDay: '从哪天',
  toDay: '到哪天',
  blockTitle: '这段时间关着',
  awayTitle: (name: string) => `${name}不在`,
  // 手机上
  printed: (...when: readonly string[]) => `调解排期 ${when.filter(Boolean).join(' · ')}`,
} as const
