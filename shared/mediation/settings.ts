/** What a community decides about mediation: its rooms, its clocks, its papers. */
import * as z from 'zod/mini'
import { choice, type Code } from '../choice.ts'
import { wrong } from '../complaints.ts'
import { fen, maybeText, scopeId, text } from '../contract.ts'
import { holidays } from '../holidays.ts'
import { court } from './court.ts'
import { dossierItems } from './dossier.ts'
import { clock, columns, days, dutyHours, minutes, type DutyHours } from '../settings.ts'

const onQuarter = (clock: string) => /:(00|15|30|45)$/.test(clock)
const wholeQuarters = (end: 'from' | 'to') =>
  z.refine<DutyHours>(hours => onQuarter(hours[end]), {
    path: [end],
    params: wrong('请写整刻的时间，比如 09:00、09:15'),
  })

/** A room for talks: when it is open, in whole quarters of an hour, and how it is cut into slots. */
const mediationRoom = z.object({
  id: scopeId,
  name: text(20),
  place: text(60),
  hours: dutyHours.check(wholeQuarters('from'), wholeQuarters('to')),
  slotMinutes: z._default(z.int().check(z.minimum(15), z.maximum(120), z.multipleOf(15)), 30),
  /** 停用: nothing is booked there any more, but what took place there still says where. */
  closed: z.optional(z.literal(true)),
})
export type MediationRoom = z.output<typeof mediationRoom>

/** 矛调日: days on which others sit with the mediator, like a judge, the police or a lawyer. No day of the week: there is none. */
const mediationDay = z.object({
  weekdays: z._default(z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.maxLength(7)), []),
  from: z._default(clock, '09:00'),
  to: z._default(clock, '11:00'),
  who: z._default(maybeText(40), ''),
})
export type MediationDay = z.output<typeof mediationDay>

/** What a column of the month's table, or of the 以案定补 sheet, can hold. */
export const caseColumns = choice({
  number: '案号',
  acceptedOn: '受理日期',
  kind: '纠纷类型',
  parties: '当事人',
  mediator: '调解员',
  sessions: '调解次数',
  result: '调解结果',
  form: '协议形式',
  effectiveOn: '协议生效日期',
  amount: '补贴金额（元）',
  days: '用时（天）',
  origin: '来源',
  performed: '履行情况',
  note: '备注',
})
export type CaseColumn = Code<typeof caseColumns>
const caseTable = columns(caseColumns)
const titled = (...fields: readonly CaseColumn[]) => fields.map(of => ({ title: caseColumns.text[of], of }))

