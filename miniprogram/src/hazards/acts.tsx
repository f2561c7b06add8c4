/** What may be done about a hazard, by whom it waits for. */
import Taro from '@tarojs/taro'
import { hazards, type HazardReply } from '../../../shared/hazards/hazards.ts'
import {
  extendReasons,
  mostPhotos,
  refuseReasons,
  sendBackReasons,
  severities,
  type HazardMove,
} from '../../../shared/hazards/life.ts'
import { sayMonthDay } from '../../../shared/time.ts'
import { actsOf } from '../components/act.tsx'
import type { Order } from '../components/Acts.tsx'
import { line, lines, noted, oneOf, oneOfThese, photos, someOf, when } from '../components/fields.tsx'

const { act } = actsOf<HazardReply>()
const no = '再想想'
const self = 'self'
/** The unit has nobody here: it says so on the phone, or on paper. */
const rungUp = ({ byStaff }: HazardReply) => byStaff === true

const dispatchFields = ({ units = [], danger, place }: HazardReply) => ({
  unit: oneOfThese([
    ...units.map(({ id, name, suited }) => ({
      ...{ id, name },
      note: suited ? (place ? '管这栋楼的物业' : '物业') : '部门',
    })),
    { id: self, name: '社区自己办', note: '办完请别人去核' },
  ]),
  severity: noted(
    oneOf('多急', severities.text, { start: danger ? 'danger' : 'usual' }),
    '时限从现在算起，会告诉报的人。',
  ),
  ref: line('他们的编号（可不写）', { hint: '如：12345工单号', longest: 40 }),
})

/** Photos of both kinds, in the order in which the page shows them. */
const photosOf = ({ photos = [], handled }: HazardReply) => [...photos, ...(handled?.photos ?? [])]

