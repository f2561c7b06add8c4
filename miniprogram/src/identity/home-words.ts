/** What the pages about oneself and one's home say. */
import type { HomeKind } from '../../../shared/identity/homes.ts'
import type { ClientKind } from '../../../shared/identity/account.ts'
import { shanghai } from '../../../shared/time.ts'

export const sayDay = (at: string) => shanghai(at).format('YYYY年M月D日')

export const words = {
  toHome: '回首页',
  thinkAgain: '我再想想',
  // 登记住处
  homeTitle: '登记住处',
  homeHint: '填好后，网格员或楼门长会来核对。门牌只给核对的人看。',
  building: '几号楼',
  unit: '几单元',
  unitExample: '例如 2',
  room: '几室',
  roomExample: '例如 501',
  as: '您是',
  name: '姓名',
  nameExample: '身份证上的姓名',
  callName: '邻居怎么称呼您',
  callNameExample: '例如 王阿姨',
  send: '登记',
  waitingTitle: '等社区核对',
  waitingText: '一般两天内会核对好，核对时可能给您打电话。急事现在就能打给社区。',
  waitingHome: (building: string, as: string) => `${building} · ${as}`,
  change: '改一改',
  leavePhone: '留个电话，核对更快',
  takeBack: '不登记了',
  refused: (why: string) => `没核对上：${why}。`,
  done: (building: string) => `已经登记在${building}。`,
  // 我家的人
  household: '我家的人',
  invite: '请家里人加入',
  // 加入
  joinTitle: '加入我家',
  joinFrom: (from: string, building: string) => `${from}请您加入${building}的家。`,
  join: '加入',
  joined: (building: string) => `您已经加入${building}的家。`,
  joinHint: '加入后，家里人看得到您的称呼。',
  // 核对住处
  checkTitle: '核对住处',
  checkNote: '您看过会记下来，本人查得到。',
  phoneTyped: '还没核对',
  phoneChecked: '已核对',
  phoneReached: '打通了，是本人',
  // 按电话找人
  // 我的电话
  phoneTitle: '我的电话',
  phoneHint: '志愿者上门前会打给您，只在办事时给他看。',
  phoneNow: { typed: '已留电话，等社区打通核对', checked: '电话已核对' } as const,
  phoneNone: '还没留电话',
  phoneWeChat: '用微信手机号',
  phoneType: '手机号',
  phoneExample: '11位手机号',
  phoneSave: '就用这个号',
  phoneSaved: (four: string) => `记下了，尾号${four}。`,
  phoneRefused: '没拿到微信手机号。可以再点一次，或自己填。',
  // 说明与同意
  withdrawText: {
    privacy: '收回后，不能再登记住处、留电话、请人帮忙。已经在办的事会办完。打给社区还是可以的。',
    sensitive: '收回后，不能再请人拿药、陪看病。别的事照样办。',
    dispute: '收回后，不能在这里再约人调解。已经在谈的，您随时可以说不谈。',
  },
  // 登录过的设备
} as const

export const homeKinds: readonly { readonly value: HomeKind; readonly text: string }[] = [
  { value: 'owner', text: '房主' },
  { value: 'family', text: '家里人' },
  { value: 'tenant', text: '租户' },
]
export const joinKinds = [
  { value: 'family', text: '家里人' },
  { value: 'tenant', text: '一起租房' },
] as const

export const clientNames: Readonly<Record<ClientKind, string>> = {
  ios: '苹果手机',
  android: '安卓手机',
  harmony: '鸿蒙手机',
  computer: '电脑',
  browser: '浏览器',
  other: '手机',
}

/** What a neighbour with this name may be called: 王阿姨, 王叔叔, … */
export const callNamesFor = (name: string) => {
  const surname =
    /^(欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒)/.exec(name)?.[0] ?? name.trim().slice(0, 1)
  return surname ? ['阿姨', '叔叔', '奶奶', '爷爷', '女士', '先生'].map(title => surname + title) : []
}
