/** What staff can set, module by module: a list of fields. How they are read, written and drawn: form.ts, FormParts. */
import { community, type Settings } from '../../../shared/community.ts'
import { shapeOf } from '../../../shared/contract.ts'
import { helpKinds } from '../../../shared/help/topics.ts'
import { switches } from '../../../shared/manifests.ts'
import { dossierTicks } from '../../../shared/mediation/dossier.ts'
import { caseColumns } from '../../../shared/mediation/settings.ts'
import { sayFen } from '../../../shared/money.ts'
import { exportFields } from '../../../shared/volunteers/settings.ts'
import { judged, type Complaints } from '../components/form.ts'
import { fieldsIn, piecesFor, settingsForm, valueAt, type Draft, type Piece } from './form.ts'

const { field, each, list, cards, card, pair, heading, within, fold } = piecesFor<Settings>()

// ---- the community itself ----

const office: readonly Piece<Settings>[] = [
  list(
    field('text', 'name', '社区名称', { longest: 20 }),
    field('text', 'place', '办公地点', { hint: '比如：6号楼底商一楼' }),
    field('text', 'phone', '社区电话', { longest: 20 }),
    field('text', 'dutyPhone', '值班电话（下班后有人接的）', { longest: 20 }),
    pair(...each('clock', 'dutyHours', { from: '几点上班', to: '几点下班' })),
    field('weekdays', 'dutyHours.weekdays', '星期几有人'),
    ...each('dates', 'dutyHours', { closedOn: '放假的日子', openOn: '调休上班的日子' }),
  ),
  '帮忙的时限只算有人上班的时间。',
  card(
    '首页上有什么',
    field('switches', 'on', '首页上有什么', { labels: switches.text }),
    '关上以后，邻居在首页找不到；已经在办的照办。',
  ),
]

// ---- help ----

const byKind = (title: string, path: 'help.seenMinutes' | 'help.claimMinutes') => {
  const fields = each('minutes', path, helpKinds.text)
  // Two beside each other, also on a phone.
  return card(title, pair(...fields.slice(0, 2)), pair(...fields.slice(2)))
}

const help = fold(
  '帮忙的时限和规矩',
  '每一步最多等多久、哪些事不办',
  '写“30分钟”或“2小时”。只算有人上班的时间，写着“全天算”的除外。',
  cards(
    byKind('没人接，隔多久多问几个队', 'help.seenMinutes'),
    byKind('最晚多久要有队接', 'help.claimMinutes'),
  ),
  list(
    ...each('minutes', 'help', {
      assignMinutes: '队接下后，多久定好志愿者',
      acceptMinutes: '请了人，多久要回话',
      carryMinutes: '答应以后，多久要送到',
      remindMinutes: '还没办好，隔多久再提醒社区',
      confirmMinutes: '送到后多久没回话，算“未回复”（全天算）',
      dangerMinutes: '有危险没人跟，隔多久再提醒（全天算）',
    }),
    field('count', 'help.mostAtOnce', '一户同时最多几件（有危险的不算）'),
  ),
  list(
    ...each('words', 'help', {
      dangerWords: '写了这些词，请他先打120、119、110',
      notFetched: '这些药不代取',
      neverHandled: '这些东西志愿者不碰',
    }),
  ),
)

// ---- volunteering ----

const volunteers = fold(
  '志愿服务的时限和时数',
  '多久回话、怎么算时长、导出哪些列',
  '写“30分钟”或“2小时”。只算有人上班的时间，写着“全天算”的除外。',
  list(
    ...each('minutes', 'volunteers', {
      answerMinutes: '有人报名，队长多久要回话',
      confirmMinutes: '空出的位子，给下一位留多久（全天算）',
      checkInMinutes: '开始前多久可以签到（全天算）',
      setOutMinutes: '答应后多久内动身，从答应算起',
      mostTaskMinutes: '办一件事，最多算多久',
    }),
    field('days', 'volunteers.announceDays', '盖章前公示几天', { most: 30 }),
  ),
  heading(
    '导出时数的列',
    '照您那里全国志愿服务系统的表头改。不要的列，清空就不导出。',
    list(field('titles', 'volunteers.exportColumns', '导出时数的列', { labels: exportFields.text })),
  ),
)

