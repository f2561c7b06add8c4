/** What may be asked of neighbours at all, and what has to go another way. */
import type { Settings } from '../../shared/community/community.ts'
import type { help } from '../../shared/help/help.ts'
import { helpTopics, type HelpTopic } from '../../shared/help/topics.ts'
import type { Parsed } from '../../shared/contract.ts'
import { mostSpentFen } from '../../shared/help/life.ts'
import { sayFen } from '../../shared/money.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'

type Asked = Parsed<typeof help.ask>

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s/g, '')

/** The line that mentions one of the words, however it is written; where only the place does, the first. */
const mentions = ({ lines, place = '' }: Asked, words: readonly string[]) => {
  const has = (text: string) => words.some(word => plain(text).includes(plain(word)))
  const at = lines.findIndex(({ what, howMany = '', remark = '' }) => has(`${what} ${howMany} ${remark}`))
  return at < 0 && has(place) ? 0 : at
}

const refuseAt = (
  code: 'help.isDanger' | 'help.neverHandled' | 'help.notFetched',
  at: number,
  text: string,
) => {
  if (at >= 0) throw new Refusal(code, {}, { [`lines.${at}.what`]: text })
}

/**
 * The topic it is about, or a refusal that says where to go instead.
 * Medicine with insurance: both people's papers (医保基金使用监督管理条例 17). Drugs under control, injected or kept
 * cold are handed out to the patient or family only (处方管理办法; 药品经营质量管理规范).
 */
export const topicOf = (asked: Asked, settings: Settings['help']): HelpTopic => {
  const { kind, topic = helpTopics[kind].codes[0]! } = asked
  if (!helpTopics[kind].has(topic)) throw new Refusal('help.wrongTopic', {}, { topic: '请重新选' })
  if (topic === 'danger') return topic
  refuseAt('help.isDanger', mentions(asked, settings.dangerWords), '听着有危险，请先打电话')
  // Someone may be taken to the bank; nobody goes there with another's card.
  if (topic !== 'escort')
    refuseAt('help.neverHandled', mentions(asked, settings.neverHandled), '这一样志愿者不能碰')
  if (topic !== 'escort') refuseAt('help.notFetched', mentions(asked, settings.notFetched), '这种药不能代取')
  if (kind === 'medicine') {
    if (asked.drug && asked.drug !== 'ordinary')
      throw new Refusal('help.notFetched', {}, { drug: '这种药不能代取' })
    if (asked.insurance && !asked.bothIds)
      throw new Refusal('help.bothIdsNeeded', {}, { bothIds: '请先备好两个人的证件' })
  }
  return topic
}

const farthestDays = 60

const latestOf = (now: string) => plusMinutes(now, farthestDays * 24 * 60)

/** About when somebody comes: not in the past. */
export const checkComing = (comesAt: string | undefined, now: string) => {
  if (comesAt !== undefined && (comesAt <= now || comesAt > latestOf(now)))
    throw new Refusal('request.invalid', {}, { comesAt: '请选以后的时间，两个月以内' })
}

/** A time to come, and not so far off that nobody would be reminded. */
export const checkWindow = (
  { wantedFromAt, wantedToAt }: Pick<Asked, 'wantedFromAt' | 'wantedToAt'>,
  now: string,
) => {
  const latest = latestOf(now)
  const wrong = (at: string | undefined, least: string) => at !== undefined && (at <= least || at > latest)
  if (wrong(wantedToAt, now) || (wantedFromAt !== undefined && wantedFromAt > latest))
    throw new Refusal('request.invalid', {}, { wantedToAt: '请选以后的时间，两个月以内' })
  if (wantedFromAt && wantedToAt && wantedToAt <= wantedFromAt)
    throw new Refusal('request.invalid', {}, { wantedToAt: '结束时间要晚于开始时间' })
}

/** More than was allowed is laid out only with the asker's yes. */
export const checkCap = (
  { spentFen, agreed }: { readonly spentFen: number; readonly agreed?: true | undefined },
  { capFen = mostSpentFen }: { readonly capFen?: number | undefined },
) => {
  if (spentFen > capFen && !agreed)
    throw new Refusal(
      'help.overCap',
      { cap: sayFen(capFen), spent: sayFen(spentFen) },
      { spentFen: '比说好的多' },
    )
}
