/** What a community decides about 今天我很好: by when it is said, and how fast it goes on when it is not. */
import * as z from 'zod/mini'
import { piecesFor } from '../settings-form.ts'
import { minutes } from '../settings.ts'

/** On the wall clock in Shanghai. Early enough that somebody can still go there by daylight or in the evening. */
export const hour = z.string().check(z.regex(/^(0[5-9]|1\d|20):[0-5]\d$/))

export const wellbeingSettings = z.object({
  /** Unless the person says another. */
  hour: z._default(hour, '10:00'),
  /** Minutes (all hours) from those who are told first to those who are told next. */
  stepMinutes: z._default(minutes, 30),
  /** Minutes (all hours) after which staff are told again, as long as nobody has said what was found. */
  againMinutes: z._default(minutes, 60),
})
export type WellbeingSettings = z.output<typeof wellbeingSettings>

const { field, each, list, fold } = piecesFor<WellbeingSettings>()

export const wellbeingForm = fold(
  '报平安的规矩',
  ({ hour }) => `一般在${hour}以前`,
  '到点没有消息，先告诉搭伴的邻居，再告诉帮手，再告诉社区。全天算，晚上也一样。',
  list(
    field('clock', 'hour', '一般几点以前报'),
    ...each('minutes', {
      stepMinutes: '没有消息，隔多久再告诉下一位',
      againMinutes: '还没问到，隔多久再提醒社区',
    }),
  ),
)
