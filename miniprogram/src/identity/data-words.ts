/** What 我的信息 says. */
import { backupDays } from '../../../shared/identity/my-data.ts'

export const words = {
  callName: '称呼',
  name: '姓名',
  none: '没有登记',
  viewers: '谁看过我的信息',
  forMatter: { help: '为了帮忙的事' } as Readonly<Record<string, string>>,
  taken: {
    downloaded: '好了，文件在浏览器的下载里。',
    shared: '好了，可以发给“文件传输助手”存着。',
    copied: '内容复制好了，请粘贴到备忘录里存着。',
  },
  eraseWhat: [
    '您的姓名、电话、住址、住哪户、各种身份、代办，都会删掉，找不回来。',
    '办过的事只留下“有过这么一件事”，没有您的名字和写的内容。',
    '别人看过您什么、您看过别人什么，记录还在，不写您的名字。',
    `备份里的最多再留${backupDays}天，谁也看不到，到时自动清掉。`,
  ],
  eraseNo: '不注销了',
} as const
