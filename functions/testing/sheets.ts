/** Sheets as a community would give them, for tests. */
import { xlsxBook } from '../platform/xlsx.ts'

export type Rows = readonly (readonly string[])[]

/** Each sheet with its heading first. */
export const book = (sheets: Readonly<Record<string, Rows>>): Promise<Buffer> =>
  xlsxBook(
    Object.entries(sheets).map(([sheet, [head = [], ...rows]]) => ({
      sheet,
      columns: head.map(title => ({ title, width: 12, kind: 'text' as const })),
      rows,
    })),
  )

export const csv = (rows: Rows) => rows.map(row => row.join(',')).join('\r\n')

const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'
const numberOf = (i: number) => `1001${String(1_000_000 + i)}`
const homeHead = ['楼号', '单元', '房号', '姓名', '电话', '和房子的关系', '称呼', '需要关心']

/** 28 buildings in four grids, `households` of them, two people each by one number, and who does what. */
export const town = (households = 1009) => {
  const lines = Array.from({ length: households }, (_, i) => {
    const building = `${(i % 28) + 1}号楼`
    const slot = Math.floor(i / 28)
    const door = [
      building,
      String((slot % 3) + 1),
      `${(Math.floor(slot / 3) % 6) + 1}0${Math.floor(slot / 18) + 1}`,
    ]
    const surname = surnames[i % surnames.length]!
    return [
      [...door, `${surname}实名甲${i}`, numberOf(i), '房主', '', ''],
      [...door, `${surname}实名乙${i}`, numberOf(i), '家里人', '', ''],
    ]
  }).flat()
  return {
    楼栋: [
      ['楼号', '网格'],
      ...Array.from({ length: 28 }, (_, i) => [`${i + 1}号楼`, `第${Math.floor(i / 7) + 1}网格`]),
    ],
    住户: [homeHead, ...lines],
    队伍: [
      ['名称', '是队还是组', '做什么', '服务哪些楼', '最多几个人'],
      ['助老服务队', '服务队', '陪老人买菜', '1号楼、2号楼', '30'],
      ['聊天互助组', '互助小组', '坐一坐，说说话', '', ''],
    ],
    人员: [
      ['姓名', '电话', '身份', '管哪里'],
      ['郑实名网格', '10020000001', '网格员', '第一网格'],
      ['王实名甲0', numberOf(0), '楼门长', '1号楼'],
      ['王实名甲0', numberOf(0), '队长', '助老服务队'],
      ['李实名甲1', numberOf(1), '志愿者', '助老服务队'],
      ['吴实名党员', '10020000002', '党员', ''],
      ['冯实名物业', '10020000003', '物业代表', '小区物业'],
    ],
  } satisfies Record<string, Rows>
}
