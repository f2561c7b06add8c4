/** How staff set what a community decides about mediation. */
import { soonDays, yearsNotEntered } from '../holidays.ts'
import { sayFen } from '../money.ts'
import { piecesFor, type Things } from '../settings-form.ts'
import { onOf, plusMinutes, weekdayNames } from '../time.ts'
import { whichCourt, type Court } from './court.ts'
import { dossierTicks } from './dossier.ts'
import { caseColumns, type MediationRoom, type MediationSettings } from './settings.ts'

// ---- a room ----

const room = piecesFor<MediationRoom>()
const slots = [15, 30, 45, 60, 90, 120]

/** 周一到周五, 周一、三、五, 每天 */
export const sayWeekdays = (days: readonly number[]) => {
  const [first = 1, last = first] = [days[0], days.at(-1)]
  const name = (day: number) => weekdayNames[day - 1]
  if (days.length === 7) return '每天'
  return days.length > 2 && last - first === days.length - 1
    ? `周${name(first)}到周${name(last)}`
    : `周${days.map(name).join('、')}`
}

export const rooms: Things<MediationRoom> = {
  words: { add: '加一间', change: '改这一间', added: '加一间调解室', drop: '不加这间了' },
  of: ({ slotMinutes }, { named, kept }) => [
    room.field('text', 'name', '叫什么', { hint: '比如：睦邻调解室', longest: 20 }),
    room.field('text', 'place', '在哪里', { hint: '比如：社区一楼' }),
    ...(named ? ['搬了地方，请停用这间、另加一间：老笔录上的地点才不会跟着变。'] : []),
    room.pair(...room.eachIn('clock', 'hours', { from: '几点开门', to: '几点关门' })),
    room.field('weekdays', 'hours.weekdays', '星期几开门'),
    room.field('oneNumber', 'slotMinutes', '每隔多久可以约一场', {
      labels: Object.fromEntries([...slots, slotMinutes].map(minutes => [minutes, `${minutes}分钟`])),
    }),
    ...room.eachIn('dates', 'hours', { closedOn: '放假不开的日子', openOn: '调休开门的日子' }),
    ...(kept
      ? [
          room.card(
            undefined,
            room.field('toggle', 'closed', '停用这间'),
            '停用后约不了这间，老案卷上还写着它。还约着人的，请先改约。',
          ),
        ]
      : []),
  ],
  /** As open as the first one, under a name of its own that no old file knows. */
  another: all => {
    const used = all.map(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0))
    const { closed: _, ...like } = all[0]!
    return { ...like, id: `room-${Math.max(0, ...used) + 1}`, name: '', place: '' }
  },
  line: ({ place, hours: { from, to, weekdays }, closed }) => ({
    note: `${place} · ${sayWeekdays(weekdays)} ${from}–${to}`,
    value: closed && '停用',
  }),
  notice: (all, now) => {
    const missing = yearsNotEntered(
      all.filter(({ closed }) => !closed).map(({ hours }) => hours),
      onOf(now),
      onOf(plusMinutes(now, soonDays * 24 * 60)),
    )
    return missing.length > 0
      ? `${missing.join('、')}年的放假安排还没有录入，先只按法定的节日关门，调休没有算。国务院公布以后，请点开每间，在“放假不开的日子”里补上。`
      : undefined
  },
  // What is wrong with all of them is that none is open.
  forAll: 'closed',
}

// ---- a court ----

const court = piecesFor<Court>()

export const courts: Things<Court> = {
  words: { add: '加一家', change: '改这一家', added: '加一家法院', drop: '不加这家了' },
  of: (_, { kept }) => [
    court.field('text', 'name', '法院叫什么', { hint: '写全名，申请书上要用', longest: 40 }),
    court.field('text', 'place', '立案的地方在哪里', { hint: '路名、门牌', longest: 80 }),
    court.field('text', 'phone', '电话', { hint: '可以写12368', longest: 20 }),
    ...(kept ? [court.card(undefined, court.field('toggle', 'closed', '不再用这家'))] : []),
  ],
  another: all => ({
    id: `court-${Math.max(0, ...all.map(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0))) + 1}`,
    ...{ name: '', place: '', phone: '' },
  }),
  line: ({ place, closed }) => ({ note: place, value: closed && '不用了' }),
  forAll: 'name',
}

