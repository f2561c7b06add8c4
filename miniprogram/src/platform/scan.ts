/** Reads a code with WeChat's camera; a browser has none, so there codes are typed or pasted. */
import Taro from '@tarojs/taro'
import { refusedHere } from './refused.ts'

export const canScan = process.env.TARO_ENV === 'weapp'

/** What the code holds; undefined: the person closed the camera. */
export const scan = (): Promise<string | undefined> =>
  Taro.scanCode({ scanType: ['qrCode'] }).then(
    // A code of WeChat's own holds a page's path instead.
    ({ result, path }) => path || result,
    (error: { errMsg?: string } | undefined) => {
      if (/cancel/.test(error?.errMsg ?? '')) return undefined
      throw refusedHere('client.noCamera')
    },
  )
