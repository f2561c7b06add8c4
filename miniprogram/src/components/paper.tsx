/** A paper that is ordered and then shown. */
import { useRef, useState } from 'react'
import { PaperSheet } from './PaperSheet.tsx'
import { randomKey } from '../platform/keys.ts'
import { isUnanswered } from '../platform/refused.ts'

export const usePaper = () => {
  const [paper, setPaper] = useState<string>()
  // Tapped again for want of an answer it is the same order; answered, the next one is another.
  const key = useRef<string>(undefined)
  /** `ask` refused: the paper is not made, and why is shown by who asks. */
  const order = async (ask: (key: string) => Promise<{ readonly paper: string }>) => {
    key.current ??= await randomKey()
    try {
      setPaper((await ask(key.current)).paper)
      key.current = undefined
    } catch (error) {
      if (!isUnanswered(error)) key.current = undefined
      throw error
    }
  }
  const sheet = paper === undefined ? null : <PaperSheet id={paper} close={() => setPaper(undefined)} />
  return { order, sheet }
}
