/** What people type, made one way: in one form of Unicode, without signs that nobody sees. */

/** Controls, signs of direction, what has no width, and halves of characters; a line's end is none of them. */
const unseen =
  /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u
/** Those of them that join and colour what is drawn, like 👨‍👩‍👧 and ❤️. */
const joins = /^[\u200c\u200d\ufe00-\ufe0f\u{e0100}-\u{e01ef}]$/u
const everyUnseen = new RegExp(unseen, 'gu')

const isVisible = (text: string) => /\S/.test(text.replace(everyUnseen, ''))

/** Text as it is kept: lines end alike, and what nobody can see is left out; nothing visible is nothing. */
export const cleanText = (typed: string): string => {
  const text = typed
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/\t/g, ' ')
    .replace(everyUnseen, sign => (joins.test(sign) ? sign : ''))
    .normalize('NFC')
    .trim()
  return isVisible(text) ? text : ''
}

/** A name as it is kept. What nobody can see stays in it, so that it is refused: two names must not look alike and differ. */
export const cleanName = (typed: string): string => {
  const name = typed
    .normalize('NFC')
    .replace(/[•‧∙⋅・･]/g, '·')
    .replace(/ +/g, ' ')
    .trim()
  return isVisible(name) ? name : ''
}
export const hasUnseen = (name: string) => unseen.test(name) || name.includes('\n')

const compound = (
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 夏侯 令狐 宇文 长孙 端木 独孤 南宫 西门 百里 呼延 轩辕 濮阳 太史 申屠 ' +
  '宗政 淳于 单于 赫连 澹台 闻人 钟离 鲜于 闾丘 司空 万俟 拓跋 东郭 左丘 公羊 谷梁 梁丘 纳兰 完颜 第五 公冶 太叔 仲孙 乐正'
).split(' ')

/** 阿姨, 家, 师傅: what people are called by, which names nobody. */
const titled =
  /(家|人|户|奶奶|爷爷|阿姨|叔叔|伯伯|大爷|大妈|大姐|大哥|大叔|大婶|婆婆|师傅|老师|先生|女士|小姐|老板|邻居|业主|租客)$/
/** Whether it can stand in an agreement: 李建国 and 王某物业公司 can, 楼上李家, 李阿姨 and 老李 cannot. */
export const isFullName = (name: string): boolean => {
  const text = cleanName(name)
  return [...text].length > 1 && !titled.test(text) && !/^[老小阿]\p{L}$/u.test(text)
}

/** The first character of a name, two of a compound surname; with ·, what stands before it is one word and is kept. */
export const surnameOf = (name: string): string => {
  const [first = '', ...rest] = cleanName(name).split('·')
  if (rest.length > 0) return first
  const two = compound.find(each => first.startsWith(each) && first.length > each.length)
  return two ?? [...first][0] ?? ''
}
/** What follows it; empty where there is nothing else. */
export const givenNameOf = (name: string): string =>
  cleanName(name).slice(surnameOf(name).length).replace(/^·/, '')
