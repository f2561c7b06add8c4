/** What a community decides about volunteering: its clocks, and how hours are counted. */
import * as z from 'zod/mini'
import { choice, type Code } from '../choice.ts'
import { piecesFor } from '../settings-form.ts'
import { columns, minutes } from '../settings.ts'

/** What a column of the export can hold. We keep no numbers of identity papers: theirs are filled in by hand. */
export const exportFields = choice({
  name: '姓名',
  idKind: '证件类型（空着，人工填）',
  idNumber: '证件号码（空着，人工填）',
  volunteerNumber: '志愿者编号',
  team: '队伍',
  what: '做了什么',
  on: '哪一天',
  from: '开始时间',
  to: '结束时间',
  hours: '小时数（两位小数）',
  note: '备注',
})
export type ExportField = Code<typeof exportFields>

export const volunteersSettings = z.object({
  /** Duty minutes a lead has to answer somebody who wants to join. */
  answerMinutes: z._default(minutes, 2160),
  /** Minutes (all hours) that a place which came free is kept for the next in the queue. */
  confirmMinutes: z._default(minutes, 48 * 60),
  /** Checking in is possible so many minutes before a shift begins. */
  checkInMinutes: z._default(minutes, 60),
  /**
   * A task counts from saying yes until it is there, if buying or setting out followed within so many minutes; else
   * from that. At most so many minutes altogether.
   */
  setOutMinutes: z._default(minutes, 60),
  mostTaskMinutes: z._default(minutes, 240),
  /** Days for which a record sheet is announced before it is sealed (民发〔2015〕149号). */
  announceDays: z._default(z.int().check(z.minimum(1), z.maximum(30)), 5),
  /** The columns that the national volunteer system takes hours in; they differ from place to place. */
  exportColumns: z._default(columns(exportFields), [
    { title: '志愿者姓名', of: 'name' },
    { title: '证件类型', of: 'idKind' },
    { title: '证件号码', of: 'idNumber' },
    { title: '志愿者编号', of: 'volunteerNumber' },
    { title: '志愿服务队伍', of: 'team' },
    { title: '服务项目', of: 'what' },
    { title: '服务日期', of: 'on' },
    { title: '开始时间', of: 'from' },
    { title: '结束时间', of: 'to' },
    { title: '服务时长（小时）', of: 'hours' },
    { title: '备注', of: 'note' },
  ]),
})

const { field, each, list, heading, fold } = piecesFor<z.output<typeof volunteersSettings>>()

export const volunteersForm = fold(
  '志愿服务的时限和时数',
  '多久回话、怎么算时长、导出哪些列',
  '写“30分钟”或“2小时”。只算有人上班的时间，写着“全天算”的除外。',
  list(
    ...each('minutes', {
      answerMinutes: '有人报名，队长多久要回话',
      confirmMinutes: '空出的位子，给下一位留多久（全天算）',
      checkInMinutes: '开始前多久可以签到（全天算）',
      setOutMinutes: '答应后多久内动身，从答应算起',
      mostTaskMinutes: '办一件事，最多算多久',
    }),
    field('days', 'announceDays', '盖章前公示几天', { most: 30 }),
  ),
  heading(
    '导出时数的列',
    '照您那里全国志愿服务系统的表头改。不要的列，清空就不导出。',
    list(field('titles', 'exportColumns', '导出时数的列', { labels: exportFields.text })),
  ),
)
