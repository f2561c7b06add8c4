/** What 我的信息 says. */
import { backupDays } from '../../../shared/identity/my-data.ts'

export const words = {
  title: '我的信息',
  callName: '称呼',
  name: '姓名',
  none: '没有登记',
  viewers: '谁看过我的信息',
  forMatter: { help: '为了帮忙的事' } as Readonly<Record<string, string>>,
  take: '带走一份我的信息',
  takeNote: '一个文件，您的资料、求助、谁看过，都在里面。',
  taking: (parts: number) => `正在取，已有${parts}条…`,
  keep: '取好了，点这里存起来',
  taken: {
    downloaded: '好了，文件在浏览器的下载里。',
    shared: '好了，可以发给“文件传输助手”存着。',
    copied: '内容复制好了，请粘贴到备忘录里存着。',
  },
  takenCare: '文件里有您的电话和住址，别发给别人。',
  file: (day: string) => `睦邻-我的信息-${day}.json`,
  fileSays: '这是“睦邻”保存的关于您的全部信息。“内容”给人看，“数据”给程序用。',
  erase: '注销，删掉我的信息',
  eraseTitle: '真的要注销吗？',
  eraseWhat: [
    '您的姓名、电话、住址、住哪户、各种身份、代办，都会删掉，找不回来。',
    '办过的事只留下“有过这么一件事”，没有您的名字和写的内容。',
    '别人看过您什么、您看过别人什么，记录还在，不写您的名字。',
    `备份里的最多再留${backupDays}天，谁也看不到，到时自动清掉。`,
  ],
  eraseNext: '我知道了，继续',
  eraseSure: '最后问一次：现在就删？',
  eraseSureText: '删了以后，要用得重新登记。',
  eraseYes: '删掉我的信息',
  eraseNo: '不注销了',
  erased: '已经注销，您的信息删掉了。以后想用，随时再登录登记。',
} as const
