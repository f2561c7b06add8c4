/** What can be done about a roll: calling it, saying how it is at home, closing it. */
import { identity } from '../../../shared/identity/identity.ts'
import { needs, ownWords, rollAsks, rollReasons } from '../../../shared/rolls/life.ts'
import { rolls, type RollReply } from '../../../shared/rolls/rolls.ts'
import { actsOf, type Item } from '../components/act.tsx'
import { line, namesOf, oneOf, someOf } from '../components/fields.tsx'
import { open } from '../platform/open.ts'

export const called: Item = { id: 'call', may: [] }

export const call = actsOf<Item>().act(rolls.callRoll, {
  ...{ label: '现在点名', title: '为什么点名？', size: 'huge', kind: 'danger', keeps: false, may: [] },
  looksUp: [identity.buildings, () => ({})],
  says: (_, { buildings = [], asks }) =>
    `${buildings.length ? `选的${buildings.length}栋楼` : '全社区'}${asks === 'inNeed' ? '民情图上的户' : '每一户'}马上收到消息，夜里也会。楼门长和网格员会收到名单。`,
  fields: (_, __, { items }) => ({
    reason: oneOf(undefined, rollReasons.text),
    asks: oneOf('点谁', rollAsks.text, { start: 'everyone', look: 'segments' }),
    buildings: someOf('哪些楼（不选就是全部）', namesOf(items)),
    note: line('给大家写一句（可以不填）', { hint: '比如：今晚风大，别出门', longest: 60 }),
  }),
  yes: '点名，马上告诉大家',
  no: '先不点',
  leadsTo: ({ id }) => open('rolls/roll', { id, new: '1' }),
})

/** A home of the reader's, or of somebody they act for. */
export type Mine = RollReply['mine'][number] & Item

const home = actsOf<Mine>()
const says = (said: keyof typeof ownWords.text) => ({
  label: ownWords.text[said],
  may: ['answer'],
  readout: ({ name }: Mine) => `${name}${ownWords.text[said]}`,
  along: (item: Mine) => ({ for: item.for, said }),
  done: '社区知道了，谢谢您',
})

export const answers = {
  fine: home.act(rolls.answerRoll, { ...says('fine'), size: 'huge', kind: 'primary' }),
  needsHelp: home.act(rolls.answerRoll, {
    ...{ ...says('needsHelp'), size: 'huge', kind: 'danger', title: '要什么帮？' },
    says: () => '有人倒下打120，着火打119，打完再点。',
    fields: { words: line('写一句（可以不填）', { hint: '比如：水漫进屋了', longest: 40 }) },
    choices: () =>
      needs.options.map(({ value: need, text }) => [text, { need }, need === 'danger' ? 'danger' : 'plain']),
    done: ({ notAsked }) => notAsked ?? '社区知道了',
  }),
  away: home.act(rolls.answerRoll, { ...says('away'), kind: 'plain' }),
}

const { act } = actsOf<RollReply>()

export const acts = {
  print: act(rolls.printRoll, { label: '打印名单', may: ['list'] }),
  close: act(rolls.closeRoll, {
    ...{ label: '点完了，结束', may: ['close'] },
    title: ({ total }) => (total?.left ? `还有${total.left}户没有消息` : '都有消息了'),
    says: ({ total }) =>
      total?.left
        ? '结束以后不能再记，也不能再报平安。真的不等了吗？'
        : '结束以后不能再记。楼里有事请照常打电话。',
    yes: ({}, { total }) => (total?.left ? '不等了，结束' : '结束'),
    no: '再等等',
    done: '结束了',
  }),
}
