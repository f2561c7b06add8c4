/** Files that wait on this phone for a network, by name: in a browser's own database, in WeChat's folder of the program. */
import Taro from '@tarojs/taro'
import type { FileType } from '../../../shared/files/files.ts'
import { readInWeChat } from './pick.ts'

const inWeChat = process.env.TARO_ENV === 'weapp'

const pathIn = (name: string) => `${Taro.env.USER_DATA_PATH}/waits-${name}`

const inBrowser = async <T>(
  mode: IDBTransactionMode,
  ask: (files: IDBObjectStore) => IDBRequest<T>,
): Promise<T> => {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('mulin', 1)
    opening.onupgradeneeded = () => void opening.result.createObjectStore('files')
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error ?? new Error('no database'))
  })
  try {
    return await new Promise<T>((resolve, reject) => {
      const asked = ask(database.transaction('files', mode).objectStore('files'))
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error ?? new Error('not kept'))
    })
  } finally {
    database.close()
  }
}

const doneInWeChat = (
  ask: (options: { success: () => void; fail: (error: unknown) => void }) => unknown,
): Promise<void> => new Promise((resolve, reject) => void ask({ success: resolve, fail: reject }))

export const keepFile = async (name: string, bytes: ArrayBuffer): Promise<void> => {
  if (!inWeChat) return void (await inBrowser('readwrite', files => files.put(bytes, name)))
  await doneInWeChat(options =>
    Taro.getFileSystemManager().writeFile({ filePath: pathIn(name), data: bytes, ...options }),
  )
}

/** Undefined: it is not there any longer. */
export const keptFile = async (name: string): Promise<ArrayBuffer | undefined> =>
  inWeChat
    ? readInWeChat(pathIn(name)).catch(() => undefined)
    : ((await inBrowser('readonly', files => files.get(name))) as ArrayBuffer | undefined)

export const dropFile = async (name: string): Promise<void> => {
  if (!inWeChat) return void (await inBrowser('readwrite', files => files.delete(name)))
  await doneInWeChat(options =>
    Taro.getFileSystemManager().unlink({ filePath: pathIn(name), ...options }),
  ).catch(() => undefined)
}

/** What the phone itself can show. */
export const shownFile = async (name: string, type: FileType): Promise<string | undefined> => {
  if (inWeChat) return pathIn(name)
  const bytes = await keptFile(name)
  return bytes && URL.createObjectURL(new Blob([bytes], { type }))
}
