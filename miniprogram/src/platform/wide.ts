/** Whether there is room for two things side by side. */
import { useEffect, useState } from 'react'

const onH5 = process.env.TARO_ENV === 'h5'

/** At a computer whose window is so wide, in px; WeChat's own windows are phones. */
export const useWide = (pixels: number) => {
  const isWide = () => onH5 && window.innerWidth >= pixels
  const [wide, setWide] = useState(isWide)
  useEffect(() => {
    if (!onH5) return
    const measure = () => setWide(window.innerWidth >= pixels)
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [pixels])
  return wide
}
