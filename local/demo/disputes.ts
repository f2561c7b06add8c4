// What neighbours of the demo fall out over: plainly invented, and of the kinds that come up most.
import type { Input } from '../../shared/contract.ts'
import type { mediation } from '../../shared/mediation/mediation.ts'
import type { Someone } from '../../shared/mediation/reply.ts'

export type Note = Pick<Input<typeof mediation.note>, 'sides' | 'kind' | 'what' | 'way'> & {
  readonly by: string
}

const note = (
  by: string,
  way: NonNullable<Note['way']>,
  kind: NonNullable<Note['kind']>,
  what: string,
  ...sides: string[]
): Note => ({ by, way, kind, what, sides })

/** 说和: from the oldest to the latest. */
export const notes: readonly Note[] = [
  note('grid-1', 'doorstep', 'noise', '孩子晚上跑跳，楼下睡不着', '2号楼王家', '楼上小夫妻'),
  note('room-1', 'walkIn', 'leak', '空调水滴到楼下晾的被子上', '5号楼刘阿姨', '楼上租户'),
  note('mediator-1', 'phone', 'parking', '电动车堵了单元门口', '7号楼赵叔叔', '对门'),
  note('grid-2', 'doorstep', 'publicSpace', '楼道里堆纸箱，过不去人', '9号楼三层两户'),
  note('resident-101', 'doorstep', 'pets', '小狗在电梯里撒尿没擦', '1号楼李阿姨', '养狗的那家'),
  note('room-1', 'phone', 'noise', '装修中午没停', '12号楼老两口', '装修的业主'),
  note('mediator-2', 'walkIn', 'family', '婆媳为接送孩子拌嘴', '婆婆', '儿媳'),
  note('grid-3', 'doorstep', 'publicSpace', '鞋柜摆到门外，占了半条过道', '16号楼孙家', '对门胡家'),
  note('resident-102', 'doorstep', 'noise', '清早剁饺子馅，楼下被吵醒', '2号楼张家', '楼下陈家'),
  note('room-1', 'walkIn', 'parking', '访客的车占了人家车位', '18号楼周叔叔', '来串门的亲戚'),
  note('grid-4', 'doorstep', 'other', '晒被子抢绳子，说了几句重话', '22号楼两位阿姨'),
  note('mediator-3', 'phone', 'leak', '卫生间返潮，怀疑是楼上', '20号楼徐家', '楼上郭家'),
  note('resident-103', 'doorstep', 'pets', '遛狗没拴绳，吓着了孩子', '3号楼杨家', '遛狗的叔叔'),
  note('room-1', 'walkIn', 'publicSpace', '有人在花坛里种葱', '11号楼几户', '种葱的大爷'),
  note('grid-1', 'doorstep', 'noise', '广场舞音响太大', '6号楼住户', '跳舞的姐妹'),
  note('mediator-4', 'walkIn', 'loan', '借了梯子没还，弄丢了', '14号楼林叔叔', '借梯子的邻居'),
  note('grid-2', 'doorstep', 'property', '快递柜挪了地方，嫌远', '10号楼住户', '物业'),
  note('room-1', 'phone', 'noise', '半夜打麻将', '25号楼罗家', '楼上牌友'),
  note('resident-104', 'doorstep', 'publicSpace', '门口垃圾放到第二天才扔', '4号楼对门两家'),
  note('mediator-1', 'walkIn', 'family', '兄妹商量轮流照顾老人，没谈拢', '哥哥', '妹妹'),
  note('grid-3', 'doorstep', 'parking', '摩托车停在盲道上', '17号楼高家', '车主'),
  note('mediator-2', 'phone', 'leak', '楼上漏水，几次都没谈成', '24号楼何家', '楼上马家'),
  note('room-1', 'walkIn', 'noise', '孩子练琴到九点多', '27号楼黄家', '楼上吴家'),
  note('grid-4', 'doorstep', 'pets', '猫在楼道里叫了几夜', '26号楼住户', '养猫的姑娘'),
  note('mediator-3', 'phone', 'publicSpace', '楼道灯被换成了自家的感应灯', '19号楼朱家', '对门'),
]

/** How the notes ended, in the same order; those without a line are still open. */
export const endings: Readonly<Record<number, { readonly oral: string } | 'dropped' | 'formal'>> = {
  1: { oral: '租户把空调水管接到落水管里，这周末弄好' },
  7: { oral: '鞋柜搬回屋里，过道两家都不放东西' },
  13: { oral: '月底收完葱，花坛归物业种花' },
  16: 'dropped',
  17: { oral: '晚上十点以后不打牌' },
  21: 'formal',
}
/** The last of them nobody has talked over yet. */
export const openNotes = 3

