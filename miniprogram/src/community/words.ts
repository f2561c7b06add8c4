/** What several pages of the community say. */
export const words = {
  changePhones: '改社区电话',
  changeWhose: '改“归谁管”',
  save: '存好',
  look: '看新的',
  wrong: '有几处要改一改',
  staffOnly: '这里由社区工作者来改。',
} as const
