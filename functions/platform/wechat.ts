/** WeChat's servers, as far as they are used. https://developers.weixin.qq.com/miniprogram/dev/server/ */
import { Refusal } from '../../shared/api/refusals.ts'
import { config } from './config.ts'

/** A subscription message to one person. */
export interface Push {
  readonly openid: string
  readonly template: string
  /** The page it opens, without a leading slash. */
  readonly page?: string
  /** Field of the template → value, within WeChat's limits for that kind of field. */
  readonly data: Readonly<Record<string, string>>
}

/**
 * `noGrant`: the person has not allowed it, or no longer, which is a normal answer. `failed`: it will never go out as
 * it is. `later`: it may, when asked again: WeChat is busy, cannot be reached, or has had enough of us for now.
 */
export interface Pushed {
  readonly became: 'sent' | 'noGrant' | 'later' | 'failed'
  readonly errcode: number
}

export interface WeChat {
  /** GET /sns/jscode2session: the code of wx.login → who it is. The session_key never leaves this function. */
  openidOf(code: string): Promise<string>
  /** POST /wxa/business/getuserphonenumber: the code of a getPhoneNumber button → the number, checked by WeChat. */
  phoneOf(code: string): Promise<string>
  /** POST /wxa/getwxacodeunlimit: a code (PNG or JPEG) that opens the page in the mini-program with `scene`, 32 characters at most. */
  pageCode(page: string, scene: string): Promise<Buffer>
  /** POST /cgi-bin/message/subscribe/send. Never throws for what WeChat or the network answers. */
  push(message: Push): Promise<Pushed>
}

/** For one question, and for all that one of our answers takes: the token, the question, both once more. */
const waitMs = 3_000
const mostQuestions = 2

/** errcode → what we answer. -1 and 45011 pass by themselves; 40029 and 40163 need a new wx.login. */
const meaning: Readonly<Record<number, Refusal>> = {
  [-1]: new Refusal('identity.weChatBusy'),
  45011: new Refusal('identity.weChatBusy'),
  40029: new Refusal('identity.badCode'),
  40163: new Refusal('identity.badCode'),
  40226: new Refusal('identity.risky'),
}

/** The same for the code of a getPhoneNumber button, single use, 5 minutes; a token refused twice passes by itself too. */
const phoneMeaning: Readonly<Record<number, Refusal>> = {
  [-1]: new Refusal('identity.weChatBusy'),
  40001: new Refusal('identity.weChatBusy'),
  40014: new Refusal('identity.weChatBusy'),
  42001: new Refusal('identity.weChatBusy'),
  45009: new Refusal('identity.weChatBusy'),
  45011: new Refusal('identity.weChatBusy'),
  40029: new Refusal('identity.badPhoneCode'),
  40163: new Refusal('identity.badPhoneCode'),
  61010: new Refusal('identity.badPhoneCode'),
}

/** For a code that opens a page: 40129 a scene too long or of other characters, 41030 a page that is not published. */
const codeMeaning: Readonly<Record<number, Refusal>> = {
  [-1]: new Refusal('identity.weChatBusy'),
  40001: new Refusal('identity.weChatBusy'),
  40014: new Refusal('identity.weChatBusy'),
  42001: new Refusal('identity.weChatBusy'),
  45009: new Refusal('identity.weChatBusy'),
  45011: new Refusal('identity.weChatBusy'),
  41030: new Refusal('identity.pageNotPublished'),
}

/**
 * Everything else is worth another try, above all -1 (busy), 45009 (the day's quota), 44991 and 45011 (too fast).
 * 40003 no such openid, 40037 no such template, 41030 no such page, 43107 the account may not send, 45168 a word that
 * WeChat refuses, 47003 a field beyond its limits.
 */
const pushed: Readonly<Record<number, Pushed['became']>> = {
  0: 'sent',
  43101: 'noGrant',
  40003: 'failed',
  40037: 'failed',
  41030: 'failed',
  43107: 'failed',
  45168: 'failed',
  47003: 'failed',
}

/** The token is not, or no longer, good: 40001, 40014, and 42001 after two hours. */
const tokenEnded = [40001, 40014, 42001]

interface Answer {
  readonly errcode?: number
  readonly errmsg?: string
  /** Where it answers with a picture instead of JSON. */
  readonly picture?: Buffer
}

/**
 * What cannot be reached or read is busy. A connection kept open may have been closed meanwhile by the other side, above
 * all when a function that slept is woken: then the question did not arrive, and it is asked once more on a new one.
 */
