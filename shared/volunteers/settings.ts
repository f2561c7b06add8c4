/** What a community decides about volunteering: its clocks, and how hours are counted. */
import * as z from 'zod/mini'
import { choice, type Code } from '../choice.ts'
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
  hours: '小时数',
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
