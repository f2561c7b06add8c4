/** 消息: every way this module says no. */
import type { RefusalsOf } from '../manifest.ts'

export const messagesRefusals = {
  'messages.notFound': [404, '没找到这条消息，可能太久，已经清掉了。请看看别的消息。'],
  'messages.noContact': [409, '还没登记他的电话。请到门口说一声，或问问他的家人。'],
  'messages.nothingToSay': [409, '他已经知道了，或这件事有了变化，不用再打。请刷新名单看看。'],
} as const satisfies RefusalsOf<'messages'>
