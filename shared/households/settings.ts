/** What a community decides about the homes it looks after: groups on the map, how often somebody goes, and when who is told. */
import * as z from 'zod/mini'
import { wrong } from '../complaints.ts'
import { maybeText, scopeId, text } from '../contract.ts'
import { piecesFor, type Things } from '../settings-form.ts'
import { days } from '../settings.ts'

/** On the screen and on paper; each group has a letter as well, for those who do not see the colour. */
export const mapColours = [
  { name: '红', hex: '#c0392b' },
  { name: '橙', hex: '#c8640a' },
  { name: '黄', hex: '#8a6d00' },
  { name: '绿', hex: '#1e7a46' },
  { name: '蓝', hex: '#1f5fae' },
  { name: '紫', hex: '#7a3fa0' },
  { name: '灰', hex: '#5b6470' },
] as const
/** The number of a colour in settings, from 1. */
export const hexOf = (colour: number) => mapColours[colour - 1]?.hex ?? '#5b6470'

const group = z.object({
  id: scopeId,
  name: text(8),
  letter: text(2),
  colour: z.int().check(z.minimum(1), z.maximum(mapColours.length)),
})
export type HomeGroup = z.output<typeof group>

const perTier = (weekly: number, monthly: number, quarterly: number) =>
  z.prefault(
    z.object({
      weekly: z._default(days, weekly),
      monthly: z._default(days, monthly),
      quarterly: z._default(days, quarterly),
    }),
    {},
  )

export const householdsSettings = z.object({
  groups: z._default(z.array(group).check(z.minLength(1), z.maxLength(7)), [
    { id: 'alone', name: '独居老人', letter: '独', colour: 1 },
    { id: 'emptyNest', name: '空巢老人', letter: '空', colour: 2 },
    { id: 'care', name: '失能失智', letter: '能', colour: 6 },
    { id: 'disabled', name: '残疾人', letter: '残', colour: 5 },
    { id: 'poor', name: '困难家庭', letter: '困', colour: 3 },
    { id: 'ill', name: '重病大病', letter: '病', colour: 7 },
    { id: 'children', name: '困境儿童', letter: '童', colour: 4 },
  ]),
  /** Where the buildings stand, as `planOf` reads it; empty: in rows by their numbers. */
  plan: z._default(maybeText(600), ''),
  /** Days from one visit to the next. */
  tierDays: perTier(7, 30, 90),
  /** Days before the due day from which it stands in the round, and after it until it counts as late. */
  windowDays: perTier(1, 5, 10),
  /** Days in which two who are new to a home go there. */
  firstDays: z._default(days, 7),
  /** Days after it counts as late until staff hear of it. */
  staffDays: z._default(days, 2),
  /** How far back a visit can be noted. */
  backDays: z._default(days, 30),
})
export type HouseholdsSettings = z.output<typeof householdsSettings>

/** What has to hold between its parts. */
export const householdsChange = householdsSettings.check(
  z.superRefine(({ groups, tierDays, windowDays }, { addIssue }) => {
    const say = (text: string, ...path: (string | number)[]) =>
      addIssue({ code: 'custom', path, params: wrong(text), input: undefined })
    for (const [i, { id, name, letter, colour }] of groups.entries()) {
      const before = groups.slice(0, i)
      if (before.some(each => each.id === id || each.name === name))
        say('已经有一类叫这个名字，请换一个', 'groups', i, 'name')
      if (before.some(each => each.letter === letter))
        say('这个字别的类用了，请换一个', 'groups', i, 'letter')
      if (before.some(each => each.colour === colour))
        say('这个颜色别的类用了，请换一个', 'groups', i, 'colour')
    }
    for (const tier of ['weekly', 'monthly', 'quarterly'] as const)
      if (windowDays[tier] >= tierDays[tier]) say('要比两次走访隔的天数少，请写小一些', 'windowDays', tier)
  }),
)

const one = piecesFor<HomeGroup>()
export const homeGroups: Things<HomeGroup> = {
  words: { add: '加一类', change: '改这一类', added: '加了一类', drop: '不加这类了' },
  of: () => [
    one.field('text', 'name', '叫什么', { hint: '比如：独居老人', longest: 8 }),
    one.field('text', 'letter', '图上写哪个字', { hint: '比如：独', longest: 2 }),
    one.field('oneNumber', 'colour', '什么颜色', {
      labels: Object.fromEntries(mapColours.map(({ name }, i) => [i + 1, name])),
    }),
  ],
  another: all => {
    const used = all.map(({ id }) => Number(/^group-(\d+)$/.exec(id)?.[1] ?? 0))
    const free = mapColours.findIndex((_, i) => !all.some(({ colour }) => colour === i + 1))
    return { id: `group-${Math.max(0, ...used) + 1}`, name: '', letter: '', colour: Math.max(free, 0) + 1 }
  },
  line: ({ letter, colour }) => ({ note: `${letter} · ${mapColours[colour - 1]?.name ?? ''}色` }),
  forAll: 'name',
}

const { field, eachIn, list, card, things, fold, within } = piecesFor<HouseholdsSettings>()
const tierLabels = { weekly: '每周一次的', monthly: '每月一次的', quarterly: '每季一次的' }

export const householdsForm = fold(
  '二对一走访的规矩',
  '分哪几类、隔多久去、晚了谁知道',
  within(
    fold(
      '民情图上的类',
      ({ groups }) => groups.map(({ name }) => name).join('、'),
      things('groups', '民情图上的类', homeGroups),
    ),
    fold(
      '楼在图上怎么排',
      ({ plan }) => (plan ? '画好了' : '按楼号一排四栋'),
      field('text', 'plan', '一排一排写楼号，排与排之间用“/”，空着的写“-”', {
        hint: '比如：1 2 花园 3 / 4 - 5 6',
        longest: 600,
      }),
    ),
    fold(
      '隔多久去一次',
      ({ tierDays: { weekly, monthly, quarterly } }) => `${weekly}、${monthly}、${quarterly}天`,
      card('隔几天去一次', list(...eachIn('days', 'tierDays', tierLabels))),
      card('提前几天列进单子，过几天算晚', list(...eachIn('days', 'windowDays', tierLabels))),
      list(
        field('days', 'firstDays', '新结对，几天内要去第一次'),
        field('days', 'staffDays', '晚了几天，社区知道'),
        field('days', 'backDays', '最多补记几天前的'),
      ),
    ),
  ),
)
