/** What several pages of 调解 say. */
import type { CaseReply } from '../../../../shared/mediation/reply.ts'

/** 人民调解法 23 and 24, and 4 on that it costs nothing, in words one would use oneself. */
export const rights = [
  ['您的权利', '调解员您可以自己选。觉得不合适，可以换一位。'],
  ['您的权利', '愿意谈就谈，不愿意可以不谈。谈到一半，也可以说不谈了。'],
  ['您的权利', '关起门来谈，还是让别人旁听，您可以提。'],
  ['您的权利', '心里怎么想就怎么说。签不签协议，您自己拿主意，谁也不能逼您。'],
  ['不收费', '从头到尾，一分钱也不收。'],
  ['您要做到', '事情是怎样就怎样说，不瞒也不编。'],
  ['您要做到', '守谈话的规矩，尊重调解员。'],
  ['您要做到', '也让对方把话说完，他有同样的权利。'],
] as const

/** 人民调解法 26: what is open to those who cannot or will not be reconciled here. */
export const otherWays = [
  { name: '找有关部门', note: '吵闹、养宠可以找派出所；违建、占道打12345。' },
  { name: '仲裁', note: '合同里写了仲裁的，可以去申请仲裁。' },
  { name: '到法院起诉', note: '带上身份证和证据，去法院的立案窗口。' },
]

/** Free legal advice. */
export const lawPhone = '12348'

export const sayOpen = (open: boolean | undefined) => (open ? '可以旁听' : '关起门来谈')

/** 3号楼张阿姨 和 楼上李家 */
export const saySides = (sides: readonly string[]) => sides.join(' 和 ')

export const you = '您这边'
export const mineIn = ({ parties }: Pick<CaseReply, 'parties'>) => parties.find(({ mine }) => mine)

/** The reader’s own side, or whom they act for, is called so. */
export const nameOf = ({ parties }: Pick<CaseReply, 'parties'>, key: string) => {
  const party = parties.find(each => each.key === key)
  return party?.mine ? you : (party?.name ?? '')
}

export const sayLoad = (count: number) => (count === 0 ? '手上没有案子' : `手上${count}件`)

export const words = {
  missing: '还缺',
  idSeen: '身份证件看过了',
  idSeenNote: '只记看过，不记号码。',
} as const

/** 万桂兰 5号楼2单元301室、李大山; empty where a list names nobody. */
export const sayParties = ({ parties }: Pick<CaseReply, 'parties'>) =>
  parties.map(({ name, where }) => [name, where].filter(Boolean).join(' ')).join('、')
