import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inRoot } from './paths.ts'

const windows = process.platform === 'win32'

export interface Child {
  name: string
  /** Set when the child ended without being asked to; its message ends with the tail of the log. */
  failure(): Error | undefined
  /** The exit code; null when it was ended by a signal. */
  ended: Promise<number | null>
  /** Asks, waits up to `seconds`, then forces. */
  stop(seconds?: number): Promise<void>
}

export interface Start {
  name: string
  command: string
  args: string[]
  cwd?: string
  env?: NodeJS.ProcessEnv
  /** Told when the child ends without being asked to. */
  onFailure?(reason: Error): void
  /** A child that does its work and ends, and lets the others go first; only a bad exit code is a failure. */
  task?: boolean
}

export const tailOf = (file: string, lines = 24) => {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
  } catch {
    return ''
  }
}

/** Somewhat: on a busy machine it still gets its share. */
function letOthersFirst(pid: number) {
  try {
    setPriority(pid, 4)
  } catch {
    // It has ended, or the system has no such thing: then it runs like the others.
  }
}

/** Ends a child with everything it started. */
function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL') {
  if (!child.pid) return
  try {
    if (windows) spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'])
    else process.kill(-child.pid, signal)
  } catch {
    // It ended by itself.
  }
}

/**
 * Starts children that cannot outlive this process: each is the head of its own process group (Ctrl-C
 * reaches only us, and we stop them in order), and a keeper ends them when we are gone.
 */
export function nursery(logDir: string) {
  mkdirSync(logDir, { recursive: true })
  const keeper = spawn(process.execPath, [inRoot('local/keeper.mjs')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: !windows,
    windowsHide: true,
    env: { PATH: process.env.PATH },
  })
  keeper.unref()
  keeper.stdin.on('error', () => {}) // the keeper is gone: nothing left to tell it
  const tell = (line: string) => keeper.stdin.write(`${line}\n`)

  function start({ name, command, args, cwd, env, onFailure, task }: Start): Child {
    const log = join(logDir, `${name}.log`)
    const out = openSync(log, 'w')
    const child = spawn(command, args, {
      cwd: cwd ?? inRoot(),
      env: env ?? process.env,
      stdio: ['ignore', out, out],
      detached: !windows,
      windowsHide: true,
    })
    closeSync(out)
    if (child.pid) tell(`+${child.pid}`)
    if (child.pid && task) letOthersFirst(child.pid)
    let asked = false
    let failure: Error | undefined
    const ended = new Promise<number | null>(resolve => {
      const over = (code: number | null, why: string) => {
        if (child.pid) tell(`-${child.pid}`)
        if (!asked && !(task && code === 0)) {
          failure = new Error(`${name} ${why}; log: ${log}\n${tailOf(log)}`)
          onFailure?.(failure)
        }
        resolve(code)
      }
      child.once('error', error => over(null, `could not start (${error.message})`))
      child.once('exit', (code, signal) => over(code, `ended unexpectedly (${signal ?? `code ${code}`})`))
    })
    async function stop(seconds = 4) {
      asked = true
      end(child, 'SIGTERM')
      const late = new AbortController()
      const force = sleep(seconds * 1000, undefined, { signal: late.signal }).then(
        () => end(child, 'SIGKILL'),
        () => {},
      )
      await ended
      late.abort()
      await force
    }
    return { name, ended, stop, failure: () => failure }
  }

  const close = () => keeper.stdin.end()
  return { start, close }
}

export type Nursery = ReturnType<typeof nursery>
