/** What can be done with a notice. */
import { notices, type NoticeReply } from '../../../shared/notices/notices.ts'
import { actsOf } from '../components/act.tsx'
import { namesOf, oneOf } from '../components/fields.tsx'
import { open } from '../platform/open.ts'

const { act, leads } = actsOf<NoticeReply>()

const own = ({ mine }: NoticeReply) => mine.find(each => each.for === undefined && !each.knownAt)
/** Of those one acts for, the first who has not said so. */
const another = ({ mine }: NoticeReply) => mine.find(each => each.for !== undefined && !each.knownAt)
/** Buildings in whose halls it does not hang yet. */
const bare = ({ byBuilding = [] }: NoticeReply) => byBuilding.filter(({ postedAt }) => !postedAt)

export const acts = {
  know: act(notices.knowNotice, {
    may: ['know'],
    label: '知道了',
    size: 'huge',
    when: item => own(item) !== undefined,
    done: '记下了，谢谢您',
  }),
  knowFor: act(notices.knowNotice, {
    may: ['know'],
    label: item => `替${another(item)?.name ?? ''}说知道了`,
    when: item => another(item) !== undefined,
    along: item => ({ for: another(item)?.for }),
    done: '记下了',
  }),
  others: leads(() => open('notices/list'), {
    label: '看别的通知',
    kind: 'plain',
    may: [],
    when: ({ byBuilding }) => !byBuilding,
  }),
  posted: act(notices.postedAt, {
    may: ['posted'],
    label: '贴楼道了',
    title: '贴在哪栋楼了？',
    yes: '贴好了',
    no: '还没贴',
    when: item => bare(item).length > 0,
    fields: item => {
      const buildings = bare(item).map(({ building: id, name }) => ({ id, name }))
      return { building: oneOf('哪栋楼', namesOf(buildings), { start: buildings[0]?.id }) }
    },
    stays: item => bare(item).length > 1,
  }),
  takeDown: act(notices.takeDownNotice, {
    label: '撤下来',
    title: '现在就撤下来？',
    yes: '撤下来',
    no: '再贴着',
    danger: true,
    says: () => '居民就看不到了。谁家知道了，还留着。',
  }),
}
