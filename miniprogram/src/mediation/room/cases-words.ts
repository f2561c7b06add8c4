/** What the queue on a phone and the form for a new case say. */
export const words = {
  // 名单
  cases: '调解的事',
  lists: { open: '在办', ended: '办完了' },
  // 月底
  monthTables: { table: '司法所要的案件表', subsidy: '以案定补表' },
  // 登记
  openText: { no: '关起门来谈', yes: '可以旁听' },
} as const
