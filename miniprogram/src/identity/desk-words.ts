/** What pages say about signing in on a computer. */
export const words = {
  // on the computer
  title: '在电脑上登录',
  how: '用手机微信打开“睦邻”小程序，点“我的”里的“登录电脑”，扫这个码。',
  qr: '登录用的码，请用手机上的睦邻扫',
  care: '码会自动换新的。别拍下来发给别人。',
  offline: '网络不通，接上了会自己继续。',
  copy: '复制成文字',
  copied: '复制好了',
  onPhone: '这里是手机。请在电脑的浏览器里打开睦邻，再用这个手机来扫。',
  // on the phone
  allowTitle: '登录电脑',
  lead: '在电脑的浏览器里打开睦邻，点“在电脑上登录”，屏幕上会出来一个码。',
  scan: '扫电脑上的码',
  label: '电脑上的码',
  asked: '在电脑上登录睦邻',
  as: (callName: string) => `用您的名义：${callName}`,
  until: (time: string) => `到${time}自动退出。`,
  own: '只在自己正用着的电脑上同意。别人发来的码，不要扫。',
  yes: '同意，在电脑上登录',
  no: '不登录',
  done: '好了，电脑上一会儿就打开。',
  undo: '不用了，随时在“登录过的设备”里点“退出”。',
  signIns: '看看在哪儿登录着',
  another: '再登录一台',
} as const
