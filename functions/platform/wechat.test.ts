import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openWeChat } from './wechat.ts'

const quiet = { error: () => undefined }
/** WeChat as it is on a bad day: so many connections are closed before anything is answered. */
let closes = 0
let asked = 0
let server: Server
const before = process.env.WECHAT_BASE
beforeEach(async () => {
  asked = 0
  server = createServer((request, response) => {
    asked++
    if (closes-- > 0) request.socket.destroy()
    else response.end(JSON.stringify({ openid: 'somebody' }))
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  process.env.WECHAT_BASE = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  process.env.WECHAT_BASE = before
  await new Promise(closed => server.close(closed))
})

describe('WeChat’s servers', () => {
  test('When a connection that was kept has been closed meanwhile, then it is asked once more and the person notices nothing', async () => {
    closes = 1
    expect(await openWeChat(quiet).openidOf('code')).toBe('somebody')
    expect(asked).toBe(2)
  })

  test('When the second is closed too, then WeChat is busy, and it is not asked on and on', async () => {
    closes = 9
    await expect(openWeChat(quiet).openidOf('code')).rejects.toMatchObject({ code: 'identity.weChatBusy' })
    expect(asked).toBe(2)
  })
})
