/** One idea: who answers for it, what was answered, and what came of it. */
import { refuseReasons, themes, type IdeaMove } from '../../../shared/suggestions/life.ts'
import { suggestions, type IdeaReply } from '../../../shared/suggestions/suggestions.ts'
import { sayDate, sayMonthDay } from '../../../shared/time.ts'
import { actsOf } from '../components/act.tsx'
import { history, rows, said } from '../components/facts.tsx'
import { count, line, lines, oneOf, when } from '../components/fields.tsx'
import { matterPage } from '../components/MatterPage.tsx'
import { sayAnswer, sayResult } from './words.ts'

const { act } = actsOf<IdeaReply>()
const no = '再想想'

const acts = {
  support: act(suggestions.support, {
    label: '我也这么想',
    size: 'huge',
    when: ({ supported }) => !supported,
  }),
  take: act(suggestions.take, { label: '我来回音', when: ({ owner }) => !owner?.me }),
  finish: act(suggestions.finish, {
    title: '办成了什么？',
    yes: '办成了',
    no,
    fields: {
      text: lines('办成了什么', { quiet: true, hint: '如：东门口换了三盏灯', longest: 300 }),
      people: count('带动了多少人', { unit: '人', least: 0, most: 5_000, start: 0 }),
    },
    keeps: true,
  }),
  adopt: act(suggestions.adopt, {
    label: '采纳',
    title: '打算怎么办？',
    yes: '采纳，告诉他',
    no,
    fields: {
      text: lines('打算怎么办', { quiet: true, hint: '如：请物业换灯', longest: 300 }),
      on: when('哪天前办好', 'date'),
    },
    keeps: true,
  }),
  putOn: act(suggestions.putOn, { label: '上会商量' }),
  refuse: act(suggestions.refuse, {
    label: '不采纳',
    title: '为什么不采纳？',
    yes: '告诉他',
    no,
    fields: {
      reason: oneOf('原因', refuseReasons.text),
      text: lines('说清楚', { hint: '写给提的人看', longest: 300 }),
      elsewhere: line('还能找谁', { hint: '如：打12345、找物业张经理', longest: 100 }),
    },
    wrong: true,
    keeps: true,
  }),
  defer: act(suggestions.defer, {
    label: '先放一放',
    title: '先放到哪天？',
    yes: '到那天再看',
    no,
    fields: {
      text: lines('为什么现在不办', { longest: 300 }),
      on: when('哪天再看', 'date'),
    },
    keeps: true,
  }),
  takeOff: act(suggestions.takeOff, { label: '不上会了' }),
  extend: act(suggestions.extend, {
    label: '要晚几天',
    title: '晚到哪天？',
    yes: '告诉他',
    no,
    says: () => '只能改一次，提的人看得到为什么。',
    fields: { text: lines('为什么晚', { longest: 300 }), on: when('改到哪天', 'date') },
    keeps: true,
  }),
  show: act(suggestions.show, {
    label: ({ onWall }) => (onWall ? '改墙上的话' : '贴到墙上'),
    title: '墙上怎么写？',
    yes: '贴出去',
    no,
    says: () => '邻居都看得到。不写姓名、门牌、电话。',
    fields: ({ wallWords, words }) => ({
      words: lines('墙上的话', { quiet: true, longest: 200, start: wallWords ?? words.slice(0, 200) }),
    }),
  }),
  hide: act(suggestions.show, {
    label: '从墙上拿下来',
    may: ['show'],
    when: ({ onWall }) => onWall === true,
    title: '从墙上拿下来？',
    yes: '拿下来',
    no,
    says: () => '邻居看不到了，这件事照办。',
  }),
  reopen: act(suggestions.reopen, {
    label: '没办好，再提一次',
    title: '哪里没办好？',
    yes: '再提一次',
    no,
    fields: { text: lines('哪里没办好', { longest: 300, quiet: true }) },
    keeps: true,
  }),
  withdraw: act(suggestions.withdraw, {
    title: '收回这条建议？',
    yes: '收回',
    no,
    danger: true,
    says: () => '收回以后不再给回音。想再提，随时再说。',
  }),
}

const done: { readonly [M in IdeaMove | 'say']?: string } = {
  say: '提了建议',
  take: '接了，来回音',
  support: '也这么想',
  adopt: '采纳了',
  refuse: '没采纳',
  putOn: '放到会上商量',
  takeOff: '不上会了',
  defer: '先放一放',
  finish: '办成了',
  extend: '要晚几天',
  reopen: '又提了一次',
  withdraw: '收回了',
  show: '改了墙上的话',
  remind: '到日子提醒了一次',
}

const facts = rows<IdeaReply>(
  ({ theme, owner, supporters, station, createdAt, unsigned, mayRing, wallWords }) => [
    { name: '关于', value: themes.text[theme] },
    owner && { name: '谁来回音', value: owner.me ? '您' : owner.name },
    supporters > 0 && { name: '也这么想的', value: `${supporters}位邻居` },
    station && { name: '在哪说的', value: station },
    { name: '哪天说的', value: sayDate(createdAt) },
    unsigned && { name: '谁说的', value: '没写名字' },
    mayRing && { name: '可以打电话问他' },
    wallWords && { name: '墙上写的', note: wallWords },
  ],
)

export default matterPage({
  get: suggestions.idea,
  title: '建议',
  follow: 30,
  received: ({ mine }) => mine && '收到了，谢谢您',
  stands: ({ title, stateText, stateHint, state, late }) => ({
    title,
    name: stateText,
    hint: stateHint,
    badge: late ? ['晚了', 'late'] : undefined,
    tone: state === 'open' || state === 'doing' ? 'accent' : 'plain',
  }),
  notes: [
    said<IdeaReply>('说的是', ({ words }) => words),
    said<IdeaReply>(
      ({ answer }) => (answer ? `回音（${sayMonthDay(answer.at)}）` : ''),
      item => sayAnswer(item),
    ),
    said<IdeaReply>('结果', item => sayResult(item)),
  ],
  acts,
  order: (_, open) => {
    const next = (['support', 'finish', 'take', 'adopt'] as const).find(each => open.includes(each))
    return { next, beside: open.filter(each => each !== next) }
  },
  facts: [facts, history<IdeaReply>(({ who, move }) => `${who}${done[move as IdeaMove] ?? move}`)],
})
