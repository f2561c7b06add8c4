import path from 'node:path'
import { format } from 'node:util'
import vm from 'node:vm'
import { watchRejections } from './rejections.ts'

/** Where a mini-program's own code runs: plain ECMAScript, `wx`, timers, `require` – and nothing of a browser. */
export type LogicLayer = {
  /** Runs a file of the build once, and returns its exports. */
  require: (file: string) => unknown
  /** Copies data into the realm, so that `instanceof Object` and `Array` hold there as in WeChat. */
  adopt: <T>(value: T) => T
  Promise: PromiseConstructor
  /** Timers that will fire within a blink; longer ones (caches, polls) are not waited for. */
  readonly shortTimers: number
  close: () => void
}

export type Journal = { error: (text: string) => void; warn: (text: string) => void }

// What V8 has and WeChat's older JavaScriptCore or V8 lacks. Without Intl no time zone is known either:
// on Android `toLocaleString` ignores its options (iamkun/dayjs#2635, NervJS/taro#16078).
const prune = `
  for (const name of ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'Intl', 'Iterator', 'WeakRef', 'FinalizationRegistry',
    'SuppressedError', 'DisposableStack', 'AsyncDisposableStack', 'Float16Array']) delete globalThis[name]
  Date.prototype.toLocaleString = Date.prototype.toString
  Date.prototype.toLocaleDateString = Date.prototype.toDateString
  Date.prototype.toLocaleTimeString = Date.prototype.toTimeString
  Number.prototype.toLocaleString = function () { return String(this) }
`

const adoptInRealm = `
  (function adopt(value) {
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) {
      const list = []
      for (const item of value) list.push(adopt(item))
      return list
    }
    if (Object.prototype.toString.call(value) === '[object ArrayBuffer]') {
      const bytes = new Uint8Array(value.byteLength)
      bytes.set(new Uint8Array(value))
      return bytes.buffer
    }
    const copy = {}
    for (const key of Object.keys(value)) copy[key] = adopt(value[key])
    return copy
  })
`

// WeChat wraps every file so that these names are undefined, even where the engine has them.
const hiddenNames = [
  ...[
    'window',
    'document',
    'self',
    'frames',
    'location',
    'navigator',
    'history',
    'screen',
    'alert',
    'confirm',
  ],
  ...['prompt', 'localStorage', 'XMLHttpRequest', 'WebSocket', 'fetch'],
]

const shortTimer = 50 // ms: React, Taro's setData and its animation frames all stay below

/** Makes a logic layer for one phone. `globals` are App, Page, wx … ; whatever goes wrong is told to `journal`. */
export const createLogicLayer = (
  files: Record<string, string>,
  globals: Record<string, unknown>,
  journal: Journal,
): LogicLayer => {
  const context = vm.createContext({}, { codeGeneration: { strings: false, wasm: false } })
  vm.runInContext(prune, context)
  const adopt = vm.runInContext(adoptInRealm, context) as LogicLayer['adopt']

  const timers = new Map<number, { timer: NodeJS.Timeout; short: boolean }>()
  let lastTimer = 0
  const guarded = (callback: (...args: unknown[]) => void, args: unknown[]) => {
    try {
      callback(...args)
    } catch (error) {
      journal.error(format('in a timer:', error))
    }
  }
  const clear = (id: number) => {
    clearTimeout(timers.get(id)?.timer)
    timers.delete(id)
  }
  const later = (callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
    const id = ++lastTimer
    const timer = setTimeout(() => {
      timers.delete(id)
      guarded(callback, args)
    }, ms)
    timers.set(id, { timer, short: ms <= shortTimer })
    return id
  }
  const again = (callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
    const id = ++lastTimer
    timers.set(id, { timer: setInterval(guarded, ms, callback, args), short: false })
    return id
  }

  Object.assign(context, globals, {
    global: {},
    console: {
      log() {},
      info() {},
      debug() {},
      group() {},
      groupEnd() {},
      warn: (...args: unknown[]) => journal.warn(format(...args)),
      error: (...args: unknown[]) => journal.error(format('console.error:', ...args)),
    },
    setTimeout: later,
    clearTimeout: clear,
    setInterval: again,
    clearInterval: clear,
  })

  const realmPromise = vm.runInContext('Promise', context) as PromiseConstructor
  const stopWatching = watchRejections(realmPromise, reason =>
    journal.error(format('unhandled rejection:', reason)),
  )

  const modules = new Map<string, { exports: unknown }>()
  const run = (file: string): unknown => {
    const known = modules.get(file)
    if (known) return known.exports
    const code = files[file]
    if (code === undefined) throw new Error(`module '${file}' is not defined`)
    const module = { exports: {} }
    modules.set(file, module)
    const body = `(function (require, module, exports, ${hiddenNames.join(', ')}) {${code}\n})`
    const start = new vm.Script(body, { filename: `weapp/${file}` }).runInContext(context) as (
      require: (id: string) => unknown,
      module: { exports: unknown },
      exports: unknown,
    ) => void
    const resolve = (id: string) =>
      path.posix.join(id.startsWith('/') ? '' : path.posix.dirname(file), id).replace(/^\/|\.js$/g, '') +
      '.js'
    start(id => run(resolve(id)), module, module.exports)
    return module.exports
  }

  return {
    require: run,
    adopt,
    Promise: realmPromise,
    get shortTimers() {
      return [...timers.values()].filter(({ short }) => short).length
    },
    close() {
      for (const id of [...timers.keys()]) clear(id)
      stopWatching()
    },
  }
}
