/** Files of this phone: picked in a browser, read in WeChat, and what to say where that fails. */
import Taro from '@tarojs/taro'
import { refusedHere } from './refused.ts'
import type { Local } from './upload.ts'

export const readInWeChat = (filePath: string) =>
  new Promise<ArrayBuffer>((resolve, reject) =>
    Taro.getFileSystemManager().readFile({
      filePath,
      success: ({ data }) => resolve(data as ArrayBuffer),
      fail: reject,
    }),
  )

/** `capture`: taken with the camera, where there is one. */
export const pickInBrowser = (accept: string, count: number, capture = false) =>
  new Promise<File[]>(resolve => {
    const input = document.createElement('input')
    Object.assign(input, { type: 'file', accept, multiple: count > 1 })
    if (capture) input.setAttribute('capture', 'environment')
    input.style.display = 'none'
    const end = () => {
      resolve([...(input.files ?? [])].slice(0, count))
      input.remove()
    }
    input.addEventListener('change', end)
    input.addEventListener('cancel', end)
    document.body.append(input)
    input.click()
  })

const messageOf = (error: unknown) => String((error as { errMsg?: unknown } | undefined)?.errMsg ?? error)
/** WeChat: `chooseMedia:fail cancel`. Those who thought better of it are told nothing. */
const thoughtBetter = (error: unknown) => /cancel/.test(messageOf(error))

/** What was chosen; none where the person thought better of it. */
export const chosen = async (
  choosing: Promise<Local[]>,
  otherwise: 'client.noPhotos' | 'client.unreadableFile',
): Promise<Local[]> => {
  const all = await choosing.catch((error: unknown) => {
    if (thoughtBetter(error)) return []
    throw refusedHere(/readFile|no such file/.test(messageOf(error)) ? 'client.unreadableFile' : otherwise)
  })
  if (all.some(({ bytes }) => bytes.byteLength === 0)) throw refusedHere('client.unreadableFile')
  return all
}
