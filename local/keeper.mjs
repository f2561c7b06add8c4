// Outlives the local system by a moment: when its parent is gone, however it went (even SIGKILL), the
// pipe to it closes, and the keeper ends what the parent left behind. Lines read: `+pid` and `-pid`.
import { spawnSync } from 'node:child_process'

const children = new Set()
let rest = ''

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
process.stdin.setEncoding('utf8').on('data', text => {
  const lines = (rest + text).split('\n')
  rest = lines.pop() ?? ''
  for (const line of lines) {
    const pid = Number(line.slice(1))
    if (line.startsWith('+')) children.add(pid)
    else children.delete(pid)
  }
})
process.stdin.on('close', () => {
  for (const pid of children) {
    try {
      if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'])
      else process.kill(-pid, 'SIGKILL')
    } catch {
      // It ended by itself.
    }
  }
  process.exit()
})
