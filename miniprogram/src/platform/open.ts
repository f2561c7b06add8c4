/** Leads from page to page; no other file calls Taro's router. */
import Taro, { useRouter } from '@tarojs/taro'
import { addressOf, type PageName, type ParamsFor, type ParamsOf, type TabName } from './pages.ts'

type NotATab = Exclude<PageName, TabName>

export const open = <N extends NotATab>(name: N, ...params: ParamsFor<N>) =>
  Taro.navigateTo({ url: addressOf(name, ...params) })

/** In place of the page that is shown. */
export const openInstead = <N extends NotATab>(name: N, ...params: ParamsFor<N>) =>
  Taro.redirectTo({ url: addressOf(name, ...params) })

export const openTab = (name: TabName) => Taro.switchTab({ url: `/${name}` })

/** Every page is closed first, and with it what it knew. */
export const startAgain = () => Taro.reLaunch({ url: '/home/home' })

const isUnknown = (error: { readonly errMsg?: string } | undefined) => /not found/.test(error?.errMsg ?? '')

/** An address that the server made: of a matter, or in a message, which may be older than this app's pages. */
export const openAddress = (url: string) =>
  Taro.navigateTo({ url }).catch((error: { readonly errMsg?: string } | undefined) => {
    // WeChat only says so here; in the browser the app hears of it as of an address typed by hand.
    if (isUnknown(error)) return open('home/not-found')
    throw error
  })

/** To the page before, or home where there is none, as when a link was opened. */
export const back = () => (Taro.getCurrentPages().length > 1 ? Taro.navigateBack() : openTab('home/home'))

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * What this page's address carries, as it stands there: it may have been typed by hand. Without a name: for what stands
 * on several pages.
 */
export function useParams<N extends PageName>(name: N): Partial<Record<keyof ParamsOf<N>, string>>
export function useParams(): Partial<Record<string, string>>
export function useParams(): Partial<Record<string, string>> {
  const { params } = useRouter()
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, decoded(value ?? '')]))
}