export const acts = {
  dispatch: act(hazards.dispatch, {
    label: ({ to }) => (to ? '改派' : '派给谁'),
    title: '派给谁办？',
    yes: '派过去',
    no,
    fields: dispatchFields,
    needs: ['unit'],
    along: ({ units = [] }, { unit }) => ({ to: units.find(({ id }) => id === unit)?.kind ?? self }),
  }),
  handle: act(hazards.handle, {
    label: ({ byStaff }) => (byStaff ? '记：办好了' : '办好了'),
    title: '怎么办好的？',
    yes: '记上',
    no,
    fields: {
      what: line('做了什么', { hint: '如：换了灯泡', longest: 200 }),
      files: photos('照片', '拍张照，或写上谁看见的，有一样就行', mostPhotos),
      witness: line('谁看见的', { hint: '如：门卫张师傅', longest: 20 }),
    },
    keeps: true,
    entered: rungUp,
  }),
  verify: act(hazards.verify, {
    label: '修好了',
    title: '看过了，修好了？',
    yes: '修好了',
    no,
    says: () => '会去问报的人一声。',
  }),
  notFixed: act(hazards.notFixed, {
    label: '没修好',
    title: '还差什么？',
    yes: '退回去再办',
    no,
    fields: { words: lines('还差什么', { hint: '如：灯还是不亮', quiet: true }) },
  }),
  yes: act(hazards.answer, { may: ['answer'], size: 'huge', label: '修好了', along: { fixed: true } }),
  no: act(hazards.answer, {
    may: ['answer'],
    label: '没修好',
    title: '还有什么不对？',
    yes: '告诉他们',
    no,
    fields: { words: lines('还有什么不对', { hint: '说一句，会原话转过去', quiet: true }) },
    along: { fixed: false },
  }),
  extend: act(hazards.extend, {
    label: '要晚几天',
    title: '改到哪天？',
    yes: '改到这天',
    no,
    says: () => '只能改一次，大家都看得到。',
    fields: { until: when('哪天以前', 'date'), reason: oneOf('为什么', extendReasons.text) },
    needs: ['until', 'reason'],
    entered: rungUp,
  }),
  sendBack: act(hazards.sendBack, {
    label: '退回',
    title: '为什么退回？',
    yes: '退回社区',
    no,
    fields: (_, { reason }) => ({
      reason: oneOf(undefined, sendBackReasons.text),
      ...(reason === 'notOurs' && { whose: line('该归谁', { hint: '如：供电所', longest: 60 }) }),
    }),
    needs: ['reason'],
    entered: rungUp,
  }),
  refuse: act(hazards.refuse, {
    label: '办不了',
    title: '为什么办不了？',
    yes: '告诉他',
    no,
    fields: {
      reason: oneOf(undefined, refuseReasons.text),
      whose: line('归谁、该找谁', { hint: '如：供电所', longest: 60 }),
      phone: line('电话（可不写）', { longest: 20 }),
      why: lines('为什么（可不写）'),
    },
    needs: ['reason', 'whose'],
    wrong: true,
  }),
  turn: act(hazards.turn, {
    label: '是同一件',
    title: '和哪一件是同一件？',
    yes: (_, { id }, near) => (near.items.some(each => each.id !== id) ? '并到一起' : ''),
    no,
    looksUp: [hazards.hazards, ({ place, what }) => ({ list: 'near' as const, building: place, what })],
    says: ({ id }, _, near) =>
      near.items.some(each => each.id !== id)
        ? '报的人、关注的人都跟过去。'
        : '这栋楼三十天里没有还没办完的同样的事。',
    fields: ({ id }, _, near) => ({
      same: oneOfThese(
        near.items.flatMap(each =>
          each.id === id
            ? []
            : {
                ...{ id: each.id, name: `${each.title} · ${each.stateText}` },
                note: `${sayMonthDay(each.createdAt)}报的 ${each.spot ?? ''}`,
              },
        ),
      ),
    }),
    needs: ['same'],
  }),
  withdraw: act(hazards.withdraw, {
    label: '撤回',
    title: '不报了？',
    yes: '撤回',
    no,
    danger: true,
    says: () => '撤回以后，要报得重新报一件。',
  }),
  follow: act(hazards.follow, {
    label: ({ following }) => (following ? '不关注了' : '我也看见了，有进展告诉我'),
    along: ({ following }) => ({ yes: !following }),
  }),
  showPhoto: act(hazards.showPhoto, {
    label: '哪些照片给大家看',
    yes: '就这样',
    no,
    when: item => photosOf(item).length > 0,
    says: () => '勾上的，本社区的人都能看。有人脸、门牌、车牌的不要勾。',
    fields: item => ({
      photos: someOf(
        undefined,
        Object.fromEntries(photosOf(item).map(({ id }, at) => [id, `第${at + 1}张`])),
        item.shown,
      ),
    }),
    along: { photos: [] },
  }),
  ring: {
    label: '打给报的人',
    may: ['reveal'],
    run: async ({ id }: HazardReply, go) => {
      const { phone } = await go(hazards.reveal, { id })
      await Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined)
    },
  } satisfies ReturnType<typeof act>,
}
type Name = keyof typeof acts

/** What comes next for the one who reads it. */
export const order = ({ mine, state }: HazardReply, open: readonly Name[]): Order<Name> => {
  const asks = mine || state === 'closed'
  const first: readonly Name[] = asks
    ? ['yes', 'verify', 'handle', 'dispatch']
    : ['verify', 'handle', 'dispatch', 'follow']
  const next = first.find(each => open.includes(each))
  const beside: readonly Name[] = asks
    ? ['no', 'verify', 'notFixed', 'ring']
    : ['notFixed', 'ring', 'extend', 'sendBack', 'refuse', 'turn']
  const shown = open.filter(each => beside.includes(each) && each !== next)
  return { next, beside: shown, more: open.filter(each => each !== next && !shown.includes(each)) }
}

export const moveDone: Readonly<Record<string, string>> = {
  report: '报上来了',
  dispatch: '派出去了',
  sendBack: '退回了',
  extend: '改晚了',
  handle: '说办好了',
  verify: '去看过，修好了',
  notFixed: '去看过，没修好',
  answer: '说了修好没有',
  refuse: '说办不了',
  turn: '并到另一件',
  withdraw: '撤回了',
  escalate: '过了时间还没办好',
  silent: '一直没回话',
} satisfies Partial<Record<HazardMove | 'report', string>>