export interface Dispute {
  /** Who applies, and against whom: a neighbour of the demo, or somebody the room only knows by phone. */
  readonly from: string
  readonly against: readonly (string | Someone)[]
  readonly kind: Input<typeof mediation.apply>['kind']
  readonly facts: string
  readonly wish?: string
}

const dispute = (
  from: string,
  against: Dispute['against'][number] | readonly Dispute['against'][number][],
  kind: Dispute['kind'],
  facts: string,
  wish?: string,
): Dispute => ({
  ...{ from, kind, facts, against: [against].flat() },
  ...(wish && { wish }),
})

const property: Someone = { name: '小区物业', phone: '10000000011' }

export const disputes = {
  violin: dispute(
    'resident-150',
    'resident-151',
    'noise',
    '楼上孩子每晚拉琴到十点半，老人睡不着。',
    '晚上早点停',
  ),
  parking: dispute('resident-152', 'resident-153', 'parking', '我家固定车位，对方一周停了三次。', '别再停了'),
  hallway: dispute('resident-154', 'resident-155', 'publicSpace', '对门把旧沙发放在楼道两个月了。'),
  loan: dispute('resident-156', { name: '老乡老赵' }, 'loan', '借给老乡两万块，一直没还，已经去法院立了案。'),
  dog: dispute('resident-157', 'resident-158', 'pets', '邻居家的狗扑人，把菜都吓撒了。'),
  shares: dispute(
    'resident-159',
    'resident-160',
    'family',
    '老人的房子怎么分，姐弟俩说不到一起。',
    '分得公平',
  ),
  pipe: dispute(
    'resident-185',
    ['resident-186', property],
    'leak',
    '厨房主管漏水，楼上说是公共管道，物业说是自家改的。',
    '先修好，再说谁出钱',
  ),
  bathroom: dispute(
    'resident-145',
    'resident-146',
    'leak',
    '楼上卫生间渗水，楼下吊顶发霉，双方为修理的钱说不到一起。',
    '做好防水，赔吊顶的钱',
  ),
  gutter: dispute(
    'resident-147',
    'resident-148',
    'leak',
    '楼上把雨水管接长了，一下雨就冲我家的花架。',
    '改回去',
  ),
  balustrade: dispute(
    'resident-149',
    'resident-144',
    'property',
    '对门装修搬东西，把楼梯护栏碰弯了。',
    '换新的',
  ),
  fees: dispute('resident-187', property, 'property', '电梯停了半个月，物业费还按全月收。', '停的日子别收'),
  hammer: dispute(
    'resident-188',
    { name: '楼上房东', phone: '10000000888' },
    'noise',
    '楼上天天敲打，租户说不归他管。',
  ),
  ceiling: dispute(
    'resident-189',
    'resident-190',
    'leak',
    '楼上洗衣机漏水，我家客厅顶起皮了。',
    '赔重新刷墙的钱',
  ),
  shoes: dispute('resident-191', 'resident-192', 'publicSpace', '对门在楼道装了鞋柜和挂钩，轮椅过不去。'),
  charging: dispute(
    'resident-193',
    'resident-194',
    'parking',
    '电动车在楼下拉线充电，怕着火。',
    '换个地方充',
  ),
  music: dispute('resident-195', 'resident-196', 'noise', '直播唱歌到半夜，隔壁听得一清二楚。'),
  balcony: dispute('resident-197', 'resident-198', 'leak', '楼上浇花的水常流到我家晾的衣服上。'),
  pigeons: dispute('resident-199', 'resident-200', 'pets', '楼顶养鸽子，窗台上都是粪。', '搬走鸽笼'),
  gate: dispute('resident-150', 'resident-155', 'publicSpace', '一楼把院门锁了，绕路才能倒垃圾。'),
  wall: dispute(
    'resident-152',
    'resident-158',
    'other',
    '装修敲了一面墙，我家这边裂了缝。',
    '找人看看，补上',
  ),
  kitchen: dispute(
    'resident-153',
    { name: '楼下小饭桌', building: '13号楼' },
    'noise',
    '楼下办小饭桌，中午吵，油烟也大。',
  ),
  /** Somebody without the mini-program, who has to be rung. */
  stairs: dispute(
    'resident-156',
    { name: '赵大爷', building: '7号楼', room: '1单元402室', phone: '10000000777' },
    'publicSpace',
    '楼梯口堆了纸箱和旧床板，下楼要侧着身子。',
    '清走就行',
  ),
  /** Nobody has looked at it yet. */
  drill: dispute('resident-157', 'resident-159', 'noise', '周末早上七点就开始打电钻。'),
} as const satisfies Record<string, Dispute>
