/** Tables that somebody gives: a file of this phone or computer, or text pasted from one. */
import Taro from '@tarojs/taro'
import { sheetTypes } from '../../../shared/files/files.ts'
import { chosen, pickInBrowser, readInWeChat } from './pick.ts'
import type { Local } from './upload.ts'

const onH5 = process.env.TARO_ENV === 'h5'
const [xlsx, csv] = sheetTypes
const endings = ['xlsx', 'csv', 'txt', 'xls', 'et']

/** What it is the server sees; here only the name is known. */
const sheet = (name: string, path: string, bytes: ArrayBuffer): Local => ({
  ...{ path, bytes },
  type: /\.(csv|txt)$/i.test(name) ? csv : xlsx,
})

const inWeChat = async () => {
  const { tempFiles } = await Taro.chooseMessageFile({ count: 1, type: 'file', extension: endings })
  return Promise.all(tempFiles.map(async ({ name, path }) => sheet(name, path, await readInWeChat(path))))
}
const inBrowser = async () => {
  const picked = await pickInBrowser(endings.map(ending => `.${ending}`).join(','), 1)
  return Promise.all(picked.map(async file => sheet(file.name, '', await file.arrayBuffer())))
}

/** WeChat gives out only what a chat has: one’s own files go to 文件传输助手 first. */
export const chooseSheetText = onH5 ? '选表格文件' : '从聊天里选表格'

/** None where the person thought better of it. */
export const chooseSheet = async (): Promise<Local | undefined> =>
  (await chosen(onH5 ? inBrowser() : inWeChat(), 'client.unreadableFile'))[0]

/** Text as a file, in UTF-8; WeChat has no TextEncoder. */
export const pastedSheet = (text: string): Local => {
  const bytes = unescape(encodeURIComponent(text))
  return { path: '', type: csv, bytes: Uint8Array.from(bytes, sign => sign.charCodeAt(0)).buffer }
}