const asking =
  (patienceMs: number) =>
  async <T extends Answer>(path: string, body?: object, until?: AbortSignal): Promise<T> => {
    const patience = AbortSignal.timeout(patienceMs)
    const signal = until ? AbortSignal.any([patience, until]) : patience
    const post = body && { method: 'POST', body: JSON.stringify(body) }
    const once = () => fetch(`${config.wechat.base}${path}`, { ...post, signal })
    try {
      const response = await once().catch((error: unknown) => {
        if (signal.aborted) throw error
        return once()
      })
      return response.headers.get('content-type')?.startsWith('image/')
        ? ({ picture: Buffer.from(await response.arrayBuffer()) } as T)
        : ((await response.json()) as T)
    } catch {
      return { errcode: -1, errmsg: 'not reached' } as T
    }
  }

export const openWeChat = (patienceMs = waitMs): WeChat => {
  const ask = asking(patienceMs)
  /** Kept for the life of the function, until WeChat no longer takes it. */
  let token: Promise<string | Answer> | undefined

  /** The only one who fetches it. `force` ends the one that others may be using, so it is the last resort. */
  const fetchToken = async (force: boolean): Promise<string | Answer> => {
    const { appid, secret } = config.wechat
    const answer = await ask<Answer & { access_token?: string }>('/cgi-bin/stable_token', {
      grant_type: 'client_credential',
      appid,
      secret,
      force_refresh: force,
    })
    return answer.access_token ?? answer
  }

  const renewed = async (spent: string) => {
    const next = await fetchToken(false)
    return next === spent ? fetchToken(true) : next
  }

  /** The token to use; in place of `spent` another one, fetched once however many find out at the same time. */
  const tokenFor = async (spent?: string): Promise<string | Answer> => {
    const held = token
    if (!held || (spent !== undefined && (await held) === spent))
      if (token === held) token = spent === undefined ? fetchToken(false) : renewed(spent)
    const asked = token!
    const found = await asked
    if (typeof found !== 'string' && token === asked) token = undefined // a failure is not kept
    return found
  }

  /** Asks with the token; one that has ended is renewed once. */
  const askWithToken = async <T extends Answer>(path: string, body: object): Promise<T> => {
    const until = AbortSignal.timeout(patienceMs * mostQuestions)
    const first = await tokenFor()
    if (typeof first !== 'string') return first as T
    const answer = await ask<T>(`${path}?access_token=${encodeURIComponent(first)}`, body, until)
    if (!tokenEnded.includes(answer.errcode ?? 0)) return answer
    const second = await tokenFor(first)
    if (typeof second !== 'string') return second as T
    return ask<T>(`${path}?access_token=${encodeURIComponent(second)}`, body, until)
  }

  return {
    async openidOf(code) {
      const { appid, secret } = config.wechat
      const query = new URLSearchParams({ appid, secret, js_code: code, grant_type: 'authorization_code' })
      const answer = await ask<Answer & { openid?: string }>(`/sns/jscode2session?${query}`)
      if (answer.openid) return answer.openid
      const refusal = meaning[answer.errcode ?? 0]
      if (refusal) throw refusal
      throw new Error(`jscode2session answered ${answer.errcode}: ${answer.errmsg}`)
    },

    async phoneOf(code) {
      const answer = await askWithToken<
        Answer & { phone_info?: { purePhoneNumber: string; countryCode: string } }
      >('/wxa/business/getuserphonenumber', { code })
      const info = answer.phone_info
      if (info)
        return info.countryCode === '86'
          ? info.purePhoneNumber
          : `+${info.countryCode}${info.purePhoneNumber}`
      const refusal = phoneMeaning[answer.errcode ?? 0]
      if (refusal) throw refusal
      throw new Error(`getuserphonenumber answered ${answer.errcode}: ${answer.errmsg}`)
    },

    async pageCode(page, scene) {
      const answer = await askWithToken('/wxa/getwxacodeunlimit', { page, scene, width: 430 })
      if (answer.picture) return answer.picture
      const refusal = codeMeaning[answer.errcode ?? 0]
      if (refusal) throw refusal
      throw new Error(`getwxacodeunlimit answered ${answer.errcode}: ${answer.errmsg}`)
    },

    async push({ openid, template, page, data }) {
      const { errcode = 0 } = await askWithToken('/cgi-bin/message/subscribe/send', {
        touser: openid,
        template_id: template,
        ...(page && { page }),
        lang: 'zh_CN',
        data: Object.fromEntries(Object.entries(data).map(([field, value]) => [field, { value }])),
      })
      return { became: pushed[errcode] ?? 'later', errcode }
    },
  }
}