// ---- all of it ----

const { field, each, eachIn, things, list, card, pair, within, fold } = piecesFor<MediationSettings>()

const table = (title: string, name: 'monthColumns' | 'subsidyColumns') =>
  fold(
    title,
    now => `${now[name].length}列，从左到右`,
    field('columns', name, title, { labels: caseColumns.text }),
  )

const saySubsidy = ({ subsidyFen }: MediationSettings) => {
  const amounts = Object.values(subsidyFen)
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)]
  if (!most) return '还没定'
  return least === most ? sayFen(most) : `${sayFen(least)}到${sayFen(most)}`
}

export const mediationForm = fold(
  '约人调解的规矩',
  '调解室、时限、卷宗、补贴、报表',
  within(
    fold(
      '调解室',
      ({ rooms }) => `${rooms.filter(({ closed }) => !closed).length}间开着`,
      things('rooms', '调解室', rooms),
    ),
    fold(
      '名单、日历上的姓名',
      ({ namesHidden }) => (namesHidden ? '不写' : '写'),
      card(
        undefined,
        field('toggle', 'namesHidden', '名单、日历上不写姓名和门牌'),
        '旁人看得到屏幕的，请打开：只写案号和什么事。点开一件，仍看得到是谁。',
      ),
    ),
    fold(
      '约人说和、矛调日',
      ({ mediationDay: { weekdays, from, to } }) =>
        weekdays.length ? `矛调日：${sayWeekdays(weekdays)} ${from}–${to}` : '没有矛调日',
      list(
        ...each('minutes', {
          talkMinutes: '一次约多长（15分钟的倍数）',
          talkNoticeMinutes: '最晚提前多久约',
        }),
        ...each('count', {
          talkDays: '可以约以后几个工作日',
          talksPerHome: '一家最多同时约几次',
        }),
      ),
      card(
        '矛调日',
        field('weekdays', 'mediationDay.weekdays', '星期几（都不点就没有）'),
        pair(...eachIn('clock', 'mediationDay', { from: '几点开始', to: '几点结束' })),
        field('text', 'mediationDay.who', '谁来坐堂', { hint: '比如：法官、民警、律师', longest: 40 }),
      ),
    ),
    fold(
      '时限和提醒',
      '多久受理、一场多长、提前几天提醒',
      '写“30分钟”或“2小时”。别的写天数；几个日子用顿号分开，比如 20、27。',
      list(
        ...each('minutes', {
          screenMinutes: '来了申请，多久要定受不受理（只算上班时间）',
          sessionMinutes: '一场约多长',
          remindMinutes: '开谈前多久提醒大家',
          noMinutes: '“不愿谈”记错了，多久以内能改（过后才告诉对方）',
          keptMinutes: '空出的时间，给排队的留多久',
        }),
        ...each('days', {
          noteDays: '说和记了一笔，几天没动就提醒',
          monthDays: '受理后，几天要有结果',
          followUpDays: '协议生效后，几天去回访',
        }),
        field('dayList', 'warnDays', '受理后第几天，提醒“快到期了”'),
        field('dayList', 'confirmWarnDays', '协议生效后第几天，提醒请法院确认', {
          say: (label, { confirmDays }) => `${label}（${confirmDays}天内）`,
        }),
      ),
    ),
    fold(
      '司法确认去哪家法院',
      ({ courts }) => (courts.length > 0 ? `${courts.length}家` : '还没写'),
      whichCourt,
      things('courts', '法院', courts),
    ),
    fold(
      '卷宗里要有什么',
      ({ dossier }) => `勾了${dossier.filter(dossierTicks.has).length}样`,
      card(
        undefined,
        '勾上的缺了，卷宗就不算齐。',
        field('ticks', 'dossier', '卷宗里要有什么', { labels: dossierTicks.text }),
        '到时候才要的不用勾：履行凭证、回访、司法确认。',
      ),
    ),
    fold(
      '以案定补，一件补多少',
      saySubsidy,
      list(
        ...eachIn('yuan', 'subsidyFen', {
          written: '书面协议（元）',
          oral: '口头协议（元）',
          none: '谈过，没谈成（元）',
        }),
      ),
    ),
    table('司法所月报的列', 'monthColumns'),
    table('以案定补表的列', 'subsidyColumns'),
  ),
)
