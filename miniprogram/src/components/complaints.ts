import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { Complaints } from './form.ts'

const selector = '.complaint'
const drawn = 60 // ms, by then the complaints stand on the page

/** Says the first complaint and goes to where it stands. */
export const showComplaint = (text: string) => {
  void Taro.showToast({ title: text, icon: 'none' })
  setTimeout(() => {
    if (process.env.TARO_ENV !== 'h5')
      return void Taro.pageScrollTo({ selector, offsetTop: -160, duration: 0 }).catch(() => undefined)
    // The browser keeps the pages behind this one in the same document.
    const all = [...document.querySelectorAll<HTMLElement>(selector)]
    all.find(each => each.getClientRects().length > 0)?.scrollIntoView({ block: 'center' })
  }, drawn)
}

/** What was wrong at the last tap, shown where it stands; then what the server refused. */
export const useComplaints = (refused: Complaints = {}) => {
  const [told, setTold] = useState<Complaints>({})
  return {
    complaints: { ...refused, ...told },
    /** True: something is wrong. */
    complain: (wrong: Complaints) => {
      setTold(wrong)
      const [first] = Object.values(wrong)
      if (first !== undefined) showComplaint(first)
      return first !== undefined
    },
  }
}
