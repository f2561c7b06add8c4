/** What may be asked of neighbours at all, and what has to go another way. */
import type { Settings } from '../../shared/community.ts'
import { type help } from '../../shared/help.ts'
import { helpTopics, type HelpTopic } from '../../shared/help/life.ts'
import type { Parsed } from '../../shared/contract.ts'
import { Refusal } from '../../shared/refusals.ts'

type Asked = Parsed<typeof help.ask>

const mentions = (asked: Asked, words: readonly string[]) =>
  asked.lines.findIndex(({ what, remark = '' }) => words.some(word => `${what} ${remark}`.includes(word)))

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
  const { kind, topic = helpTopics[kind][0] } = asked
  if (!(helpTopics[kind] as readonly HelpTopic[]).includes(topic))
    throw new Refusal('help.wrongTopic', {}, { topic: '请重新选' })
  if (topic === 'danger') return topic
  refuseAt('help.isDanger', mentions(asked, settings.dangerWords), '听着有危险，请先打电话')
  // Someone may be taken to the bank; nobody goes there with another's card.
  if (topic !== 'escort')
    refuseAt('help.neverHandled', mentions(asked, settings.neverHandled), '这一样志愿者不能碰')
  if (kind === 'medicine') {
    refuseAt('help.notFetched', mentions(asked, settings.notFetched), '这种药不能代取')
    if (asked.drug && asked.drug !== 'ordinary')
      throw new Refusal('help.notFetched', {}, { drug: '这种药不能代取' })
    if (asked.insurance && !asked.bothIds)
      throw new Refusal('help.bothIdsNeeded', {}, { bothIds: '请先备好两个人的证件' })
  }
  return topic
}

export const checkWindow = ({ wantedFromAt, wantedToAt }: Pick<Asked, 'wantedFromAt' | 'wantedToAt'>) => {
  if (wantedFromAt && wantedToAt && wantedToAt <= wantedFromAt)
    throw new Refusal('request.invalid', {}, { wantedToAt: '结束时间要晚于开始时间' })
}
