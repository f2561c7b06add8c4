// What people ask for, and what it costs: in fen, by what is written on the shelf.
import type { HelpLine } from '../../shared/help/help.ts'
import type { HelpKind, HelpTopic } from '../../shared/help/topics.ts'
import type { Chance } from './chance.ts'

type Good = readonly [what: string, unit: string, fen: number, most: number]

const goods: readonly Good[] = [
  ['鸡蛋', '斤', 568, 3],
  ['白菜', '棵', 420, 2],
  ['豆腐', '块', 250, 2],
  ['馒头', '个', 100, 8],
  ['西红柿', '斤', 399, 3],
  ['土豆', '斤', 219, 4],
  ['黄瓜', '斤', 358, 3],
  ['芹菜', '斤', 298, 2],
  ['苹果', '斤', 599, 4],
  ['香蕉', '斤', 389, 3],
  ['牛奶', '箱', 4990, 1],
  ['挂面', '把', 650, 3],
  ['大米', '袋', 3690, 1],
  ['面粉', '袋', 2980, 1],
  ['花生油', '桶', 7990, 1],
  ['猪肉', '斤', 1680, 2],
  ['鸡胸肉', '斤', 1290, 2],
  ['带鱼', '斤', 2350, 2],
  ['酱油', '瓶', 1090, 1],
  ['卫生纸', '提', 2190, 1],
]
const medicines: readonly Good[] = [
  ['降压药', '盒', 2860, 2],
  ['感冒药', '盒', 1580, 1],
  ['钙片', '瓶', 4950, 1],
  ['膏药', '盒', 2370, 2],
  ['眼药水', '支', 1840, 2],
  ['降糖药', '盒', 3320, 2],
]

const remarks = ['要新鲜的', '小一点的', '上次那个牌子', '不要袋装的']

interface Basket {
  readonly lines: readonly HelpLine[]
  readonly fen: number
}

const basket = (chance: Chance, of: readonly Good[], count: number): Basket => {
  const lines: HelpLine[] = []
  let sum = 0
  for (const [what, unit, fen, most] of chance.some(of, count)) {
    const howMany = chance.between(1, most)
    // What is weighed never is what was asked for, to the gram.
    const weighed = unit === '斤' ? chance.between(-6, 9) / 100 : 0
    sum += Math.round(fen * howMany * (1 + weighed))
    const remark = chance.percent(12) ? chance.one(remarks) : undefined
    lines.push({ what, howMany: `${howMany}${unit}`, ...(remark && { remark }) })
  }
  return { lines, fen: sum }
}

/** What is asked on a topic that nothing is bought for, or one thing is paid. */
const said: Readonly<Partial<Record<HelpTopic, readonly string[]>>> = {
  escort: ['陪着去社区医院量血压', '陪着去医院复查', '陪着去拍片子'],
  bills: ['代缴电费', '代缴水费', '代缴燃气费'],
  parcel: ['取快递', '寄一个包裹'],
  repairs: ['换灯泡', '水龙头拧不紧', '门把手松了', '马桶漏水'],
  chat: ['说说话', '下盘棋', '念念报纸'],
  visit: ['来看看', '看看门窗关好没有'],
  otherErrand: ['送份材料到社区', '手机不会用，教一教'],
  utilities: ['家里停电了', '水管漏水', '暖气不热'],
  otherUrgent: ['门锁坏了，进不了门', '钥匙忘在屋里'],
  hospital: ['取医院开好的药'],
}

export interface Wish extends Basket {
  readonly kind: HelpKind
  readonly topic: HelpTopic
}

export const wishOf = (chance: Chance): Wish => {
  const [kind, topic] = chance.weighed<readonly [HelpKind, HelpTopic]>([
    [['groceries', 'shopping'], 46],
    [['medicine', 'pharmacy'], 12],
    [['medicine', 'hospital'], 4],
    [['errands', 'escort'], 8],
    [['errands', 'parcel'], 8],
    [['errands', 'bills'], 5],
    [['errands', 'repairs'], 5],
    [['errands', 'chat'], 4],
    [['errands', 'visit'], 2],
    [['errands', 'otherErrand'], 2],
    [['urgent', 'utilities'], 3],
    [['urgent', 'otherUrgent'], 1],
  ])
  const made =
    topic === 'shopping'
      ? basket(chance, goods, chance.between(1, 5))
      : topic === 'pharmacy'
        ? basket(chance, medicines, chance.between(1, 2))
        : {
            lines: [{ what: chance.one(said[topic]!) }],
            fen: topic === 'bills' || topic === 'hospital' ? chance.between(2_100, 18_650) : 0,
          }
  return { kind, topic, ...made }
}
