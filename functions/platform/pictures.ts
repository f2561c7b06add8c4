/** Makes pictures smaller, as JPEG. Only functions that decode pictures load sharp. */
import sharp, { type Metadata, type Sharp } from 'sharp'

sharp.cache(false) // no picture comes twice

/** Pixels: how long the shorter side may be, and how many there may be in all. */
export interface Frame {
  readonly shorter: number
  readonly pixels: number
}

/** As it is seen: turned as the camera said. */
export type Size = Pick<Metadata['autoOrient'], 'width' | 'height'>

/**
 * The width that fits. A screenshot of a long conversation is twenty times as high as it is wide: what has to stay
 * readable is its width, so the longer side is not limited.
 */
export const widthIn = ({ width, height }: Size, { shorter, pixels }: Frame) =>
  Math.max(
    1,
    Math.round(width * Math.min(1, shorter / Math.min(width, height), Math.sqrt(pixels / (width * height)))),
  )

/** Turned as the camera said, since that note goes; nothing behind glass: JPEG knows no transparency. */
export const scaled = (picture: Sharp, width: number, quality: number): Promise<Buffer> =>
  picture
    .autoOrient()
    .resize({ width, withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality })
    .toBuffer()

/** An A4 page photographed still reads well, and so does a screenshot of 1080 × 20000. */
export const largest: Frame = { shorter: 1920, pixels: 24_000_000 }

/** Shorter side and quality, from what reads like the original to what still shows what it is. */
const steps = [
  [1500, 75],
  [1200, 70],
  [900, 65],
  [675, 60],
  [480, 55],
  [360, 45],
] as const

/** As it is where it fits into so many bytes; else as large as fits, or the smallest there is. */
export const within = async (jpeg: Buffer, mostBytes: number): Promise<Buffer> => {
  let best = jpeg
  if (best.length <= mostBytes) return best
  const { autoOrient: size } = await sharp(jpeg).metadata()
  for (const [i, [shorter, quality]] of steps.entries()) {
    if (best.length <= mostBytes) break
    const share = shorter / largest.shorter
    const width = widthIn(size, { shorter, pixels: largest.pixels * share ** 2 })
    // Decoding takes its time: what is far too large is not even tried.
    const hopeless = jpeg.length * (width / size.width) ** 2 > 2 * mostBytes
    if (hopeless && i < steps.length - 1) continue
    best = await scaled(sharp(jpeg, { sequentialRead: true }), width, quality)
  }
  return best
}

/** A picture longer than so many times its width would be a strip on paper. */
const longestOnPaper = 1.9

/** The picture as it goes onto paper: a long one in pieces, from top to bottom, each of which is as readable as the whole. */
export const inPieces = async (jpeg: Buffer): Promise<Buffer[]> => {
  const { width, height } = (await sharp(jpeg).metadata()).autoOrient
  if (height <= width * longestOnPaper) return [jpeg]
  const count = Math.ceil(height / (width * 1.35)) // a page of A4 within its margins
  const each = Math.ceil(height / count)
  const pieces: Buffer[] = []
  for (let top = 0; top < height; top += each)
    pieces.push(
      await sharp(jpeg)
        .autoOrient()
        .extract({ left: 0, top, width, height: Math.min(each, height - top) })
        .jpeg({ quality: 70 })
        .toBuffer(),
    )
  return pieces
}
