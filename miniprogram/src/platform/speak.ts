/** Reading aloud, where the phone can: browsers with a Chinese voice. WeChat has none without a plug-in. */
import { useEffect, useState } from 'react'

const onH5 = process.env.TARO_ENV === 'h5'
const speech = onH5 ? globalThis.speechSynthesis : undefined
const hasVoice = () => speech?.getVoices().some(({ lang }) => lang.toLowerCase().startsWith('zh')) ?? false

/** Undefined where nobody would hear anything. Leaving the page ends it. */
export const useSpeak = () => {
  const [can, setCan] = useState(hasVoice)
  useEffect(() => {
    const look = () => setCan(hasVoice())
    speech?.addEventListener?.('voiceschanged', look)
    return () => {
      speech?.removeEventListener?.('voiceschanged', look)
      speech?.cancel()
    }
  }, [])
  if (!can || !speech) return undefined
  return (text: string) => {
    speech.cancel()
    const said = new SpeechSynthesisUtterance(text)
    said.lang = 'zh-CN'
    said.rate = 0.85
    speech.speak(said)
  }
}
