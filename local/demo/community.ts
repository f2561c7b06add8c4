// What the demo community keeps for its neighbours. Every number begins with 100, which no telephone has; only the three
// numbers for danger are real.
import type { PhoneBook, WhoseIsIt } from '../../shared/community/community.ts'

export const phones = { phone: '10000000001', dutyPhone: '10000000002' }
const [property, police, hospital, cityOffice] = ['10000000010', '10000000020', '10000000030', '10000000040']

/** How its buildings stand round the garden. */
export const plan =
  '1 2 3 4 / 5 6 7 8 / 9 10 11 12 / 13 14 花园 15 / 16 17 水池 18 / 19 20 21 22 / 23 24 25 26 / 27 大门 - 28'

export const phoneBook: PhoneBook = {
  sections: [
    {
      title: '遇到危险',
      entries: [
        { name: '急救', phone: '120', note: '有人倒下、喘不上气' },
        { name: '火警', phone: '119', note: '着火；闻到煤气味，先出门再打' },
        { name: '报警', phone: '110', note: '有人受伤害、东西被偷' },
      ],
    },
    {
      title: '社区',
      entries: [
        { name: '社区办公室', phone: phones.phone, hours: '8:00–20:00', note: '开证明、办事、找人帮忙' },
        { name: '值班电话', phone: phones.dutyPhone, hours: '下班以后', note: '急事都能打' },
        { name: '调解室', phone: '10000000003', hours: '9:00–17:00', note: '邻里闹矛盾，不收费' },
        { name: '助老食堂', phone: '10000000004', hours: '10:00–13:00', note: '订饭、送饭' },
      ],
    },
    {
      title: '看病买药',
      entries: [
        { name: '社区卫生站', phone: hospital, hours: '8:00–17:00', note: '量血压、开药、打针' },
        { name: '小区药店', phone: '10000000031', hours: '8:00–21:00' },
        { name: '家庭医生李大夫', phone: '10000000032', hours: '周一到周五 8:00–17:00' },
      ],
    },
    {
      title: '家里和楼里',
      entries: [
        { name: '物业报修', phone: property, hours: '全天', note: '漏水、电梯、门禁' },
        { name: '物业前台', phone: '10000000011', hours: '8:30–17:30', note: '交费、停车、装修登记' },
        { name: '自来水报修', phone: '10000000012', hours: '全天' },
        { name: '供电报修', phone: '10000000013', hours: '全天' },
        { name: '燃气报修', phone: '10000000014', hours: '全天', note: '到外面再打' },
        { name: '供热站', phone: '10000000015', hours: '供暖季全天' },
      ],
    },
    {
      title: '公家单位',
      entries: [
        { name: '派出所', phone: police, hours: '全天', note: '户口、找人、养狗' },
        { name: '城管中队', phone: cityOffice, hours: '8:00–20:00', note: '路灯、占道、乱贴' },
        { name: '街道办事大厅', phone: '10000000041', hours: '周一到周五 9:00–17:00' },
      ],
    },
  ],
}

const always = '全天'
export const whoseIsIt: WhoseIsIt = {
  subjects: [
    {
      ...{ subject: '家里水管漏水', who: '物业', phone: property, hours: always },
      ...{ note: '先关上家里的水阀', also: '跑水 渗水 下水道 堵了 马桶 楼上漏' },
    },
    {
      ...{ subject: '电梯停了、困人', who: '物业', phone: property, hours: always },
      ...{ note: '困在里面，先按电梯里的铃，等人来', also: '升降机 不走' },
    },
    { subject: '单元门、门禁坏了', who: '物业', phone: property, hours: always, also: '门锁 门卡 刷脸 对讲' },
    { subject: '楼道灯不亮', who: '物业', phone: property, hours: always, also: '照明 声控灯' },
    {
      ...{ subject: '路灯不亮', who: '城管', phone: cityOffice, hours: '8:00–20:00' },
      ...{ also: '照明 灯坏了 马路' },
    },
    { subject: '停水、水压小', who: '自来水公司', phone: '10000000012', hours: always, also: '没水' },
    {
      ...{ subject: '停电', who: '供电公司', phone: '10000000013', hours: always },
      ...{ note: '先看看自家电表箱跳闸没有', also: '没电 跳闸 电表' },
    },
    {
      ...{ subject: '煤气味、停气', who: '燃气公司', phone: '10000000014', hours: always },
      ...{ note: '别开灯，开窗出门，到外面再打', also: '天然气 漏气' },
    },
    { subject: '暖气不热', who: '供热站', phone: '10000000015', hours: '供暖季全天', also: '供暖 地暖 冷' },
    {
      ...{ subject: '楼道堆东西', who: '物业', phone: property, hours: always },
      ...{ note: '堵住逃生门的打119', also: '杂物 电动车 充电 消防通道' },
    },
    {
      subject: '垃圾没清、乱倒',
      who: '物业',
      phone: property,
      hours: always,
      also: '垃圾桶 装修垃圾 臭 分类',
    },
    {
      ...{ subject: '邻居太吵', who: '社区', phone: phones.phone, hours: '8:00–20:00' },
      ...{ note: '半夜吵得厉害可以打110', also: '噪音 装修 扰民 广场舞 半夜' },
    },
    {
      subject: '乱停车、占车位',
      who: '物业',
      phone: '10000000011',
      hours: '8:30–17:30',
      also: '车位 堵门 停车',
    },
    {
      subject: '占道摆摊、乱贴广告',
      who: '城管',
      phone: cityOffice,
      hours: '8:00–20:00',
      also: '小广告 违建 摊',
    },
    { subject: '狗没拴、伤人', who: '派出所', phone: police, hours: always, also: '养狗 宠物 遛狗 咬' },
    {
      ...{ subject: '陌生人敲门、接到骗钱电话', who: '派出所', phone: police, hours: always },
      ...{ note: '别转钱，先打电话问', also: '诈骗 骗子 推销 保健品' },
    },
    {
      ...{ subject: '邻里闹矛盾', who: '调解室', phone: '10000000003', hours: '9:00–17:00' },
      ...{ note: '不收费', also: '吵架 纠纷 调解 说和' },
    },
    {
      ...{ subject: '低保、补贴、老年证', who: '社区', phone: phones.phone, hours: '8:00–20:00' },
      ...{ also: '证明 老年卡 救助 残疾证 高龄' },
    },
    { subject: '户口、身份证', who: '派出所', phone: police, hours: always, also: '居住证 落户' },
    {
      subject: '订饭、送饭',
      who: '助老食堂',
      phone: '10000000004',
      hours: '10:00–13:00',
      also: '食堂 吃饭 午饭',
    },
    {
      subject: '量血压、打针、开药',
      who: '社区卫生站',
      phone: hospital,
      hours: '8:00–17:00',
      also: '看病 医生 疫苗 体检',
    },
  ],
}