// ---- mediation ----

const table = (title: string, name: 'monthColumns' | 'subsidyColumns') =>
  fold(
    title,
    ({ mediation }) => `${mediation[name].length}列，从左到右`,
    field('columns', `mediation.${name}`, title, { labels: caseColumns.text }),
  )

const saySubsidy = ({ mediation }: Settings) => {
  const amounts = Object.values(mediation.subsidyFen)
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)]
  if (!most) return '还没定'
  return least === most ? sayFen(most) : `${sayFen(least)}到${sayFen(most)}`
}

const mediation = fold(
  '约人调解的规矩',
  '调解室、时限、卷宗、补贴、报表',
  within(
    fold(
      '调解室',
      ({ mediation }) => `${mediation.rooms.filter(({ closed }) => !closed).length}间开着`,
      field('byHand', 'mediation.rooms', '调解室'),
    ),
    fold(
      '时限和提醒',
      '多久受理、一场多长、提前几天提醒',
      '写“30分钟”或“2小时”。别的写天数；几个日子用顿号分开，比如 20、27。',
      list(
        ...each('minutes', 'mediation', {
          screenMinutes: '来了申请，多久要定受不受理（只算上班时间）',
          sessionMinutes: '一场约多长',
          remindMinutes: '开谈前多久提醒大家',
          keptMinutes: '空出的时间，给排队的留多久',
        }),
        ...each('days', 'mediation', {
          noteDays: '说和记了一笔，几天没动就提醒',
          monthDays: '受理后，几天要有结果',
          followUpDays: '协议生效后，几天去回访',
        }),
        field('dayList', 'mediation.warnDays', '受理后第几天，提醒“快到期了”'),
        field('dayList', 'mediation.confirmWarnDays', '协议生效后第几天，提醒请法院确认', {
          say: (label, { mediation }) => `${label}（${mediation.confirmDays}天内）`,
        }),
      ),
    ),
    fold(
      '卷宗里要有什么',
      ({ mediation }) => `勾了${mediation.dossier.filter(dossierTicks.has).length}样`,
      card(
        undefined,
        '勾上的缺了，卷宗就不算齐。',
        field('ticks', 'mediation.dossier', '卷宗里要有什么', { labels: dossierTicks.text }),
        '到时候才要的不用勾：履行凭证、回访、司法确认。',
      ),
    ),
    fold(
      '以案定补，一件补多少',
      saySubsidy,
      list(
        ...each('yuan', 'mediation.subsidyFen', {
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

export const parts: readonly Piece<Settings>[] = [...office, help, volunteers, mediation]
export const form = settingsForm(parts)
/** The folds around a field, from the outermost, by their titles. */
export const foldsAround = (path: string, pieces = parts): readonly string[] =>
  pieces.flatMap(piece => {
    if (
      typeof piece === 'string' ||
      !('of' in piece) ||
      !fieldsIn([piece]).some(each => isIn(path, each.path))
    )
      return []
    return [...(piece.look === 'fold' && piece.title ? [piece.title] : []), ...foldsAround(path, piece.of)]
  })
const isIn = (path: string, field: string) => path === field || path.startsWith(`${field}.`)

/** Only what was changed is sent: what this form does not know of stays as it is. */
export const changesIn = (was: Settings, draft: Draft<Settings>) => {
  const next = form.valueOf(draft)
  return Object.fromEntries(
    form.names.flatMap(name => {
      const [before, after] = [was, next].map(each => JSON.stringify(valueAt(each, name)))
      return before === after ? [] : [[name, valueAt(next, name)]]
    }),
  )
}

/** Path → what to change there; what stands and was not touched is not asked about. */
export const wrongIn = (was: Settings, draft: Draft<Settings>): Complaints => ({
  ...judged(shapeOf(community.saveSettings)['changes']!, changesIn(was, draft)),
  ...form.unreadable(draft),
})
