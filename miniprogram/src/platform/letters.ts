/** How large letters are set to be: in WeChat (我 → 设置 → 通用 → 字体大小), or in the browser. */
import Taro from '@tarojs/taro'

/** What is usual is 16 or 17 px. */
const steps = [
  [22, 'letters-largest'],
  [20, 'letters-larger'],
  [18, 'letters-large'],
] as const

/** The class of a page for letters of this size. */
export const lettersFor = (px: number) => steps.find(([from]) => px >= from)?.[1]

const inBrowser = () => {
  const probe = document.createElement('div')
  probe.style.fontSize = 'medium' // as the person has set it, whatever the page's own sizes are
  document.body.append(probe)
  const size = parseFloat(getComputedStyle(probe).fontSize)
  probe.remove()
  return size
}
/** Taro's types do not know it. */
interface AppBase extends Taro.getAppBaseInfo.Result {
  readonly fontSizeSetting?: number
}
// WeChat before 2.20.1 does not say.
const inWeChat = () => {
  const app: AppBase | undefined =
    typeof Taro.getAppBaseInfo === 'function' ? Taro.getAppBaseInfo() : undefined
  return app?.fontSizeSetting ?? 0
}

let known: number | undefined
/** Does not change while the program is open. */
export const letters = () => lettersFor((known ??= process.env.TARO_ENV === 'h5' ? inBrowser() : inWeChat()))
