/** Phone numbers as they are kept: digits alone, whichever way they were typed or pasted. */

const plain = (typed: string) => typed.normalize('NFKC').replace(/[\p{Cf}\p{Cc}\s]/gu, '')

const mobile = /^1\d{10}$/
const landline = /^0(?:10|2\d|[3-9]\d{2})\d{7,8}(?:-\d{1,6})?$/

const withExtension = [
  /^(.*\d.*?)(?:转|分机|ext\.?|[,;#x])(\d{1,6})$/i,
  // 022-26810123-8001
  /^(\(?0\d{2,3}\)?-?\d{7,8})-(\d{1,6})$/,
]

/** Of a number with the country's code: a landline gets its 0 back, 22 2681 0123 is 022…. */
const atHome = (digits: string) => (/^(1\d{10}|[48]00\d{7}|0\d*)$/.test(digits) ? digits : `0${digits}`)

const digitsOf = (number: string) => {
  const bare = number.replace(/[\p{Pd}\p{Ps}\p{Pe}−.·]/gu, '')
  const [, abroad] = /^(?:(?:\+|00)86)+(\d+)$/.exec(bare) ?? []
  return (abroad === undefined ? bare : atHome(abroad))
    .replace(/^86(?=1\d{10}$)/, '')
    .replace(/^0(?=1\d{10}$)/, '')
}

/**
 * `+86 100 5550 1234`, `(022)2681-0123`, `０１０…`: NFKC, without spaces, brackets, hyphens, invisible signs and the code
 * of the country. An extension stays, behind a hyphen. What is no number comes out as something that is none.
 */
export const plainPhone = (typed: string): string => {
  const all = plain(typed).replace(/^tel:/i, '')
  const [, number = '', extension] = withExtension.map(each => each.exec(all)).find(Boolean) ?? []
  const digits = digitsOf(number)
  return extension !== undefined && landline.test(digits) ? `${digits}-${extension}` : digitsOf(all)
}

/** A mobile number of mainland China, or a landline with its area code; the community's made-up ones begin with 100. */
export const isPhone = (plainNumber: string) => mobile.test(plainNumber) || landline.test(plainNumber)
/** Anything that can be dialled: 110, 12345, 4008101234 as well. */
export const isDialled = (plainNumber: string) => /^\d{3,20}(?:-\d{1,6})?$/.test(plainNumber)

/** The digits by which a caller is found, of whatever was pasted; fewer than four where there are not so many. */
export const lastFourOf = (typed: string): string =>
  plainPhone(typed).replace(/-\d+$/, '').replace(/\D/g, '').slice(-4)

/** As people read it: 022-26810123. */
export const sayPhone = (plainNumber: string): string =>
  landline.test(plainNumber) ? plainNumber.replace(/^(010|02\d|0\d{3})/, '$1-') : plainNumber
