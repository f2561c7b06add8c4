import { isObject, type Json } from './stand-in.ts'

/** The errors the stand-in can answer, with WeChat's wording (its documents list them for each call). */
export const errors = {
  '-1': 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40125: 'invalid appsecret',
  40129: 'invalid scene',
  40097: 'invalid args',
  40163: 'code been used',
  40226: 'code blocked',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  41030: 'invalid page',
  42001: 'access_token expired',
  43001: 'require GET method',
  43002: 'require POST method',
  43101: 'user refuse to accept the msg',
  43107: 'subscribe message is banned',
  44002: 'empty post data',
  44991: 'reach max api frequence limit',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, mustslower, retry next minute',
  47001: 'data format error',
  47003: 'argument invalid!',
  61010: 'code is expired',
} as const

/**
 * The templates of the local mini-program's account, as `WECHAT_TEMPLATES` tells the functions of them: id, and what
 * stands in each field.
 */
export const localTemplates = {
  helpProgress: { id: 'local-help-progress', fields: { thing1: 'title', time2: 'at', thing3: 'note' } },
  helpWanted: { id: 'local-help-wanted', fields: { thing2: 'title', date4: 'at', thing7: 'note' } },
  matterNews: { id: 'local-matter-news', fields: { thing1: 'title', time3: 'at', thing5: 'note' } },
} as const

const length = (text: string) => [...text].length
const within = (pattern: RegExp, max: number) => (text: string) => length(text) <= max && pattern.test(text)

// Limits of the fields of a subscribed message, by the kind in the field's name (`thing1`, `date3`):
// developers.weixin.qq.com, 小程序订阅消息 "订阅消息参数值内容限制说明".
const kinds: Record<string, (text: string) => boolean> = {
  thing: within(/^/, 20),
  number: within(/^[\d.]+$/, 32),
  letter: within(/^[A-Za-z]+$/, 32),
  symbol: within(/^[^\p{L}\p{N}]+$/u, 5),
  character_string: within(/^[\x21-\x7e]+$/, 32),
  time: within(/^(\d{4}年\d{1,2}月\d{1,2}日 ?)?\d{1,2}:\d{2}(:\d{2})?(~.+)?$/, 60),
  date: within(
    /^(\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/]\d{1,2}[-/]\d{1,2})( ?\d{1,2}:\d{2}(:\d{2})?)?(~.+)?$/,
    60,
  ),
  amount: within(/^\D?\d{1,10}(\.\d+)?元?$/, 16),
  phone_number: within(/^[\d+\-() #*]+$/, 17),
  car_number: within(/^[\p{sc=Han}A-Z0-9][A-Z0-9]+[\p{sc=Han}A-Z0-9]$/u, 8),
  name: text => within(/^[\p{sc=Han}·]+$/u, 10)(text) || within(/^[^\p{sc=Han}\d]+$/u, 20)(text),
  phrase: within(/^\p{sc=Han}+$/u, 5),
}

/** The first field that WeChat would refuse, as in its message: `data.thing1.value`. */
export function brokenField(data: Json): string | undefined {
  for (const [name, field] of Object.entries(data)) {
    const value = isObject(field) ? field.value : undefined
    const fits = kinds[name.replace(/\d+$/, '')]
    if (typeof value !== 'string' || !value || !fits?.(value)) return `data.${name}.value`
  }
  return undefined
}

/** Texts with these marks are judged so by the content check; all others pass. */
export const marked = { risky: '【违规】', review: '【待审】' }

/** WeChat's labels: 100 normal, 20006 unlawful, 21000 other. */
export function judge(text: string): { suggest: 'pass' | 'risky' | 'review'; label: number } {
  if (text.includes(marked.risky)) return { suggest: 'risky', label: 20006 }
  if (text.includes(marked.review)) return { suggest: 'review', label: 21000 }
  return { suggest: 'pass', label: 100 }
}
