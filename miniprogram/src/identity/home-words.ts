/** What the pages about oneself and one's home say. */

export const words = {
  toHome: '回首页',
  thinkAgain: '我再想想',
  // 登记住处
  homeTitle: '登记住处',
  // 我家的人
  household: '我家的人',
  invite: '请家里人加入',
  // 核对住处
  checkTitle: '核对住处',
  checkNote: '您看过会记下来，本人查得到。',
  phoneReached: '打通了，是本人',
} as const
