/** What the inbox says. */
export const words = {
  title: '消息',
  none: '还没有消息。您的事一有进展，就写在这里。',
  unread: '新',
  allRead: '都看过了',
  earlier: (count: number, unread: boolean) => `还有${count}条${unread ? '，有新的' : ''}`,
  fold: '收起',
  end: '就这些了',
} as const
