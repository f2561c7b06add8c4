/** Pictures of this phone: taken now or chosen, made smaller, read; and shown in full. */
import Taro from '@tarojs/taro'
import { pictureTypes, type FileType } from '../../../shared/files/files.ts'
import { chosen, pickInBrowser, readInWeChat } from './pick.ts'
import type { Local } from './upload.ts'

const onH5 = process.env.TARO_ENV === 'h5'
const fineBytes = 800_000
/** Of the shorter side: a screenshot of a long conversation is much higher than wide, and its width has to stay readable. */
const longestShorterSide = 1536
/** What a canvas takes on every phone. */
const mostPixels = 16_000_000
/** What is longer than a canvas goes as it is, up to here; the server makes it smaller. */
const mostBytesAsIs = 8_000_000
const quality = 82 // percent

const typeOf = (bytes: ArrayBuffer): FileType => {
  const [first] = new Uint8Array(bytes, 0, 1)
  if (first === 0x89) return 'image/png'
  if (first === 0x52) return 'image/webp'
  return first === 0 ? 'image/heic' : 'image/jpeg'
}
const local = (path: string, bytes: ArrayBuffer): Local => ({ path, bytes, type: typeOf(bytes) })

// ---- WeChat ----

/** Only JPEG gets smaller there, and on some phones not even that: then it goes as it is. */
const smallerInWeChat = (src: string, size: number) =>
  size <= fineBytes
    ? Promise.resolve(src)
    : Taro.compressImage({ src, quality }).then(
        ({ tempFilePath }) => tempFilePath,
        () => src,
      )

const chooseInWeChat = async (from: 'camera' | 'album', count: number): Promise<Local[]> => {
  const { tempFiles } = await Taro.chooseMedia({
    count,
    mediaType: ['image'],
    sourceType: [from],
    sizeType: ['compressed'],
  })
  return Promise.all(
    tempFiles.map(async ({ tempFilePath, size }) => {
      const path = await smallerInWeChat(tempFilePath, size)
      return local(path, await readInWeChat(path))
    }),
  )
}

// ---- browsers ----

/** The endings too: many a browser knows no type for what iPhones take. */
const accepted = [...pictureTypes, '.heic', '.heif'].join()

const smallerInBrowser = async (file: File): Promise<Blob> => {
  if (file.size <= fineBytes) return file
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const { width, height } = bitmap
  const readable = Math.min(1, longestShorterSide / Math.min(width, height))
  const scale = Math.min(readable, Math.sqrt(mostPixels / (width * height)))
  if (scale < readable && file.size <= mostBytesAsIs) return file
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return new Promise(resolve => canvas.toBlob(blob => resolve(blob ?? file), 'image/jpeg', quality / 100))
}

const chooseInBrowser = async (from: 'camera' | 'album', count: number): Promise<Local[]> =>
  Promise.all(
    (await pickInBrowser(accepted, count, from === 'camera')).map(async file => {
      const blob = await smallerInBrowser(file).catch(() => file) // an old browser, or no picture: the server says so
      return local(URL.createObjectURL(blob), await blob.arrayBuffer())
    }),
  )

/** At most `count` pictures; none where the person thought better of it. */
export const choosePictures = (from: 'camera' | 'album', count: number): Promise<Local[]> =>
  chosen(onH5 ? chooseInBrowser(from, count) : chooseInWeChat(from, count), 'client.noPhotos')

/** All of them, over the whole screen, from this one on. */
export const showPictures = (urls: readonly string[], current: string) =>
  void Taro.previewImage({ urls: [...urls], current })
