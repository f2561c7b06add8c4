/** What somebody types in one go, as the lines of a request: 黄瓜2斤、胡萝卜3根、半斤肉馅. */
import type { HelpLine } from '../../../shared/help/help.ts'
import type { HelpKind } from '../../../shared/help/topics.ts'

const digits = '\\d+(?:\\.\\d+)?(?:[-~到]\\d+)?'
const numerals = '[一二两俩三四五六七八九十百半几]+'
/** Without one of these a numeral may be part of a name, as in 十三香. */
const unit =
  '(?:公斤|千克|毫升|[斤两克升个只袋盒瓶块棵颗把箱根条包桶罐支片粒板份捆头瓣枚听提卷张串打盘碗滴双件斗节段米]|kg|g|ml|l)'
const amount = `(?:${digits}|${numerals})\\s*${unit}(?:半|多)?`

const whole = (pattern: string) => new RegExp(`^${pattern}$`, 'i')
const isAmount = whole(`(?:${amount}|${digits}\\S{0,4})`)
const times = '[x×*]\\s*\\d+'
/** 鸡蛋2斤, 鸡蛋两斤, 鸡蛋×2, and after digits any short word for what is counted; B12 is a name. */
const amountAtOnce = whole(`(.*?[^\\da-z.\\s])(${amount}|${digits}\\s*[^\\d\\s]{1,4}|${times})`)
/** 鸡蛋 2斤, 鸡蛋 2 */
const amountApart = whole(`(.*?\\S)\\s+(${amount}|${digits}[^\\d\\s]{0,4}|${times})`)
const amountFirst = whole(`(${amount})的?\\s*([^\\d\\s一二两三四五六七八九十半多].*)`)
const unitLater = new RegExp(`(\\d)\\s+(?=${unit}(?:\\s|$))`, 'gi')

const separators = /[、，,;；。+\n]+/
/** 1. 鸡蛋 2. 白菜 */
const numbered = /^\s*1\s*[.．、)）]\s*\D/
const number = /(^|\s|[、，,;；。])\d{1,2}\s*[.．、)）]\s*(?=\D)/g
const inPassing = /^(?:还要|再要|再来|还有|另外|加上)\s*/

const lineOf = (part: string): HelpLine => {
  const [, before, last] = amountAtOnce.exec(part) ?? amountApart.exec(part) ?? []
  if (before && last) return { what: before.trim(), howMany: last.trim() }
  const [, first, after] = amountFirst.exec(part) ?? []
  return first && after ? { what: after.trim(), howMany: first.trim() } : { what: part }
}

/** An amount belongs to what stands before it; spaces part groceries, and what follows an amount. */
const partsOf = (text: string, kind: HelpKind) =>
  text.split(/\s+/).reduce<string[]>((parts, word) => {
    const last = parts.at(-1)
    const goesOn =
      last !== undefined && (isAmount.test(word) || (kind !== 'groceries' && !lineOf(last).howMany))
    return goesOn ? [...parts.slice(0, -1), `${last} ${word}`] : [...parts, word]
  }, [])

/** 黄瓜、西红柿各2斤 */
const each = (lines: readonly HelpLine[]): HelpLine[] => {
  const all = [...lines]
  for (let at = all.length - 1; at >= 0; at--) {
    const { what, howMany } = all[at]!
    if (!howMany || !/.各$/.test(what)) continue
    all[at] = { what: what.slice(0, -1).trim(), howMany }
    for (let i = at - 1; i >= 0 && !all[i]!.howMany; i--) all[i] = { ...all[i]!, howMany }
  }
  return all
}

export const linesTyped = (typed: string, kind: HelpKind): HelpLine[] => {
  const text = typed.replace(/[０-９．]/g, found => found.normalize('NFKC'))
  const lines = (numbered.test(text) ? text.replace(number, '$1\n') : text)
    .split(separators)
    .map(part => part.trim().replace(inPassing, '').replace(unitLater, '$1'))
    .filter(Boolean)
    .flatMap(part => partsOf(part, kind).map(lineOf))
  return each(lines)
}

const ones = '一二三四五六七八九'
/** 三 and 十二 as numbers; what is no whole number below a hundred is none. */
const numberIn = (text: string) => {
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const [found, tens, ten, one] = /^([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/.exec(
    text.replace(/[两俩]/, '二'),
  ) ?? [undefined]
  if (!found || (tens && one && !ten)) return undefined
  const digit = (sign: string | undefined) => (sign ? ones.indexOf(sign) + 1 : 0)
  return ten ? (digit(tens) || 1) * 10 + digit(one) : digit(tens) + digit(one)
}

/** 两斤 is two of 斤; 半斤, 一斤半 and 三四个 cannot be counted. */
export const countedIn = (howMany: string) => {
  const [, amount = '', unit = ''] =
    /^([\d一二两俩三四五六七八九十]+)\s*([^\d\s.一二三四五六七八九十半多]{0,4})$/.exec(howMany) ?? []
  const count = numberIn(amount)
  return count ? { count, unit } : undefined
}
