/** What a community decides for itself: data with defaults, so that no module has hours, clocks or names in it. */
import * as z from 'zod/mini'
import { fen, instant, module, onceKey, operation, scopeId, text } from './contract.ts'
import { holidays } from './holidays.ts'
import { wrong } from './complaints.ts'

const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
/** Bytes, at most so many megabytes. */
const megabytes = (most: number) => z.int().check(z.minimum(1), z.maximum(most * 1024 * 1024))
const minutes = z.int().check(z.minimum(1), z.maximum(60 * 24 * 30))
/** A day in Shanghai. */
const day = z.iso.date()
/** As people dial it; empty: there is none. */
const phone = z.string().check(z.trim(), z.regex(/^(\d[\d-]{1,18}\d)?$/))

/** Monday is 1, Sunday is 7. */
const everyDay = [1, 2, 3, 4, 5, 6, 7]

export const dutyHours = z
  .object({
    from: clock,
    to: clock,
    weekdays: z._default(
      z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.minLength(1), z.maxLength(7)),
      everyDay,
    ),
    /** Holidays, and the days worked in exchange for them, as the State Council announces them each year. */
    closedOn: z._default(z.array(day).check(z.maxLength(120)), []),
    openOn: z._default(z.array(day).check(z.maxLength(120)), []),
  })
  .check(z.refine(({ from, to }) => from < to, { path: ['to'], params: wrong('要比开始晚，比如 17:00') }))
type Hours = z.output<typeof dutyHours>

/** What a community may leave out: residents then find no way in; what is under way goes on. */
export const switches = ['help', 'volunteers', 'mediation', 'phoneBook', 'whoseIsIt'] as const
export type Switch = (typeof switches)[number]

const wordList = z.array(text(20)).check(z.maxLength(50))

/** The clocks of help, and what it does not take on. */
const help = z.object({
  /** Duty minutes after which a request that nobody has taken is brought to more people, by kind. */
  seenMinutes: z.prefault(
    z.object({
      groceries: z._default(minutes, 60),
      medicine: z._default(minutes, 30),
      urgent: z._default(minutes, 30),
      errands: z._default(minutes, 240),
    }),
    {},
  ),
  /** Duty minutes until somebody should have claimed it, by kind; a duty day has some 720. */
  claimMinutes: z.prefault(
    z.object({
      groceries: z._default(minutes, 480),
      medicine: z._default(minutes, 240),
      urgent: z._default(minutes, 120),
      errands: z._default(minutes, 1440),
    }),
    {},
  ),
  /** Duty minutes a team has to name a volunteer, and a volunteer to say yes. */
  assignMinutes: z._default(minutes, 60),
  acceptMinutes: z._default(minutes, 30),
  /** Duty minutes from yes to delivered, and from one reminder of staff to the next. */
  carryMinutes: z._default(minutes, 240),
  remindMinutes: z._default(minutes, 720),
  /** Minutes (all hours) after which staff are reminded of a danger that nobody has taken on. */
  dangerMinutes: z._default(minutes, 10),
  /** Requests a home may have under way at once; danger is always taken. */
  mostAtOnce: z._default(z.int().check(z.minimum(1), z.maximum(1000)), 3),
  /** Medicine that volunteers may not fetch, by words in its name: injected, kept cold, or under control. */
  notFetched: z._default(wordList, [
    ...['胰岛素', '注射', '针剂', '疫苗', '冷藏'],
    ...['吗啡', '杜冷丁', '芬太尼', '曲马多', '安定'],
  ]),
  /** What volunteers never handle for others. */
  neverHandled: z._default(wordList, ['银行卡', '信用卡', '存折', '密码', '取钱', '取款', '取现', 'U盾']),
  /** Words that sound like danger, for which people should ring at once. */
  dangerWords: z._default(wordList, [
    ...['着火了', '起火', '煤气味', '煤气泄漏', '漏煤气', '燃气泄漏', '触电', '中毒'],
    ...['晕倒', '昏倒', '倒在地上', '喘不上气', '胸口疼'],
  ]),
  /** Minutes (all hours) of silence after which a delivered request ends as unanswered. */
  confirmMinutes: z._default(minutes, 48 * 60),
})

/** What a column of the export can hold. We keep no numbers of identity papers: theirs are filled in by hand. */
export const exportFields = [
  ...(['name', 'idKind', 'idNumber', 'volunteerNumber', 'team', 'what'] as const),
  ...(['on', 'from', 'to', 'hours', 'note'] as const),
] as const
const exportColumn = z.object({ title: text(20), of: z.enum(exportFields) })

