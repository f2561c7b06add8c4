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

/** As it is where it fits into so many bytes; else as large as fits, or the smallest there is. */
export const within = async (jpeg: Buffer, mostBytes: number): Promise<Buffer> => {
  let best = jpeg
  for (const [side, quality] of steps) {
    if (best.length <= mostBytes) break
    best = await scaled(sharp(jpeg, { sequentialRead: true }), side, quality)
  }
  return best
}
