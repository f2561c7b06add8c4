/** The empty sheet to fill in, and what was found in one as a table to print or pass on. */
import { parts, type Outcome } from '../../shared/onboarding/onboarding.ts'
import { xlsxBook, type XlsxTable } from '../platform/xlsx.ts'
import { explanation, tables, type ColumnOf } from './tables.ts'

interface TableOf {
  readonly sheet: string
  readonly says: string
  readonly columns: Readonly<Record<string, ColumnOf>>
}
const all: readonly TableOf[] = Object.values(tables)

const text = (title: string, width: number) => ({ title, width, kind: 'text' as const })

const explained: XlsxTable = {
  sheet: explanation,
  columns: [text('表', 8), text('列', 16), text('要不要填', 12), text('写什么', 80)],
  rows: [
    ['', '', '', '下面每张表里以“例：”开头的行是例子，留着也行，不会登进去。没有的表空着就行。'],
    ['', '', '', '可以多几列自己用的，列的先后也随意，表头的字别改。填好先检查，检查时什么都不登。'],
    ...all.flatMap(({ sheet, says, columns }) => [
      [sheet, '', '', says],
      ...Object.values(columns).map(({ title, needed, says }) => [
        sheet,
        title,
        needed ? '要填' : '可空着',
        says,
      ]),
    ]),
  ],
}

export const template = () =>
  xlsxBook([
    ...all.map(({ sheet, columns }) => {
      const each = Object.values(columns)
      return {
        sheet,
        columns: each.map(({ title, width = 12 }) => text(title, width)),
        rows: ([0, 1] as const).map(i =>
          each.map(({ examples }, at) => (at === 0 ? `例：${examples[i]}` : examples[i])),
        ),
      }
    }),
    explained,
  ])

export const report = ({ unreadable, problems, remarks, counts, missing }: Outcome) =>
  xlsxBook([
    {
      sheet: '数',
      columns: [text('什么', 18), text('新登', 8), text('改动', 8), text('原样', 8)],
      rows: [
        ...(unreadable ? [[unreadable]] : []),
        ...counts.map(({ of, fresh, changed, same }) => [
          parts.text[of],
          String(fresh),
          String(changed),
          String(same),
        ]),
      ],
    },
    {
      sheet: '要改的',
      columns: [
        text('表', 10),
        text('第几行', 8),
        text('列', 14),
        text('写的是', 20),
        text('哪里不对', 24),
        text('怎么改', 60),
      ],
      rows: problems.map(({ sheet, line, column, wrote, wrong, instead }) => [
        sheet,
        String(line),
        column,
        wrote,
        wrong,
        instead,
      ]),
    },
    {
      sheet: '没登的',
      columns: [text('表', 10), text('第几行', 8), text('为什么', 80)],
      rows: remarks.map(({ sheet, line, text }) => [sheet, String(line), text]),
    },
    {
      sheet: '在册、表里没有',
      columns: [text('什么', 14), text('谁、哪里', 50)],
      rows: missing.map(({ of, name }) => [parts.text[of], name]),
    },
  ])
