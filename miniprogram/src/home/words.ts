/** What several of the tab pages say. */
export const words = { ask: '找人帮忙' } as const
