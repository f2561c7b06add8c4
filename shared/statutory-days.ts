/**
 * The public holidays that the law itself names by the sun (全国年节及纪念日放假办法, as of 2025), for a year whose
 * arrangement is not announced yet. Those by the moon (春节, 端午, 中秋) wait for it: the Chinese calendar of ICU has 春节
 * of 2027 a day late, whose new moon is at 23:56.
 */
const fixed = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']

/** 清明, by the usual formula for this century. */
const clearAndBright = (year: number) => {
  const y = year % 100
  return `04-0${Math.floor(y * 0.2422 + 4.81) - Math.floor(y / 4)}`
}

/** Whether this day, YYYY-MM-DD, is one of them. */
export const isStatutory = (on: string) => {
  const [year, day] = [Number(on.slice(0, 4)), on.slice(5)]
  return fixed.includes(day) || (year > 2000 && year < 2100 && day === clearAndBright(year))
}
