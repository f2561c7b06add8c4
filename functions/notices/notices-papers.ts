/** 通知签收单: the notice, and a line for each home of a building, signed at the doors and typed back afterwards. */
import { sayMonthDay } from '../../shared/time.ts'
import { scopesIn, settingsOf } from '../community/community.ts'
import { homesIn } from '../identity/register.ts'
import { makes, type Makers } from '../papers/make.ts'
import { facts, paragraph, pdf, prose, table, title } from '../platform/pdf.ts'
import { noticeMatters } from './notices-kind.ts'
import { doorsPaper } from './notices.ts'
import { seenIn } from './notices-store.ts'

const columns = [
  { title: '序号', width: 14, align: 'center' },
  { title: '门牌', width: 56 },
  { title: '知道了（签名）', width: 60 },
  { title: '日期', width: 28 },
  { title: '备注', width: 22 },
] as const

const doors = makes(doorsPaper, async (ctx, { input: { id, building }, orderedAt }) => {
  const notice = await noticeMatters.get(ctx, id)
  if (!notice) throw new Error('there is no such notice')
  const { community, untilOn } = notice
  const [{ name }, buildings, homes, seen] = await Promise.all([
    settingsOf(ctx, community),
    scopesIn(ctx, community, 'building'),
    homesIn(ctx, community, building),
    seenIn(ctx, id, building),
  ])
  const where = buildings.find(each => each.id === building)?.name ?? ''
  const rows = homes.map(({ id: home, door }, i) => [
    String(i + 1),
    door.startsWith(where) ? door.slice(where.length) : door,
    seen.has(home) ? '已知道' : '',
  ])
  return pdf({
    name: '通知签收单',
    madeAt: orderedAt,
    blocks: [
      title('通知签收单'),
      facts([
        [
          ['社区', name],
          ['楼号', where],
        ],
        [
          ['通知', notice.title],
          ['到哪天为止', sayMonthDay(untilOn)],
        ],
      ]),
      prose(notice.text, 11),
      table(columns, rows, { high: 9.5 }),
      paragraph('写着“已知道”的，这一户已经知道了，不用再敲门。'),
      paragraph('送的人（签字）：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿＿＿', { align: 'right' }),
    ],
  })
})

export const noticesMakers: Makers = doors
