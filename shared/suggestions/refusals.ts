/** 驿站和建议: every way this module says no. */
import type { RefusalsOf } from '../manifest.ts'

export const suggestionsRefusals = {
  'suggestions.switchedOff': [409, '社区这会儿不在小程序里收建议。有话想说，请打给社区。'],
  'suggestions.notTraced': [404, '没查到，请对一遍码。还是不行，请打给社区问。'],
  'suggestions.noStation': [404, '没找到这个驿站。请看看门口贴的码，或打给社区。'],
  'suggestions.dayGone': [400, '这一天已经过了，请选以后的日子。'],
  'suggestions.notMember': [403, '替他提建议要选这个社区的居民。找不到他，可以不写是谁提的。'],
  'suggestions.alreadyHere': [409, '您已经登记在这里。要改日子，请先点“我走了”再登记一次。'],
} as const satisfies RefusalsOf<'suggestions'>
