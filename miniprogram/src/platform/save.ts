/** Gives the person a file: downloaded in a browser; in WeChat handed to a chat, or copied where that cannot be. */
import Taro from '@tarojs/taro'

declare const wx: {
  shareFileMessage?: (options: {
    filePath: string
    fileName: string
    success: () => void
    fail: (error: { errMsg?: string }) => void
  }) => void
}

export type Saved = 'downloaded' | 'shared' | 'copied'

const download = (name: string, text: string): Saved => {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
  return 'downloaded'
}

const copied = async (text: string): Promise<Saved> => {
  await Taro.setClipboardData({ data: text })
  return 'copied'
}

/** WeChat opens a list of chats: 文件传输助手 keeps it. */
const share = (name: string, text: string) =>
  new Promise<Saved>((resolve, reject) => {
    const filePath = `${Taro.env.USER_DATA_PATH}/${name}`
    Taro.getFileSystemManager().writeFileSync(filePath, text, 'utf8')
    wx.shareFileMessage!({
      filePath,
      fileName: name,
      success: () => resolve('shared'),
      fail: error => reject(new Error(error.errMsg)),
    })
  })

export const saveText = async (name: string, text: string): Promise<Saved> => {
  if (process.env.TARO_ENV === 'h5') return download(name, text)
  return wx.shareFileMessage ? share(name, text).catch(() => copied(text)) : copied(text)
}
