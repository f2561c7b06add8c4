/** What a community decides about hazards: until when somebody has to have looked, handled or checked one. */
import * as z from 'zod/mini'
import { text } from '../contract.ts'
import { piecesFor } from '../settings-form.ts'
import { days, minutes } from '../settings.ts'

export const hazardsSettings = z.object({
  /** Duty minutes until somebody of the community has looked at what was reported, and until it is said again. */
  lookMinutes: z._default(minutes, 240),
  /** Minutes (all hours) until a danger is looked at, and until it is out of the way. */
  dangerLookMinutes: z._default(minutes, 30),
  dangerMinutes: z._default(minutes, 120),
  /** Hours of duty. */
  soonMinutes: z._default(minutes, 24 * 60),
  /** Days of duty. */
  usualDays: z._default(days, 7),
  worksDays: z._default(days, 15),
  verifyDays: z._default(days, 3),
  /** Days of the calendar: without a word so long after it was promised; in which the reporter may say that it is not. */
  silentDays: z._default(days, 7),
  answerDays: z._default(days, 30),
  /** The farthest that it can be put off. */
  extendDays: z._default(days, 90),
  /** Photos that staff tick may be seen by all of the community. */
  publicPhotos: z.optional(z.literal(true)),
  /** Words that sound like danger, for which people should ring at once. */
  dangerWords: z._default(z.array(text(20)).check(z.maxLength(50)), [
    ...['着火', '起火', '冒烟', '煤气味', '燃气味', '漏气', '触电', '冒火花', '有人被困', '要掉下来'],
  ]),
})

const { field, each, list, fold } = piecesFor<z.output<typeof hazardsSettings>>()

export const hazardsForm = fold(
  '随手拍的时限',
  '多久要看、要修、要核',
  '写“30分钟”或“2小时”。只算有人上班的时间，写着“全天算”的除外。',
  list(
    ...each('minutes', {
      lookMinutes: '报上来，多久要看',
      dangerLookMinutes: '有危险，多久要看（全天算）',
      dangerMinutes: '有危险，多久排除（全天算）',
      soonMinutes: '要尽快的，多久修好',
    }),
    ...each('days', {
      usualDays: '一般的，几天修好',
      worksDays: '要施工的，几天修好',
      verifyDays: '修好后，几天内去核',
      extendDays: '最多延几天（全天算）',
      silentDays: '超时几天没回话，公开写“没回话”（全天算）',
      answerDays: '修好后几天内可以说没修好（全天算）',
    }),
    field('toggle', 'publicPhotos', '社区点过的照片，居民都能看'),
    field('words', 'dangerWords', '写了这些词，请他先打119、110'),
  ),
)
