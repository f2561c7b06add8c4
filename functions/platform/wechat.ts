/** WeChat's servers, as far as they are used. https://developers.weixin.qq.com/miniprogram/dev/server/ */
import { Refusal } from '../../shared/api/refusals.ts'
import { config } from './config.ts'
import { isOurs, listedFor, type Call, type Means } from './wechat-errors.ts'

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
/** In the log where nobody but us can mend it: people on duty are woken by it (serverless.yml, WeChatRefuses). */
const weChatRefuses = 'WeChat refuses us'

const mostQuestions = 2

/** The longest answer: a picture of a code has some 100 KB. */
const mostBytes = 1024 * 1024

/** What it said, as far as it can be read. */
interface Answer {
  readonly errcode: number
  readonly fields: Readonly<Record<string, unknown>>
  /** Where it answers with a picture instead of JSON. */
  readonly picture?: Buffer
}

const unreadable: Answer = { errcode: -1, fields: {} }

const bytesOf = async ({ body }: Response) => {
  const chunks: Uint8Array[] = []
  const reader = body?.getReader()
  let bytes = 0
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    bytes += part.value.length
    if (bytes > mostBytes) throw new Error('longer than any answer of WeChat')
    chunks.push(part.value)
  }
  return Buffer.concat(chunks)
}

const isPicture = (bytes: Buffer) =>
  bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47])) ||
  bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))

const answerIn = async (response: Response): Promise<Answer> => {
  const bytes = await bytesOf(response)
  if (!response.ok) return unreadable
  if (isPicture(bytes)) return { errcode: 0, fields: {}, picture: bytes }
  const said: unknown = JSON.parse(bytes.toString('utf8'))
  if (typeof said !== 'object' || said === null) return unreadable
  const fields = said as Answer['fields']
  const errcode = Number(fields.errcode ?? 0)
  return Number.isInteger(errcode) ? { errcode, fields } : unreadable
}

const textIn = (value: unknown, pattern: RegExp) =>
  typeof value === 'string' && pattern.test(value) ? value : undefined

/** +86 is left out. */
const phoneIn = (info: unknown) => {
  if (typeof info !== 'object' || info === null) return undefined
  const { purePhoneNumber, countryCode } = info as Answer['fields']
  const number = textIn(String(purePhoneNumber), /^\d{5,15}$/)
  const country = textIn(String(countryCode), /^\d{1,4}$/)
  return number && country && (country === '86' ? number : `+${country}${number}`)
}

/**
 * What cannot be reached or read is busy. A connection kept open may have been closed meanwhile by the other side, above
 * all when a function that slept is woken: then the question did not arrive, and it is asked once more on a new one.
 */
const asking =
  (patienceMs: number) =>
  async (path: string, body?: object, until?: AbortSignal): Promise<Answer> => {
    const patience = AbortSignal.timeout(patienceMs)
    const signal = until ? AbortSignal.any([patience, until]) : patience
    const post = body && { method: 'POST', body: JSON.stringify(body) }
    const once = () => fetch(`${config.wechat.base}${path}`, { ...post, signal, redirect: 'error' })
    try {
      return await answerIn(
        await once().catch((error: unknown) => {
          if (signal.aborted) throw error
          return once()
        }),
      )
    } catch {
      return unreadable
    }
  }

interface Noting {
  error(message: string, facts: Readonly<Record<string, unknown>>): void
}

export const openWeChat = (log: Noting, patienceMs = waitMs): WeChat => {
  const ask = asking(patienceMs)
  /** Kept for the life of the function, until WeChat no longer takes it. */
  let token: Promise<string | Answer> | undefined

  const meansOf = (call: Call, errcode: number): Means | undefined => {
    if (errcode !== 0 && isOurs(call, errcode)) log.error(weChatRefuses, { call, errcode })
    // Without an error, but without what was asked for either, it is one of WeChat's bad moments.
    return errcode === 0 ? 'later' : listedFor(call, errcode)
  }

  const refusalFor = (call: Call, errcode: number): Refusal => {
    switch (meansOf(call, errcode)) {
      case 'later':
      case 'token':
        return new Refusal('identity.weChatBusy')
      case 'again':
        return new Refusal(call === 'phone' ? 'identity.badPhoneCode' : 'identity.badCode')
      case 'person':
        return new Refusal('identity.risky')
      case 'page':
        return new Refusal('identity.pageNotPublished')
      default:
        return new Refusal('identity.weChatFails')
    }
  }

  /** The only one who fetches it. `force` ends the one that others may be using, so it is the last resort. */
  const fetchToken = async (force: boolean): Promise<string | Answer> => {
    const { appid, secret } = config.wechat
    const answer = await ask('/cgi-bin/stable_token', {
      grant_type: 'client_credential',
      appid,
      secret,
      force_refresh: force,
    })
    return textIn(answer.fields.access_token, /^[\x21-\x7e]{1,1024}$/) ?? answer
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

  /** Asks with the token; one that has ended is renewed once. `call`: who gave the answer. */
  const askWithToken = async (
    call: Call,
    path: string,
    body: object,
  ): Promise<{ readonly call: Call; readonly answer: Answer }> => {
    const until = AbortSignal.timeout(patienceMs * mostQuestions)
    const first = await tokenFor()
    if (typeof first !== 'string') return { call: 'token', answer: first }
    const asked = (token: string) => ask(`${path}?access_token=${encodeURIComponent(token)}`, body, until)
    const answer = await asked(first)
    if (listedFor(call, answer.errcode) !== 'token') return { call, answer }
    const second = await tokenFor(first)
    if (typeof second !== 'string') return { call: 'token', answer: second }
    return { call, answer: await asked(second) }
  }

  return {
    async openidOf(code) {
      const { appid, secret } = config.wechat
      const query = new URLSearchParams({ appid, secret, js_code: code, grant_type: 'authorization_code' })
      const { errcode, fields } = await ask(`/sns/jscode2session?${query}`)
      const openid = errcode === 0 ? textIn(fields.openid, /^[\w-]{1,128}$/) : undefined
      if (!openid) throw refusalFor('session', errcode)
      return openid
    },

    async phoneOf(code) {
      const { call, answer } = await askWithToken('phone', '/wxa/business/getuserphonenumber', { code })
      const phone = answer.errcode === 0 ? phoneIn(answer.fields.phone_info) : undefined
      if (!phone) throw refusalFor(call, answer.errcode)
      return phone
    },

    async pageCode(page, scene) {
      const about = { page, scene, width: 430 }
      const { call, answer } = await askWithToken('picture', '/wxa/getwxacodeunlimit', about)
      if (!answer.picture) throw refusalFor(call, answer.errcode)
      return answer.picture
    },

    async push({ openid, template, page, data }) {
      const { call, answer } = await askWithToken('message', '/cgi-bin/message/subscribe/send', {
        touser: openid,
        template_id: template,
        ...(page && { page }),
        lang: 'zh_CN',
        data: Object.fromEntries(Object.entries(data).map(([field, value]) => [field, { value }])),
      })
      const { errcode, fields } = answer
      if (call === 'message' && errcode === 0 && 'errcode' in fields) return { became: 'sent', errcode }
      const means = meansOf(call, errcode)
      if (means === 'noGrant') return { became: 'noGrant', errcode }
      // Whatever is wrong with our account may be mended within the day.
      return { became: means === 'never' ? 'failed' : 'later', errcode: errcode || -1 }
    },
  }
}
