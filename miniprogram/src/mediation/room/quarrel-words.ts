/** What the pages of 说和 say in several places. */

/** 3号楼张阿姨 和 楼上李家 */
export const saySides = (sides: readonly string[]) => sides.join(' 和 ')
