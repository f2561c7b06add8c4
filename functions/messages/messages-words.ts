/** What a WeChat message says, cut to the limits of each kind of field. */
import * as z from 'zod/mini'
import { templates, type TemplateName } from '../../shared/messages/messages.ts'
import { shanghai } from '../../shared/time.ts'

/** The last line of each; the rest is read in the program, where nobody reads along on a locked phone. */
const note: Readonly<Record<TemplateName, string>> = {
  helpProgress: '点开看看办到哪了',
  helpWanted: '点开看看，回个话',
  matterNews: '点开看看',
}

/** A template's field in WeChat's account (`thing1`, `time2`) → what we write into it. */
const fields = z.record(
  z.string().check(z.regex(/^(thing|phrase|time|date|character_string)\d+$/)),
  z.enum(['title', 'note', 'at']),
)
export type TemplateFields = z.output<typeof fields>

/** The templates of the account, as `WECHAT_TEMPLATES` names them; those it does not name are never sent. */
export const templatesIn = (told: string) =>
  z.partialRecord(z.enum(templates), z.object({ id: z.string(), fields })).parse(JSON.parse(told))

const cut = (text: string, longest: number) => {
  // WeChat may count an emoji as two characters; none is needed.
  const plain = text
    .replace(/[^\P{C}]|[\ud800-\udfff]|[^\u0000-\uffff]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  return plain.length <= longest ? plain : `${plain.slice(0, longest - 1)}…`
}

const elseSay = (text: string, otherwise: string) => text || otherwise

/** Kind of field → the value it takes. WeChat's limits: 订阅消息参数值内容限制说明; beyond them it answers 47003. */
const fit: Readonly<Record<string, (text: string, at: string) => string>> = {
  thing: text => elseSay(cut(text, 20), '有新消息'),
  phrase: text => elseSay(text.replace(/[^\u4e00-\u9fff]/g, '').slice(0, 5), '有变化'),
  character_string: text => elseSay(text.replace(/[^\x21-\x7e]/g, '').slice(0, 32), '-'),
  time: (_, at) => shanghai(at).format('YYYY年M月D日 HH:mm'),
  date: (_, at) => shanghai(at).format('YYYY年M月D日 HH:mm'),
}

interface Said {
  readonly template: TemplateName
  readonly title: string
  readonly at: string
}

export const dataFor = (fields: TemplateFields, { template, title, at }: Said) =>
  Object.fromEntries(
    Object.entries(fields).map(([field, meaning]) => {
      const text = { title, note: note[template], at: '' }[meaning]
      return [field, fit[field.replace(/\d+$/, '')]!(text, at)]
    }),
  )
