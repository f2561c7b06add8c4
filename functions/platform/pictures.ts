/** Makes pictures smaller, as JPEG. Only functions that decode pictures load sharp. */
import sharp, { type Sharp } from 'sharp'

sharp.cache(false) // no picture comes twice

/** Turned as the camera said, since that note goes; nothing behind glass: JPEG knows no transparency. */
export const scaled = (picture: Sharp, side: number, quality: number): Promise<Buffer> =>
  picture
    .autoOrient()
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality })
    .toBuffer()

/** Longer side and quality, from what reads like the original to what still shows what it is. */
const steps = [
  [2000, 75],
  [1600, 70],
  [1200, 65],
  [900, 60],
  [640, 55],
  [480, 45],
] as const

/** An A4 page photographed still reads well, and the file stays under what one answer of Lambda can carry. */
export const longestSide = 2560

/** As it is where it fits into so many bytes; else as large as fits, or the smallest there is. */
export const within = async (jpeg: Buffer, mostBytes: number): Promise<Buffer> => {
  let best = jpeg
  for (const [i, [side, quality]] of steps.entries()) {
    if (best.length <= mostBytes) break
    // Decoding takes its time: what is far too large is not even tried.
    const hopeless = jpeg.length * (side / longestSide) ** 2 > 2 * mostBytes
    if (hopeless && i < steps.length - 1) continue
    best = await scaled(sharp(jpeg, { sequentialRead: true }), side, quality)
  }
  return best
}
