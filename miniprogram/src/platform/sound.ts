/** Recording a voice note and playing one. */
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import type { FileType } from '../../../shared/files/files.ts'
import { readInWeChat } from './pick.ts'
import { refusedHere } from './refused.ts'
import type { Local } from './upload.ts'

const onH5 = process.env.TARO_ENV === 'h5'
export const longestSeconds = 60
/** Less is a slip of the finger. */
const shortestMs = 700

interface Recording {
  /** Resolves when it has ended: by `stop`, after a minute, or because a call came in. */
  readonly ended: Promise<Local>
  readonly stop: () => void
}

const made = async (path: string, type: FileType, ms: number, bytes: ArrayBuffer): Promise<Local> => {
  if (ms < shortestMs || !bytes.byteLength) throw refusedHere('client.tooShort')
  return { path, type, bytes, seconds: Math.round(ms / 1000) }
}

// ---- WeChat: one recorder for the whole program, whose listeners cannot be taken off ----

interface Waiting {
  readonly started: () => void
  readonly ended: (local: Promise<Local>) => void
  readonly failed: (error: unknown) => void
}
let waiting: Waiting | undefined
let manager: Taro.RecorderManager | undefined

const recorder = () => {
  if (manager) return manager
  manager = Taro.getRecorderManager()
  manager.onStart(() => waiting?.started())
  manager.onStop(({ tempFilePath, duration }) => {
    const bytes = readInWeChat(tempFilePath)
    waiting?.ended(bytes.then(read => made(tempFilePath, 'audio/aac', duration, read)))
    waiting = undefined
  })
  // `operateRecorder:fail auth deny` and its like: without leave nothing else is worth saying.
  manager.onError(error => {
    waiting?.failed(error)
    waiting = undefined
  })
  // A call comes in: what was said so far is kept.
  manager.onInterruptionBegin(() => manager?.stop())
  return manager
}

const recordInWeChat = () =>
  new Promise<Recording>((resolve, reject) => {
    const stop = () => recorder().stop()
    const ended = new Promise<Local>((end, fail) => {
      waiting = {
        started: () => resolve({ ended, stop }),
        ended: end,
        failed: () => {
          const refusal = refusedHere('client.noMicrophone')
          reject(refusal)
          fail(refusal)
        },
      }
    })
    ended.catch(() => undefined) // those who wait for it hear of it
    recorder().start({
      duration: longestSeconds * 1000,
      sampleRate: 16_000,
      numberOfChannels: 1,
      encodeBitRate: 48_000,
      format: 'aac', // as it is kept: nothing to encode anew
    })
  })

// ---- browsers ----

/** What WeChat's player knows as well, before what it does not. */
const recordable: readonly (readonly [string, FileType])[] = [
  ['audio/mp4;codecs=mp4a.40.2', 'audio/mp4'],
  ['audio/webm;codecs=opus', 'audio/webm'],
  ['audio/mp4', 'audio/mp4'],
]

const recordInBrowser = async (): Promise<Recording> => {
  const known =
    typeof MediaRecorder === 'undefined'
      ? undefined
      : recordable.find(([mimeType]) => MediaRecorder.isTypeSupported(mimeType))
  if (!known || !navigator.mediaDevices) throw refusedHere('client.noRecorder')
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch((error: unknown) => {
    throw refusedHere(
      (error as DOMException).name === 'NotFoundError' ? 'client.noRecorder' : 'client.noMicrophone',
    )
  })
  const [mimeType, type] = known
  const machine = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 32_000 })
  const pieces: Blob[] = []
  machine.addEventListener('dataavailable', ({ data }) => pieces.push(data))
  const began = Date.now()
  const stop = () => machine.state !== 'inactive' && machine.stop()
  const ended = new Promise<Local>((resolve, reject) =>
    machine.addEventListener('stop', () => {
      clearTimeout(timer)
      for (const track of stream.getTracks()) track.stop()
      const blob = new Blob(pieces, { type })
      blob
        .arrayBuffer()
        .then(bytes => made(URL.createObjectURL(blob), type, Date.now() - began, bytes))
        .then(resolve, reject)
    }),
  )
  ended.catch(() => undefined)
  const timer = setTimeout(stop, longestSeconds * 1000)
  machine.start()
  return { ended, stop }
}

/** Begins to record; refuses where there is no microphone, or no leave to use it. */
export const record = (): Promise<Recording> => (onH5 ? recordInBrowser() : recordInWeChat())

/** Where leave to use the microphone can still be given; a browser has its own place for it. */
export const openSettings = onH5 ? undefined : () => Taro.openSetting()

// ---- playing: one at a time ----

let hush: (() => void) | undefined

/** Plays the sound at this address. Leaving the page ends it. */
export const usePlayer = (address: string) => {
  const [state, setState] = useState<'quiet' | 'playing' | 'failed'>('quiet')
  const [player, setPlayer] = useState<Taro.InnerAudioContext>()
  useEffect(() => () => player?.destroy(), [player])
  const play = () => {
    hush?.()
    // Heard also with the phone set to silent: a tap means that one wants to hear.
    if (!onH5) void Taro.setInnerAudioOption({ obeyMuteSwitch: false })
    const made = Taro.createInnerAudioContext()
    const end = (as: typeof state) => {
      hush = undefined
      setPlayer(undefined)
      setState(as)
    }
    hush = () => end('quiet')
    made.onEnded(() => end('quiet'))
    made.onError(() => end('failed'))
    made.src = address
    made.play()
    setPlayer(made)
    setState('playing')
  }
  return { state, toggle: () => (state === 'playing' ? hush?.() : play()) }
}
