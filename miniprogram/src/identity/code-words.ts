/** What pages say about codes that people show each other. */
export const codeWords = {
  title: '我的身份码',
  lead: '在社区办事，给工作人员看这个码，他就知道是您。',
  until: (time: string) => `${time} 前有效，过了会自动换新的。`,
  care: '只给当面办事的工作人员看，别发到群里。',
  qr: '我的身份码，请给工作人员扫',
  copy: '复制成文字',
  copied: '复制好了，可以发给工作人员',
  renew: '换一个新的',
} as const
