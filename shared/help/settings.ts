/** What a community decides about help: its clocks, and what it does not take on. */
import * as z from 'zod/mini'
import { text } from '../contract.ts'
import { minutes } from '../settings.ts'

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