/** The clocks of volunteering, and how hours are counted. */
const volunteers = z.object({
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
  exportColumns: z._default(z.array(exportColumn).check(z.minLength(1), z.maxLength(30)), [
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

const onQuarter = (clock: string) => /:(00|15|30|45)$/.test(clock)
const wholeQuarters = (end: 'from' | 'to') =>
  z.refine<Hours>(hours => onQuarter(hours[end]), {
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

const days = z.int().check(z.minimum(1), z.maximum(365))

/** What a column of the month's table, or of the 以案定补 sheet, can hold. */
export const caseColumns = [
  ...(['number', 'acceptedOn', 'kind', 'parties', 'mediator', 'sessions', 'result', 'form'] as const),
  ...(['effectiveOn', 'amount', 'days', 'origin', 'performed', 'note'] as const),
] as const
const caseColumn = z.object({ title: text(20), of: z.enum(caseColumns) })
const columns = z.array(caseColumn).check(z.minLength(1), z.maxLength(30))

/** 卷宗: what a file holds; `when` it applies. */
export const dossierItems = [
  ...(['register', 'rights', 'identity', 'record', 'agreement'] as const),
  ...(['inquiry', 'performance', 'followUp', 'confirmation'] as const),
] as const

/** The room of mediation, and its clocks. */
const mediation = z.object({
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
  /** Days after which a note (说和) that nobody has touched comes up again. */
  noteDays: z._default(days, 3),
  /** Duty minutes until somebody should have said whether it is accepted; a duty day has some 720. */
  screenMinutes: z._default(minutes, 1440),
  sessionMinutes: z._default(z.int().check(z.minimum(15), z.maximum(480), z.multipleOf(15)), 60),
  /** Duty minutes for which a slot that came free is kept for the first who waits. */
  keptMinutes: z._default(minutes, 30),
  /** Days from acceptance to the end (若干规定 33: one month), and when staff are warned. */
  monthDays: z._default(days, 30),
  warnDays: z._default(z.array(days).check(z.maxLength(5)), [20, 27]),
  /** Days for asking the court together to confirm (人民调解法 33), and when both are reminded. */
  confirmDays: z._default(days, 30),
  confirmWarnDays: z._default(z.array(days).check(z.maxLength(5)), [20, 28]),
  /** Days after the agreement until somebody asks what became of it. */
  followUpDays: z._default(days, 30),
  /** Minutes before a session at which everybody is reminded. */
  remindMinutes: z._default(minutes, 24 * 60),
  /** What is needed in a file; the others are as they apply. */
  dossier: z._default(z.array(z.enum(dossierItems)), [
    'register',
    'rights',
    'identity',
    'record',
    'agreement',
  ]),
  monthColumns: z._default(columns, [
    { title: '案号', of: 'number' },
    { title: '受理日期', of: 'acceptedOn' },
    { title: '纠纷类型', of: 'kind' },
    { title: '来源', of: 'origin' },
    { title: '当事人', of: 'parties' },
    { title: '调解员', of: 'mediator' },
    { title: '调解次数', of: 'sessions' },
    { title: '调解结果', of: 'result' },
    { title: '协议形式', of: 'form' },
    { title: '履行情况', of: 'performed' },
    { title: '备注', of: 'note' },
  ]),
  subsidyColumns: z._default(columns, [
    { title: '案号', of: 'number' },
    { title: '调解员', of: 'mediator' },
    { title: '纠纷类型', of: 'kind' },
    { title: '协议形式', of: 'form' },
    { title: '协议生效日期', of: 'effectiveOn' },
    { title: '用时（天）', of: 'days' },
    { title: '补贴金额（元）', of: 'amount' },
    { title: '备注', of: 'note' },
  ]),
  /** What a settled case earns its mediator (以案定补), in fen, by its form. */
  subsidyFen: z.prefault(
    z.object({ oral: z._default(fen, 0), written: z._default(fen, 0), none: z._default(fen, 0) }),
    {},
  ),
})

const asMinutes = (clock: string) => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** What has to hold between its parts: asked when they are changed, so that whatever stands can be read. */
export const mediationChange = mediation.check(
  z.superRefine(({ rooms, sessionMinutes, ...clocks }, { addIssue }) => {
    const say = (text: string, ...path: (string | number)[]) =>
      addIssue({ code: 'custom', path, params: wrong(text), input: undefined })
    for (const [i, { id, name, hours, closed }] of rooms.entries()) {
      if (rooms.findIndex(each => each.id === id || each.name === name) < i)
        say('已经有一间叫这个名字，请换一个', 'rooms', i, 'name')
      if (!closed && asMinutes(hours.to) - asMinutes(hours.from) < sessionMinutes)
        say('开门的时间不够谈一场，请改长一些', 'rooms', i, 'hours', 'to')
    }
    if (rooms.every(({ closed }) => closed)) say('至少留一间开着', 'rooms')
    if (clocks.warnDays.some(day => day >= clocks.monthDays)) say('要在到期以前，请写小一些', 'warnDays')
    if (clocks.confirmWarnDays.some(day => day >= clocks.confirmDays))
      say('要在到期以前，请写小一些', 'confirmWarnDays')
  }),
)

/** Photos and voice notes. */
const files = z.object({
  /** What one person may begin on one day. */
  perDay: z._default(z.int().check(z.minimum(1), z.maximum(1000)), 60),
  largestPictureBytes: z._default(megabytes(20), 12 * 1024 * 1024),
  largestVoiceBytes: z._default(megabytes(4), 2 * 1024 * 1024),
  longestVoiceSeconds: z._default(z.int().check(z.minimum(1), z.maximum(600)), 60),
})

/** Each a part that is changed by itself. */
const parts = {
  name: text(20),
  /** Where the office is, as people find it. */
  place: z.string().check(z.trim(), z.maxLength(60)),
  phone,
  /** The phone that is answered outside duty hours. */
  dutyPhone: phone,
  dutyHours,
  quietHours: z.object({ from: clock, to: clock }),
  on: z.array(z.enum(switches)),
  help,
  volunteers,
  mediation,
  files,
}

export const settings = z.object({
  name: z._default(parts.name, '社区'),
  place: z._default(parts.place, ''),
  phone: z._default(parts.phone, ''),
  dutyPhone: z._default(parts.dutyPhone, ''),
  dutyHours: z.prefault(parts.dutyHours, { from: '08:00', to: '20:00' }),
  /** No WeChat message reaches anybody then, but for those on the way and whom they go to. */
  quietHours: z._default(parts.quietHours, { from: '21:00', to: '07:30' }),
  on: z._default(parts.on, [...switches]),
  help: z.prefault(parts.help, {}),
  volunteers: z.prefault(parts.volunteers, {}),
  mediation: z.prefault(parts.mediation, {}),
  files: z.prefault(parts.files, {}),
})
export type Settings = z.output<typeof settings>

/** What a role can be given for, beside the community itself. */
export type ScopeKind = 'team' | 'grid' | 'building' | 'firm' | 'beat' | 'department' | 'partner'

const entryName = text(30)
const hours = z.optional(text(40))
const note = z.optional(text(60))

/** A section of the phone book: 看病, 物业. */
export const sectionTitle = text(12)
export const phoneEntry = z.object({ name: entryName, phone: phone.check(z.minLength(1)), hours, note })

/** 社区电话: the numbers people really ring, in sections. */
export const phoneBook = z.object({
  sections: z
    .array(z.object({ title: sectionTitle, entries: z.array(phoneEntry).check(z.maxLength(40)) }))
    .check(z.maxLength(12)),
})
export type PhoneBook = z.output<typeof phoneBook>

export const subject = z.object({
  subject: entryName,
  who: entryName,
  phone: z.optional(phone),
  hours,
  note,
  /** What else people call it: found by a search, not shown. */
  also: z.optional(text(60)),
})

/** 归谁管: what is whose, and whom to ring about it. */
export const whoseIsIt = z.object({ subjects: z.array(subject).check(z.maxLength(200)) })
export type WhoseIsIt = z.output<typeof whoseIsIt>

/** Which version was seen: two of the staff who change the same thing do not overwrite each other. */
const version = z.int().check(z.minimum(0))
const saving = { community: z.optional(scopeId), version, op: z.optional(onceKey) }
const saved = { version }
const ofCommunity = z.object({ community: z.optional(scopeId) })

const kept = z.object({
  ...saved,
  settings,
  /** Who changed it last, and when; newest first. */
  changes: z.array(z.object({ at: instant, name: z.string() })),
})

export const community = module('community', {
  about: operation({
    says: 'The name, place, phones and duty hours of a community the caller belongs to; for a newcomer, of the one that welcomes them.',
    by: 'signedIn',
    takes: ofCommunity,
    gives: z.object({
      id: z.string(),
      name: z.string(),
      place: z._default(z.string(), ''),
      phone: z.string(),
      dutyPhone: z.string(),
      dutyHours: z.object({
        from: z.string(),
        to: z.string(),
        weekdays: z._default(z.array(z.int()), everyDay),
      }),
      onDuty: z.boolean(),
      /** Nobody is there now: when somebody will be. */
      opensAt: z.optional(instant),
      on: z._default(z.array(z.string()), [...switches]),
    }),
  }),
  phoneBook: operation({
    says: 'The phone numbers of the community, in sections.',
    by: 'signedIn',
    takes: ofCommunity,
    gives: z.object({ ...saved, ...phoneBook.shape }),
  }),
  whoseIsIt: operation({
    says: 'What is whose: subject, who sees to it, phone and hours.',
    by: 'signedIn',
    takes: ofCommunity,
    gives: z.object({ ...saved, ...whoseIsIt.shape }),
  }),
  settings: operation({
    says: 'All that the community decides for itself, and who changed it last.',
    by: ['communityStaff'],
    takes: ofCommunity,
    gives: kept,
  }),
  saveSettings: operation({
    says: 'Changes the parts that are named; refused when somebody else has changed them meanwhile.',
    by: ['communityStaff'],
    takes: z.object({ ...saving, changes: z.partial(z.object({ ...parts, mediation: mediationChange })) }),
    gives: kept,
  }),
  savePhoneBook: operation({
    says: 'Replaces the phone book, unless somebody else has changed it meanwhile.',
    by: ['communityStaff'],
    takes: z.object({ ...saving, ...phoneBook.shape }),
    gives: z.object({ ...saved, ...phoneBook.shape }),
  }),
  saveWhoseIsIt: operation({
    says: 'Replaces the list of what is whose, unless somebody else has changed it meanwhile.',
    by: ['communityStaff'],
    takes: z.object({ ...saving, ...whoseIsIt.shape }),
    gives: z.object({ ...saved, ...whoseIsIt.shape }),
  }),
})
