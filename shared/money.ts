/** Money is in fen, integers, wherever it is kept or sent; people type and read yuan. */

const mostFen = 10_000_000

/** Spaces, invisible signs and the currency off; whatever stands between yuan and the rest, a point. */
const plain = (typed: string) =>
  typed
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}\s]/gu, '')
    .replace(/^[¥￥]/, '')
    .replace(/(元|块|块钱)$/, '')
    .replace(/^(\d+)[元块](\d)[角毛]?$/, '$1.$2')
    .replace(/^\d{1,3}(,\d{3})+(?=\.|$)/, thousands => thousands.replace(/,/g, ''))
    .replace(/[。｡,、]/, '.')

/** `38.5`, `38。5` and `38,5` → 3850, digit by digit; undefined when it is not an amount. */
export const fenOf = (yuan: string): number | undefined => {
  const [, whole, part = ''] = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(plain(yuan)) ?? []
  if (whole === undefined) return undefined
  const amount = Number(whole) * 100 + Number(part.padEnd(2, '0'))
  return amount <= mostFen ? amount : undefined
}

/** 3850 → 38.5元, as people say it. */
export const sayFen = (amountFen: number) => {
  const [whole, part] = [Math.floor(amountFen / 100), String(amountFen % 100).padStart(2, '0')]
  return `${whole}${part === '00' ? '' : `.${part.replace(/0$/, '')}`}元`
}
