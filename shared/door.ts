/** Doors, as people write them: 二单元, A座, 501-1, 底商3, 东户, ３号楼, 0101. */

const digits = '零一二三四五六七八九'
const numberOf = (written: string) => {
  const plain = written.replace(/〇/g, '零')
  const [tens, ones] = plain.split('十')
  const each = (text = '') => [...text].map(sign => digits.indexOf(sign)).join('')
  return ones === undefined ? each(plain) : `${each(tens) || '1'}${each(ones) || '0'}`
}

/** In one form: no spaces, capital letters, numbers in digits, one kind of hyphen. */
const plain = (typed: string) =>
  typed
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}\s]/gu, '')
    .replace(/[\p{Pd}−]/gu, '-')
    .replace(/[〇零一二三四五六七八九十]+/g, numberOf)
    .toUpperCase()

/** ２单元 and 2, 501室 and 0501, 东户 and 东 are the same. */
export const plainDoor = (typed: string): string =>
  plain(typed)
    .replace(/(单元|门|座|室|号|户)+(?=-|$)/g, '')
    .split('-')
    .map(part => part.replace(/^0+(?=.)/, ''))
    .join('-')

/** What `plainDoor` gives, if it is one. */
export const isDoor = (part: string) => /^[0-9A-Z\u4e00-\u9fff]{1,6}(-[0-9A-Z]{1,4})?$/.test(part)

export interface SaidDoor {
  /** The number or letter of the building. */
  readonly building?: string | undefined
  readonly unit?: string | undefined
  readonly room?: string | undefined
}

/** A door written in one go: 3号楼2单元301, 3-2-301, 2-301, 二单元三零一; 501-1 is a room. */
export const doorIn = (typed: string): SaidDoor => {
  const text = plain(typed)
  const [, all, three] = /^((\d{1,2})-(?=\d{1,2}-))/.exec(text) ?? []
  const [, named, building] = /^((\d+|[A-Z])(?:号楼|楼|栋|幢)-?)/.exec(text) ?? [undefined, all, three]
  const rest = text.slice(named?.length ?? 0)
  const [, unitNamed, unit] =
    /^((\d{1,2}|[A-Z甲乙丙丁])(?:单元|门|座)-?)/.exec(rest) ?? /^((\d{1,2})-(?=\d{3}))/.exec(rest) ?? []
  const room = plainDoor(rest.slice(unitNamed?.length ?? 0))
  return {
    building: building?.replace(/^0+(?=.)/, ''),
    unit: unit && plainDoor(unit),
    room: isDoor(room) ? room : undefined,
  }
}

/** The number or letter by which people know a building: 3 of 三号楼 and ３号楼. */
export const buildingIn = (name: string): string | undefined =>
  /\d+|[A-Z]/.exec(plain(name))?.[0].replace(/^0+(?=.)/, '')

/** As it is written on an envelope: 2单元301室, A座501-1室, 1单元东户, 1单元底商3. */
export const sayDoor = ({ unit, room }: { readonly unit: string; readonly room: string }): string => {
  const of = /^[A-Z]$/.test(unit) ? '座' : '单元'
  const end = /^[0-9A-Z-]+$/.test(room) ? '室' : /[东西南北中左右]$/.test(room) ? '户' : ''
  return `${unit}${of}${room}${end}`
}
