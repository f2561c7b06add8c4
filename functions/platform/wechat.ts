/** WeChat's servers, as far as they are used. https://developers.weixin.qq.com/miniprogram/dev/server/ */
import { Refusal } from '../../shared/refusals.ts'
import { config } from './config.ts'

export interface WeChat {
  /** GET /sns/jscode2session: the code of wx.login → who it is. The session_key never leaves this function. */
  openidOf(code: string): Promise<string>
}

const waitMs = 3_000

/** errcode → what we answer. -1 and 45011 pass by themselves; 40029 and 40163 need a new wx.login. */
const meaning: Readonly<Record<number, Refusal>> = {
  [-1]: new Refusal('identity.weChatBusy'),
  45011: new Refusal('identity.weChatBusy'),
  40029: new Refusal('identity.badCode'),
  40163: new Refusal('identity.badCode'),
  40226: new Refusal('identity.risky'),
}

export const openWeChat = (): WeChat => ({
  async openidOf(code) {
    const { base, appid, secret } = config.wechat
    const query = new URLSearchParams({ appid, secret, js_code: code, grant_type: 'authorization_code' })
    const answer = await fetch(`${base}/sns/jscode2session?${query}`, { signal: AbortSignal.timeout(waitMs) })
      .then(response => response.json() as Promise<{ openid?: string; errcode?: number; errmsg?: string }>)
      .catch(() => ({ errcode: -1 }) as { openid?: string; errcode?: number; errmsg?: string })
    if (answer.openid) return answer.openid
    const refusal = meaning[answer.errcode ?? 0]
    if (refusal) throw refusal
    throw new Error(`jscode2session answered ${answer.errcode}: ${answer.errmsg}`)
  },
})
