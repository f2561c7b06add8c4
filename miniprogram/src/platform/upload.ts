/** Sends a file in parts, the parts that are missing, until all of it has arrived. */
import { files, type FileLink, type FileType } from '../../../shared/files/files.ts'
import { call } from './call.ts'
import { isUnanswered } from './refused.ts'
import { putBytes } from './request.ts'

/** A file on this phone that can be sent. */
export interface Local {
  /** What the phone itself can show or play. */
  readonly path: string
  readonly type: FileType
  readonly bytes: ArrayBuffer
  /** A voice note's length. */
  readonly seconds?: number
}

const tries = 3
const pauseMs = 800

const patiently = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (let left = tries - 1; ; left--) {
    try {
      return await ask()
    } catch (error) {
      if (!left || !isUnanswered(error)) throw error
      await new Promise(resolve => setTimeout(resolve, pauseMs * (tries - left)))
    }
  }
}

/**
 * The name of the same bytes within one form (`within`), so that sending them again goes on where it stopped. Not a
 * checksum: 53 bits tell a form's few files apart.
 */
export const nameOf = (bytes: ArrayBuffer, within: string) => {
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (const byte of new Uint8Array(bytes)) {
    high = Math.imul(high ^ byte, 2654435761)
    low = Math.imul(low ^ byte, 1597334677)
  }
  const hex = (part: number) => (part >>> 0).toString(16)
  return `${within}-${hex(high)}${hex(low)}-${bytes.byteLength}`
}

/** `onProgress`: from 0 to 1. Refuses with what is to be done; called again with the same key it goes on. */
export const upload = async (
  { bytes, type }: Local,
  key: string,
  onProgress: (done: number) => void,
): Promise<FileLink> => {
  const size = bytes.byteLength
  const { id, parts, file } = await patiently(() => call(files.begin, { type, size, key }))
  if (file) return file
  let left = parts.reduce((sum, part) => sum + part.size, 0)
  for (const part of parts) {
    onProgress(1 - left / size)
    await patiently(() => putBytes(part.url, bytes.slice(part.from, part.from + part.size)))
    left -= part.size
  }
  onProgress(1)
  return patiently(() => call(files.finish, { id }))
}
