/** 应急点名表: a page for each building, its doors to tick by hand; what is ticked is entered afterwards. */
import { said } from '../../shared/rolls/life.ts'
import { sayDate, sayClock } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { homesIn } from '../identity/register.ts'
import { makes, type Makers } from '../papers/make.ts'
import { facts, paragraph, pdf, table, title, type Block } from '../platform/pdf.ts'
import { rollMatters, titleOf } from './roll-kind.ts'
import { homesOf, knownOf } from './rolls-store.ts'
import { rollPaper } from './rolls.ts'

const columns = [
  { title: '门牌', width: 36 },
  { title: '姓名', width: 32 },
  ...said.codes.map(code => ({ title: said.text[code], width: 18, align: 'center' as const })),
  { title: '备注', width: 40 },
]

const nextPage: Block = sheet => sheet.nextPage()

export const rollsMakers: Makers = makes(rollPaper, async (ctx, { input, orderedAt }) => {
  const roll = await rollMatters.get(ctx, input.id)
  if (!roll) throw new Error('there is no such roll')
  const [{ name }, known] = await Promise.all([
    settingsOf(ctx, roll.community),
    knownOf(ctx, roll, input.buildings.length === 1 ? input.buildings[0] : undefined),
  ])
  const pages: Block[] = []
  for (const building of roll.buildings.filter(({ id }) => input.buildings.includes(id))) {
    const each = known.get(building.id)
    if (!each) continue
    const asked = homesOf(each)
    const homes = (await homesIn(ctx, roll.community, building.id)).filter(({ id }) => asked.has(id))
    // What is known already is ticked, so that nobody is rung twice.
    const rows = homes.map(({ id, door }) => {
      const stands = each.marks.get(id)?.said
      const ticks = said.codes.map(code => (code === stands ? '✓' : ''))
      return [door.replace(building.name, ''), '', ...ticks, '']
    })
    pages.push(
      ...(pages.length ? [nextPage] : []),
      title(`${titleOf(roll)} · ${building.name}`),
      facts([
        [
          ['社区', name],
          ['户数', `${homes.length}户`],
        ],
        [
          ['点名开始', `${sayDate(roll.createdAt)} ${sayClock(roll.createdAt)}`],
          ['印表', `${sayDate(orderedAt)} ${sayClock(orderedAt)}`],
        ],
      ]),
      table(columns, rows),
      paragraph('问到一户，勾一格；勾了的不用再问。先顾好自己的安全，有危险打120、119、110。'),
      paragraph('走完时间：＿＿＿＿＿＿　　走的人（签字）：＿＿＿＿＿＿＿＿', { align: 'right' }),
    )
  }
  return pdf({ name: '应急点名表', madeAt: orderedAt, blocks: pages })
})
