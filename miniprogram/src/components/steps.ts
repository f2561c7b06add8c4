/**
 * The three steps of a form. In a browser each step forward is a place to come back from; going back within the form
 * stays in its place, for the router draws the page anew at every step back of the browser's own, and what the server
 * had to say would be gone. WeChat's own bar leaves the form.
 */
import Taro from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'

export type Step = 0 | 1 | 2

const onH5 = process.env.TARO_ENV === 'h5'
const patience = 300 // ms

interface Place {
  readonly formStep?: Step
  /** How many places of the browser's history the form has taken. */
  readonly formDepth?: number
}
const placeNow = () => window.history.state as Place | null
const placeOf = (state: unknown): Step => (state as Place | null)?.formStep ?? 0
const depthNow = () => placeNow()?.formDepth ?? 0
export const toTop = () => void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })

export const useSteps = () => {
  // Loaded anew, the page goes on where it was: what was typed is still there.
  const [step, setStep] = useState<Step>(() => (onH5 ? placeOf(placeNow()) : 0))
  const at = useRef(step)
  const leaving = useRef<() => void>()

  const show = (next: Step) => {
    at.current = next
    setStep(next)
    toTop()
    void Taro.hideToast()
  }

  useEffect(() => {
    if (!onH5) return
    const popped = (event: PopStateEvent) => {
      const to = placeOf(event.state)
      if (at.current === 0 && to === 0) return
      // Within the form: no business of the router's.
      event.stopImmediatePropagation()
      at.current = to
      if (leaving.current) leaving.current()
      else show(to)
    }
    window.addEventListener('popstate', popped, true)
    return () => window.removeEventListener('popstate', popped, true)
  }, [])

  const turnTo = (next: Step) => {
    if (!onH5 || next === at.current) return show(next)
    if (next < at.current) window.history.replaceState({ ...placeNow(), formStep: next }, '')
    for (let formStep = at.current + 1; formStep <= next; formStep++)
      window.history.pushState({ ...placeNow(), formStep, formDepth: depthNow() + 1 }, '')
    show(next)
  }

  /** Takes the steps out of the way, before the page is left for another. */
  const leave = () =>
    new Promise<void>(resolve => {
      if (!onH5 || depthNow() === 0) return resolve()
      leaving.current = resolve
      setTimeout(resolve, patience)
      window.history.go(-depthNow())
    })

  return { step, turnTo, leave }
}
