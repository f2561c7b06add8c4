/**
 * 志愿服务记录单, with what 民政部令第67号 and 民发〔2015〕149号 ask of a record: who, what service and for how many hours,
 * who issues it, who is in charge, number and day. It becomes a 证明 only when it is sealed, names its handler and was
 * announced; numbers of identity papers are written in by hand then, for we keep none.
 */
import { sayClocks } from '../../shared/time.ts'
import { sayHours } from './hundredths.ts'
import { facts, paragraph, pdf, qr, seal, table, title } from '../platform/pdf.ts'

export interface ServiceLine {
  /** YYYY-MM-DD */
  readonly on: string
  readonly what: string
  /** The team or the project. */
  readonly team: string
  readonly fromAt: string
  readonly toAt: string
  readonly minutes: number
  /** A correction with its reason, or why it counts less than it took. */
  readonly note?: string
}

export interface ServiceRecord {
  readonly number: string
  readonly code: string
  /** What the QR code says. */
  readonly qr: string
  readonly communityName: string
  readonly name: string
  readonly volunteerNumber?: string
  readonly fromOn: string
  readonly toOn: string
  readonly issuedOn: string
  readonly lines: readonly ServiceLine[]
  readonly totalMinutes: number
  readonly sealed?: {
    readonly handler: string
    readonly contact: string
    readonly announcedFromOn: string
    readonly announcedToOn: string
  }
}

const day = (on: string) => {
  const [year, month, date] = on.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}
const total = (minutes: number) => `${sayHours(minutes)} 小时（${minutes} 分钟）`
/** What stands below the last row, in mm; sealed, it says one line more. */
const [foot, sealedFoot] = [98, 105]

const columns = [
  { title: '序号', width: 12, align: 'center' },
  { title: '日期', width: 24, align: 'center' },
  { title: '服务内容', width: 44 },
  { title: '服务队/项目', width: 30 },
  { title: '起止时间', width: 27, align: 'center' },
  { title: '时长', width: 19, align: 'center' },
  { title: '备注', width: 30 },
] as const

export const serviceRecord = async (record: ServiceRecord): Promise<Buffer> => {
  const { number, code, communityName, name, volunteerNumber, lines, totalMinutes, sealed } = record
  const office = `${communityName}居民委员会`
  const period = `${day(record.fromOn)}至${day(record.toOn)}`
  return pdf({
    name: '志愿服务记录单',
    number,
    madeAt: `${record.issuedOn}T00:00:00.000+08:00`,
    blocks: [
      title('志愿服务记录单'),
      paragraph(`编号：${number}`, { align: 'right' }),
      facts([
        [
          ['姓名', name],
          ['志愿者编号', volunteerNumber],
        ],
        // Left to be filled in when it is sealed.
        [['证件种类'], ['证件号码']],
        [['服务期间', period]],
        [
          ['服务次数', `${lines.length} 次`],
          ['服务总时长', total(totalMinutes)],
        ],
        [
          ['出具单位', office],
          ['出具日期', day(record.issuedOn)],
        ],
      ]),
      table(
        columns,
        lines.map(({ on, what, team, fromAt, toAt, minutes, note }, i) => [
          String(i + 1),
          on,
          what,
          team,
          sayClocks(fromAt, toAt, '—'),
          `${minutes} 分钟`,
          note ?? '',
        ]),
        {
          total: `合计 ${lines.length} 次，${total(totalMinutes)}`,
          keep: sealed ? sealedFoot : foot,
          fills: true,
        },
      ),
      paragraph('时长按签到签退和办完的帮办记，更正都写明原因。证件种类和号码盖章时当面填写。'),
      seal(office, [
        ['负责人（签字）'],
        ['经办人（签字）', sealed?.handler],
        ['联系电话', sealed?.contact],
        ['日期'],
      ]),
      paragraph(
        sealed
          ? `本单由${sealed.handler}经办，${day(sealed.announcedFromOn)}至${day(sealed.announcedToOn)}已公示；社区居委会盖章后可作志愿服务记录证明使用。`
          : '本单是服务记录，未经社区居委会盖章、写明经办人和联系方式并经公示的，不作证明使用。',
        { size: 12 },
      ),
      qr(record.qr, [
        `编号：${number}`,
        `校验码：${code}`,
        '核验：打开“睦邻”小程序→核验服务记录单，扫这个码，或输入编号和校验码。',
      ]),
    ],
  })
}
