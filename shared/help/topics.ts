/** What help is asked for: kinds, and topics within each. */
import { choice, type Code } from '../choice.ts'

export const helpKinds = choice({
  groceries: '买菜',
  medicine: '拿药',
  urgent: '家里急事',
  errands: '跑腿陪伴',
})
export type HelpKind = Code<typeof helpKinds>

/** What kind of help exactly; the first of each is meant where nothing is said. */
export const helpTopics = {
  groceries: choice({ shopping: '买菜' }),
  medicine: choice({ pharmacy: '去药店拿药', hospital: '去医院拿药' }),
  urgent: choice({ otherUrgent: '家里急事', utilities: '停水停电', danger: '有危险' }),
  errands: choice({
    otherErrand: '跑腿陪伴',
    escort: '陪看病办事',
    bills: '代缴费',
    parcel: '取快递',
    repairs: '小修小补',
    chat: '说说话',
    visit: '上门看看',
  }),
}
export const topics = choice({
  ...helpTopics.groceries.text,
  ...helpTopics.medicine.text,
  ...helpTopics.urgent.text,
  ...helpTopics.errands.text,
})
export type HelpTopic = Code<typeof topics>

/** Money is laid out for these. */
export const buysFor = (kind: HelpKind, topic: HelpTopic) =>
  kind === 'groceries' || kind === 'medicine' || topic === 'bills'
