import { useState } from 'react'
import { sayRefusal } from '../platform/refused.ts'
import { scan } from '../platform/scan.ts'

/** Reads a code with the camera; `problem`: it was not one of these, or why `take` was refused. */
export const useScan = <T>(
  readIn: (seen: string) => T | undefined,
  notOne: string,
  take: (found: T) => unknown,
) => {
  const [problem, setProblem] = useState<string>()
  const judge = async (seen: string) => {
    const found = readIn(seen)
    setProblem(found === undefined ? notOne : undefined)
    if (found === undefined) return
    try {
      await take(found)
    } catch (error) {
      setProblem(sayRefusal(error))
    }
  }
  const read = async () => {
    setProblem(undefined)
    try {
      const seen = await scan()
      if (seen !== undefined) await judge(seen)
    } catch (error) {
      setProblem(sayRefusal(error))
    }
  }
  return {
    read,
    /** The same for a text that was typed or pasted. */
    judge,
    problem,
    forget: () => setProblem(undefined),
  }
}
