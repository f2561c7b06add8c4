/** What a community decides about help: its clocks, and what it does not take on. */
import * as z from 'zod/mini'
import { text } from '../contract.ts'
import { piecesFor } from '../settings-form.ts'
import { minutes } from '../settings.ts'
import { helpKinds } from './topics.ts'

const wordList = z.array(text(20)).check(z.maxLength(50))

export const helpSettings = z.object({
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

const { field, each, eachIn, list, cards, card, pair, fold } = piecesFor<z.output<typeof helpSettings>>()

const byKind = (title: string, path: 'seenMinutes' | 'claimMinutes') => {
  const fields = eachIn('minutes', path, helpKinds.text)
  // Two beside each other, also on a phone.
  return card(title, pair(...fields.slice(0, 2)), pair(...fields.slice(2)))
}

export const helpForm = fold(
  '帮忙的时限和规矩',
  '每一步最多等多久、哪些事不办',
  '写“30分钟”或“2小时”。只算有人上班的时间，写着“全天算”的除外。',
  cards(byKind('没人接，隔多久多问几个队', 'seenMinutes'), byKind('最晚多久要有队接', 'claimMinutes')),
  list(
    ...each('minutes', {
      assignMinutes: '队接下后，多久定好志愿者',
      acceptMinutes: '请了人，多久要回话',
      carryMinutes: '答应以后，多久要送到',
      remindMinutes: '还没办好，隔多久再提醒社区',
      confirmMinutes: '送到后多久没回话，算“未回复”（全天算）',
      dangerMinutes: '有危险没人跟，隔多久再提醒（全天算）',
    }),
    field('count', 'mostAtOnce', '一户同时最多几件（有危险的不算）'),
  ),
  list(
    ...each('words', {
      dangerWords: '写了这些词，请他先打120、119、110',
      notFetched: '这些药不代取',
      neverHandled: '这些东西志愿者不碰',
    }),
  ),
)
