/** 签到表: the lead's list of a shift for those who sign on paper; what is written on it is entered afterwards. */
import { leadOf } from '../../shared/contract.ts'
import { sayClocks, sayDate } from '../../shared/time.ts'
import { facts, paragraph, pdf, table, title } from '../platform/pdf.ts'

export interface AttendanceSheet {
  readonly communityName: string
  readonly team: string
  readonly what: string
  readonly place: string
  readonly fromAt: string
  readonly toAt: string
  /** 称呼 of those who are expected. */
  readonly people: readonly string[]
  /** Empty rows for people who come besides; 5 if not said. */
  readonly spare?: number
  readonly madeAt: string
}

const columns = [
  { title: '序号', width: 12, align: 'center' },
  { title: '称呼', width: 36 },
  { title: '签到时间', width: 30 },
  { title: '签退时间', width: 30 },
  { title: '签名', width: 44 },
  { title: '备注', width: 28 },
] as const

export const attendanceSheet = async (sheet: AttendanceSheet): Promise<Buffer> => {
  const { communityName, team, what, place, fromAt, toAt, people, spare = 5, madeAt } = sheet
  const rows = [...people, ...Array<string>(spare).fill('')].map((person, i) => [String(i + 1), person])
  return pdf({
    name: '志愿服务签到表',
    madeAt,
    blocks: [
      title('志愿服务签到表'),
      facts([
        [
          ['社区', communityName],
          ['服务队', team],
        ],
        [['活动', what]],
        [
          ['时间', `${sayDate(fromAt)} ${sayClocks(fromAt, toAt, '—')}`],
          ['地点', place],
        ],
      ]),
      table(columns, rows, { high: 9.5 }),
      paragraph('来了先签到，走时再签退；手机上签过的，这里不用再签。'),
      paragraph(`${leadOf(team)}（签字）：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿＿＿`, { align: 'right' }),
    ],
  })
}
