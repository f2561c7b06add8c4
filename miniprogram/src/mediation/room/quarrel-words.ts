/** What the pages of 说和 say in several places. */
import type { quarrelWays } from '../../../../shared/mediation/quarrels.ts'

export const wayText: Readonly<Record<(typeof quarrelWays)[number], string>> = {
  walkIn: '上门来的',
  phone: '电话打来',
  doorstep: '外面碰上',
}

/** 3号楼张阿姨 和 楼上李家 */
export const saySides = (sides: readonly string[]) => sides.join(' 和 ')
