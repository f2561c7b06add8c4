import Taro from '@tarojs/taro'
import { say } from '../platform/say.ts'

const selector = '.complaint'
const drawn = 60 // ms, by then the complaints stand on the page

/** Says the first complaint and goes to where it stands. */
export const showComplaint = (text: string) => {
  say(text)
  setTimeout(() => {
    if (process.env.TARO_ENV !== 'h5')
      return void Taro.pageScrollTo({ selector, offsetTop: -160, duration: 0 }).catch(() => undefined)
    // The browser keeps the pages behind this one in the same document.
    const all = [...document.querySelectorAll<HTMLElement>(selector)]
    all.find(each => each.getClientRects().length > 0)?.scrollIntoView({ block: 'center' })
  }, drawn)
}
