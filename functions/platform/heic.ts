/** Photos of iPhones and newer Androids: HEVC in HEIF, which sharp as it is published cannot decode. */
import type { Wrong } from './wrong.ts'

export interface Pixels {
  readonly width: number
  readonly height: number
  /** Red, green, blue, opacity: a byte each. */
  readonly rgba: Uint8ClampedArray
}

/** The picture meant to be shown, upright. */
export const pixelsOf = async (bytes: Uint8Array, mostPixels: number): Promise<Pixels | Wrong> => {
  const { default: libheif } = await import('libheif-js/wasm-bundle.js')
  const images = new libheif.HeifDecoder().decode(bytes)
  const image = images.find(each => each.is_primary()) ?? images[0]
  if (!image) return 'broken'
  const [width, height] = [image.get_width(), image.get_height()]
  if (width * height > mostPixels) return 'tooManyPixels'
  const rgba = new Uint8ClampedArray(width * height * 4)
  return new Promise(resolve =>
    image.display({ data: rgba, width, height }, shown =>
      resolve(shown ? { width, height, rgba } : 'broken'),
    ),
  )
}
