/** The phone book and 归谁管 as they are until the staff of a community write their own. */
import type { PhoneBook, WhoseIsIt } from '../../shared/community/community.ts'

export const firstPhoneBook: PhoneBook = {
  sections: [
    {
      title: '遇到危险',
      entries: [
        { name: '急救', phone: '120', note: '有人倒下、喘不上气' },
        { name: '火警', phone: '119', note: '着火、煤气漏了，先出门再打' },
        { name: '报警', phone: '110', note: '有人受伤害、东西被偷' },
      ],
    },
  ],
}

/** Without phones: those are each community's own. */
export const firstWhoseIsIt: WhoseIsIt = {
  subjects: [
    { subject: '家里水管漏水', who: '物业', note: '先关上家里的水阀', also: '跑水 渗水 下水道 堵了' },
    { subject: '电梯停了、困人', who: '物业', note: '困在里面先按电梯里的铃', also: '升降机' },
    { subject: '停水', who: '自来水公司', also: '没水 水压' },
    { subject: '停电', who: '供电公司', also: '没电 跳闸 电表' },
    { subject: '煤气味、停气', who: '燃气公司', note: '先开窗出门，到外面再打电话', also: '天然气 漏气' },
    { subject: '暖气不热', who: '供热站', also: '供暖 地暖' },
    { subject: '路灯不亮', who: '城管', also: '照明 灯坏了' },
    { subject: '楼道堆东西', who: '物业', note: '堵住消防通道的打119', also: '杂物 电动车 消防' },
    { subject: '垃圾没清、乱倒', who: '物业', also: '垃圾桶 装修垃圾 臭' },
    { subject: '邻居太吵', who: '社区', note: '半夜吵得厉害可以打110', also: '噪音 装修 扰民 广场舞' },
    { subject: '乱停车、占道', who: '交警', note: '小区里面的找物业', also: '车位 堵门' },
    { subject: '狗没拴、伤人', who: '派出所', also: '养狗 宠物' },
    { subject: '邻里闹矛盾', who: '社区调解室', note: '不收费', also: '吵架 纠纷 调解' },
    { subject: '低保、补贴、老年证', who: '社区', also: '证明 老年卡 救助' },
  ],
}
