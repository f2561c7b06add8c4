declare const wx: {
  getRandomValues(options: {
    length: number
    success: (result: { randomValues: ArrayBuffer }) => void
    fail: (error: unknown) => void
  }): void
}

const randomBytes = (length: number) =>
  process.env.TARO_ENV === 'weapp'
    ? new Promise<Uint8Array>((resolve, reject) =>
        wx.getRandomValues({
          length,
          success: ({ randomValues }) => resolve(new Uint8Array(randomValues)),
          fail: reject,
        }),
      )
    : Promise.resolve(crypto.getRandomValues(new Uint8Array(length)))

/** 128 random bits, in hex: the name of one tap, or of one thing about to be made. */
export const randomKey = async () =>
  Array.from(await randomBytes(16), byte => byte.toString(16).padStart(2, '0')).join('')

const letters = 'abcdefghijklmnopqrstuvwxyz234567'
/** 160 random bits in letters that are easily read: what opens a door by being known. */
export const randomCode = async () =>
  Array.from(await randomBytes(32), byte => letters[byte % letters.length]).join('')
