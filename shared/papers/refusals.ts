/** Papers to print or keep: every way this module says no. */
import type { RefusalsOf } from '../manifest.ts'

export const papersRefusals = {
  'papers.notFound': [404, '没找到这份文件，做好七天后会清掉。请回到原来的页面再做一份。'],
  'papers.tooMany': [429, '您有{most}份文件正在做。请等做好了，再做下一份。'],
} as const satisfies RefusalsOf<'papers'>
