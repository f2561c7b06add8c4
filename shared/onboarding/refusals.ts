/** 建档: every way this module says no. */
import type { RefusalsOf } from '../manifest.ts'

export const onboardingRefusals = {
  'onboarding.running': [409, '{who}交的表正在登记，已到{percent}%。请等它登记完，再交新的表。'],
  'onboarding.nothingChecked': [409, '还没有检查过的表。请先到第2步交表。'],
  'onboarding.otherSheet': [409, '{who}后来又交了另一张表。请先商量用哪一张，再到第2步重新交表。'],
  'onboarding.hasWrong': [409, '表里还有{problems}处要改。请照第3步的单子改好，重新交表。'],
  'onboarding.notYet': [409, '这张表还在检查。请等检查完，看过结果再登记。'],
} as const satisfies RefusalsOf<'onboarding'>