export const mediationSettings = z.object({
  rooms: z._default(z.array(mediationRoom).check(z.minLength(1), z.maxLength(20)), [
    {
      id: 'room-1',
      name: '睦邻调解室',
      place: '社区一楼',
      hours: {
        ...{ from: '09:00', to: '17:00', weekdays: [1, 2, 3, 4, 5] },
        closedOn: [...holidays.off],
        openOn: [...holidays.worked],
      },
      slotMinutes: 30,
    },
  ]),
  /** Others see the screen: lists and the calendar name no party, only number and kind. */
  namesHidden: z.optional(z.literal(true)),
  /** Days after which a note (说和) that nobody has touched comes up again. */
  noteDays: z._default(days, 3),
  /** 约人说和: how long the room listens, how many working days ahead, and how long before one can still book. */
  talkMinutes: z._default(z.int().check(z.minimum(15), z.maximum(240), z.multipleOf(15)), 30),
  talkDays: z._default(z.int().check(z.minimum(1), z.maximum(20)), 10),
  talkNoticeMinutes: z._default(minutes, 60),
  /** How many to come one household may have. */
  talksPerHome: z._default(z.int().check(z.minimum(1), z.maximum(10)), 2),
  mediationDay: z.prefault(mediationDay, {}),
  /** Duty minutes until somebody should have said whether it is accepted; a duty day has some 720. */
  screenMinutes: z._default(minutes, 1440),
  sessionMinutes: z._default(z.int().check(z.minimum(15), z.maximum(480), z.multipleOf(15)), 60),
  /** Minutes for which a no can be taken back; the others are told after that. */
  noMinutes: z._default(minutes, 10),
  /** Duty minutes for which a slot that came free is kept for the first who waits. */
  keptMinutes: z._default(minutes, 30),
  /** Days from acceptance to the end (若干规定 33: one month), and when staff are warned. */
  monthDays: z._default(days, 30),
  warnDays: z._default(z.array(days).check(z.maxLength(5)), [20, 27]),
  /** Where both can ask to have an agreement confirmed (民诉法 205). */
  courts: z._default(z.array(court).check(z.maxLength(10)), []),
  /** Days for asking the court together to confirm (人民调解法 33), and when both are reminded. */
  confirmDays: z._default(days, 30),
  confirmWarnDays: z._default(z.array(days).check(z.maxLength(5)), [20, 28]),
  /** Days after the agreement until somebody asks what became of it. */
  followUpDays: z._default(days, 30),
  /** Minutes before a session at which everybody is reminded. */
  remindMinutes: z._default(minutes, 24 * 60),
  /** What is needed in a file; the others are as they apply. */
  dossier: z._default(z.array(dossierItems.schema), [
    'register',
    'rights',
    'identity',
    'record',
    'agreement',
  ]),
  monthColumns: z._default(
    caseTable,
    titled(
      'number',
      'acceptedOn',
      'kind',
      'origin',
      'parties',
      'mediator',
      'sessions',
      'result',
      'form',
      'performed',
      'note',
    ),
  ),
  subsidyColumns: z._default(
    caseTable,
    titled('number', 'mediator', 'kind', 'form', 'effectiveOn', 'days', 'amount', 'note'),
  ),
  /** What a settled case earns its mediator (以案定补), in fen, by its form. */
  subsidyFen: z.prefault(
    z.object({ oral: z._default(fen, 0), written: z._default(fen, 0), none: z._default(fen, 0) }),
    {},
  ),
})

export type MediationSettings = z.output<typeof mediationSettings>

const asMinutes = (clock: string) => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** What has to hold between its parts: asked when they are changed, so that whatever stands can be read. */
export const mediationChange = mediationSettings.check(
  z.superRefine(({ rooms, sessionMinutes, mediationDay, ...clocks }, { addIssue }) => {
    const say = (text: string, ...path: (string | number)[]) =>
      addIssue({ code: 'custom', path, params: wrong(text), input: undefined })
    for (const [i, { id, name, hours, closed }] of rooms.entries()) {
      if (rooms.findIndex(each => each.id === id || each.name === name) < i)
        say('已经有一间叫这个名字，请换一个', 'rooms', i, 'name')
      if (!closed && asMinutes(hours.to) - asMinutes(hours.from) < sessionMinutes)
        say('开门的时间不够谈一场，请改长一些', 'rooms', i, 'hours', 'to')
    }
    if (rooms.every(({ closed }) => closed)) say('至少留一间开着', 'rooms')
    const { weekdays, from, to, who } = mediationDay
    const isOpen = ({ hours, closed }: MediationRoom) =>
      !closed && hours.from <= from && to <= hours.to && weekdays.every(day => hours.weekdays.includes(day))
    if (weekdays.length) {
      if (asMinutes(to) - asMinutes(from) < clocks.talkMinutes)
        say('要比开始晚，够谈一场', 'mediationDay', 'to')
      if (!who) say('请写谁来坐堂，比如：法官、民警', 'mediationDay', 'who')
      if (!rooms.some(isOpen))
        say('这几天、这几点没有一间开着，请先改调解室的开门时间', 'mediationDay', 'from')
    }
    if (clocks.warnDays.some(day => day >= clocks.monthDays)) say('要在到期以前，请写小一些', 'warnDays')
    if (clocks.confirmWarnDays.some(day => day >= clocks.confirmDays))
      say('要在到期以前，请写小一些', 'confirmWarnDays')
  }),
)
