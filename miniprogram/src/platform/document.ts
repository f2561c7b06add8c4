/** Papers as files of this phone: opened, and handed on to a chat, a folder or a printer. */
import Taro from '@tarojs/taro'
import type { Paper, PaperType } from '../../../shared/papers/papers.ts'
import { chosen, pickInBrowser, readInWeChat } from './pick.ts'
import { refusedHere } from './refused.ts'
import { addressOf } from './request.ts'
import type { Local } from './upload.ts'

declare const wx: {
  shareFileMessage?: (options: {
    filePath: string
    fileName: string
    success: () => void
    fail: (error: { errMsg?: string }) => void
  }) => void
}

const onH5 = process.env.TARO_ENV === 'h5'
const patience = 60_000 // ms, on a slow line

const endings: Readonly<Record<PaperType, 'pdf' | 'xlsx'>> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
}

/** A paper at hand: in WeChat on the phone, for it opens nothing else; in a browser its address. */
export interface Document {
  readonly at: string
  readonly fileName: string
  readonly ending: 'pdf' | 'xlsx'
}

/** WeChat hands a file on only right after a tap, so it is fetched before. */
export const fetchDocument = async ({
  name,
  type,
  url,
}: Pick<Paper, 'name' | 'type'> & { readonly url: string }): Promise<Document> => {
  const ending = endings[type]
  const fileName = `${name}.${ending}`
  if (onH5) return { at: addressOf(url), fileName, ending }
  // Under its own name, which is what people see in the chat it goes to.
  const filePath = `${Taro.env.USER_DATA_PATH}/${fileName}`
  const fetched = await Taro.downloadFile({ url: addressOf(url), filePath, timeout: patience }).catch(() => {
    throw refusedHere('client.offline')
  })
  if (fetched.statusCode !== 200) throw refusedHere('client.offline')
  return { at: fetched.filePath ?? fetched.tempFilePath, fileName, ending }
}

const follow = (address: string, how: Partial<HTMLAnchorElement>) => {
  const link = document.createElement('a')
  Object.assign(link, { href: address, rel: 'noopener', ...how })
  link.click()
}

/** In WeChat its own viewer, whose menu keeps, passes on and prints. */
export const openDocument = async ({ at, ending }: Document): Promise<void> => {
  if (onH5) return follow(at, { target: '_blank' })
  await Taro.openDocument({ filePath: at, fileType: ending, showMenu: true }).catch(() => {
    throw refusedHere('client.cannotOpen')
  })
}

/** A PDF at this address: of our own domain, or, before it is sent, of this phone. */
export const openPdf = async (name: string, url: string): Promise<void> => {
  const here = !url.startsWith('/')
  const file = { at: url, fileName: name, ending: 'pdf' } as const
  await openDocument(here ? file : await fetchDocument({ name, type: 'application/pdf', url }))
}

/** Whether this WeChat hands files to chats; a browser saves them. */
export const canPassOn = () => onH5 || wx.shareFileMessage !== undefined

/** WeChat opens a list of chats, 文件传输助手 among them. */
const handOn = (filePath: string, fileName: string) =>
  new Promise<void>((resolve, reject) =>
    wx.shareFileMessage!({
      ...{ filePath, fileName, success: () => resolve() },
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    }),
  )

/** Somebody who thinks better of it is told nothing. */
export const passOn = async ({ at, fileName }: Document): Promise<void> => {
  if (onH5) return follow(at, { download: fileName })
  await handOn(at, fileName).catch((error: Error) => {
    if (!error.message.includes('cancel')) throw refusedHere('client.notPassedOn')
  })
}

export type Saved = 'downloaded' | 'shared' | 'copied'

/** Gives the person a text as a file: downloaded in a browser, in WeChat handed to a chat; else it is copied. */
export const saveText = async (fileName: string, text: string): Promise<Saved> => {
  if (onH5) {
    const address = URL.createObjectURL(new Blob([text], { type: 'application/json;charset=utf-8' }))
    follow(address, { download: fileName })
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
    return 'downloaded'
  }
  try {
    const filePath = `${Taro.env.USER_DATA_PATH}/${fileName}`
    Taro.getFileSystemManager().writeFileSync(filePath, text, 'utf8')
    await handOn(filePath, fileName)
    return 'shared'
  } catch {
    await Taro.setClipboardData({ data: text })
    return 'copied'
  }
}

const pdf = (path: string, bytes: ArrayBuffer): Local => ({ path, bytes, type: 'application/pdf' })

const pdfInWeChat = async (count: number) => {
  const { tempFiles } = await Taro.chooseMessageFile({ count, type: 'file', extension: ['pdf'] })
  return Promise.all(tempFiles.map(async ({ path }) => pdf(path, await readInWeChat(path))))
}
const pdfInBrowser = async (count: number) =>
  Promise.all(
    (await pickInBrowser('application/pdf,.pdf', count)).map(async file =>
      pdf(URL.createObjectURL(file), await file.arrayBuffer()),
    ),
  )
/** WeChat gives out only what a chat has: one’s own files go to 文件传输助手 first. */
export const chooseDocumentsText = onH5 ? '选 PDF 文件' : '从聊天里选 PDF'

/** At most `count` PDF; none where the person thought better of it. */
export const chooseDocuments = (count: number): Promise<Local[]> =>
  chosen(onH5 ? pdfInBrowser(count) : pdfInWeChat(count), 'client.unreadableFile')
