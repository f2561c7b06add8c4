import { createHash, randomBytes } from 'node:crypto'
import { codePicture } from './wechat-code.ts'
import { isObject, objectIn, standIn, textIn, type Answer, type Asked, type Json } from './stand-in.ts'
import { brokenField, errors, judge } from './wechat-words.ts'

// api.weixin.qq.com on one machine, in its documented protocol: every answer is HTTP 200, errors are
// { errcode, errmsg }. Paths that begin with `/_` are ours, for tests:
//   POST /_codes { openid, unionid? } or { phone } → { code }     single use, 5 minutes
//   POST /_grants { openid, template_id, times? }                 the user tapped "allow" once (or more)
//   POST /_faults { path, errcode, times? }                       the next calls of that path fail
//   POST /_faults { path, status?, text, times? }                 or are answered with this instead
//   POST /_mend                                                  no call fails any longer
//   GET /_sent → { sent: [...] }                                  the subscribed messages delivered
//   GET /_asked → { asked: [...] }                                every attempt to send one, refused ones too
// The openid `bad-…` is nobody's.
// Codes `demo:<persona>` need no issuing and never wear out: openid `demo-<persona>`; as a phone code,
// `demo:<11 digits>` gives that number.

export const localApp = { appid: 'wx0000000000local', secret: 'local-secret' }

const CODE_SECONDS = 300
const TOKEN_SECONDS = 7200
const FORCE_SECONDS = 30 // a forced refresh sooner than this gives the same token
const random = (bytes: number) => randomBytes(bytes).toString('base64url')
const digits = (text: string, count: number) =>
  (BigInt(`0x${createHash('sha256').update(text).digest('hex')}`) % 10n ** BigInt(count))
    .toString()
    .padStart(count, '0')

interface Code {
  openid: string
  unionid: string
  phone: string
  expiresAt: number
  used: boolean
}

class WechatError extends Error {
  errcode: number
  constructor(errcode: number, detail = '') {
    super(`${Object.entries(errors).find(([code]) => Number(code) === errcode)?.[1] ?? 'error'}${detail}`)
    this.errcode = errcode
  }
}

const fail = (errcode: number, detail?: string): never => {
  throw new WechatError(errcode, detail)
}

interface Options {
  port?: number
  /** Milliseconds since 1970. */
  now?: () => number
  app?: { appid: string; secret: string }
  /** Those of the account, with their fields; without it, any will do. */
  templates?: readonly { readonly id: string; readonly fields: object }[]
  /** Whether the published mini-program has this page; without it, any will do. */
  pages?: (page: string) => boolean
}

export async function startWechat({
  port = 0,
  now = Date.now,
  app = localApp,
  templates,
  pages = () => true,
}: Options = {}) {
  const codes = new Map<string, Code>()
  const grants = new Map<string, number>()
  const faults: { path: string; errcode: number; status: number; text?: string; times: number }[] = []
  const sent: Json[] = []
  const attempts: Json[] = []
  const tokens = new Map<string, number>() // token → expires at
  let latest = { token: '', since: 0, expiresAt: 0 }

  function checkApp(appid: string, secret: string) {
    if (!appid) fail(41002)
    if (!secret) fail(41004)
    if (appid !== app.appid) fail(40013)
    if (secret !== app.secret) fail(40125)
  }

  function checkToken({ query }: Asked) {
    const token = query.get('access_token')
    if (!token) return fail(41001)
    const expiresAt = tokens.get(token) ?? fail(40001)
    if (expiresAt <= now()) fail(42001)
  }

  function useCode(text: string): Code {
    const code = codes.get(text) ?? fail(40029)
    if (code.used) fail(40163)
    if (code.expiresAt <= now()) fail(40029)
    code.used = true
    return code
  }

  /** Who stands behind a code of wx.login. */
  function whoIs(code: string): { openid: string; unionid: string } {
    if (code.startsWith('demo:')) return { openid: `demo-${code.slice(5)}`, unionid: '' }
    const issued = useCode(code)
    return issued.openid ? issued : fail(40029)
  }

  function phoneOf(code: string): string {
    if (/^demo:1\d{10}$/.test(code)) return code.slice(5)
    if (code.startsWith('demo:')) return `139${digits(code, 8)}`
    return useCode(code).phone || fail(40029)
  }

  const bodyOf = ({ body }: Asked): Json => (body ? (objectIn(body) ?? fail(47001)) : fail(44002))

  function session({ query }: Asked): Json {
    checkApp(query.get('appid') ?? '', query.get('secret') ?? '')
    if (query.get('grant_type') !== 'authorization_code') fail(40002)
    const code = query.get('js_code')
    if (!code) return fail(41008)
    const { openid, unionid } = whoIs(code)
    return { openid, session_key: randomBytes(16).toString('base64'), ...(unionid ? { unionid } : {}) }
  }

  function stableToken(asked: Asked): Json {
    const body = bodyOf(asked)
    checkApp(textIn(body.appid), textIn(body.secret))
    if (body.grant_type !== 'client_credential') fail(40002)
    const forced = body.force_refresh === true && now() - latest.since >= FORCE_SECONDS * 1000
    if (forced) tokens.clear() // a forced refresh ends the former token at once
    if (forced || latest.expiresAt <= now()) {
      latest = { token: random(64), since: now(), expiresAt: now() + TOKEN_SECONDS * 1000 }
      tokens.set(latest.token, latest.expiresAt)
    }
    return { access_token: latest.token, expires_in: Math.ceil((latest.expiresAt - now()) / 1000) }
  }

  function phoneNumber(asked: Asked): Json {
    checkToken(asked)
    const code = textIn(bodyOf(asked).code) || fail(40029)
    const phone = phoneOf(code)
    const watermark = { timestamp: Math.floor(now() / 1000), appid: app.appid }
    return { phone_info: { phoneNumber: phone, purePhoneNumber: phone, countryCode: '86', watermark } }
  }

  function sendMessage(asked: Asked): Json {
    checkToken(asked)
    const body = bodyOf(asked)
    attempts.push(body)
    const [openid, template] = [textIn(body.touser), textIn(body.template_id)]
    if (!openid || openid.startsWith('bad-')) fail(40003)
    const known = templates?.find(({ id }) => id === template)
    if (!template || (templates && !known)) fail(40037)
    const page = textIn(body.page)
    if (page && !/^\w[\w/]*(\?[^?]*)?$/.test(page)) fail(41030)
    if (!isObject(body.data)) return fail(47003, ' data')
    // Each field of the template has to be filled; others are passed over.
    const missing = Object.keys(known?.fields ?? {}).find(field => !isObject((body.data as Json)[field]))
    if (missing) fail(47003, ` data.${missing}.value is empty`)
    const broken = brokenField(body.data)
    if (broken) fail(47003, ` ${broken} invalid`)
    const grant = `${openid} ${template}`
    const left = grants.get(grant) ?? 0
    if (left < 1) fail(43101)
    grants.set(grant, left - 1)
    sent.push({ ...body, sentAt: new Date(now()).toISOString() })
    return {}
  }

  function checkText(asked: Asked): Json {
    checkToken(asked)
    const body = bodyOf(asked)
    const texts = [body.content, body.title, body.nickname, body.signature].map(textIn)
    if (body.version !== 2 || !texts[0] || [...texts[0]].length > 2500) fail(47001)
    if (![1, 2, 3, 4].includes(Number(body.scene))) fail(40129)
    if (!textIn(body.openid)) fail(40003)
    const result = judge(texts.join('\n'))
    return {
      result,
      detail: [{ strategy: 'content_model', errcode: 0, ...result, prob: 90 }],
      trace_id: random(12),
    }
  }

  /** Where WeChat draws a code of its own, here stands a usual one that says page and scene. */
  function pageCode(asked: Asked): Buffer {
    checkToken(asked)
    const body = bodyOf(asked)
    const { width = 430 } = body
    const [scene, page] = [textIn(body.scene), textIn(body.page)]
    if (!/^[\w!#$&'()*+,/:;=?@~.-]{1,32}$/.test(scene)) fail(40129)
    if (page && (!/^\w[\w/-]*$/.test(page) || !pages(page))) fail(41030)
    if (typeof width !== 'number' || width < 280 || width > 1280) return fail(40097)
    return codePicture(`${page || 'home/home'}?scene=${encodeURIComponent(scene)}`, width)
  }

  const calls: Record<string, { method: 'GET' | 'POST'; run(asked: Asked): Json | Buffer; bare?: true }> = {
    '/sns/jscode2session': { method: 'GET', run: session, bare: true },
    '/cgi-bin/stable_token': { method: 'POST', run: stableToken, bare: true },
    '/wxa/business/getuserphonenumber': { method: 'POST', run: phoneNumber },
    '/cgi-bin/message/subscribe/send': { method: 'POST', run: sendMessage },
    '/wxa/getwxacodeunlimit': { method: 'POST', run: pageCode },
    '/wxa/msg_sec_check': { method: 'POST', run: checkText },
  }

  /** What tests may arrange and look at. */
  function arrange(asked: Asked): Answer {
    const input = objectIn(asked.body) ?? {}
    const times = typeof input.times === 'number' ? input.times : 1
    switch (`${asked.method} ${asked.path}`) {
      case 'POST /_codes': {
        const code = random(24)
        const who = {
          openid: textIn(input.openid),
          unionid: textIn(input.unionid),
          phone: textIn(input.phone),
        }
        if (!who.openid && !who.phone) return { status: 400, body: { text: 'openid or phone' } }
        codes.set(code, { ...who, expiresAt: now() + CODE_SECONDS * 1000, used: false })
        return { body: { code } }
      }
      case 'POST /_grants': {
        const grant = `${textIn(input.openid)} ${textIn(input.template_id)}`
        grants.set(grant, (grants.get(grant) ?? 0) + times)
        return { body: {} }
      }
      case 'POST /_faults':
        if (!calls[textIn(input.path)]) return { status: 400, body: { text: 'unknown path' } }
        faults.push({
          ...{ path: textIn(input.path), errcode: Number(input.errcode), times },
          status: Number(input.status ?? 200),
          ...(typeof input.text === 'string' && { text: input.text }),
        })
        return { body: {} }
      case 'POST /_mend':
        faults.length = 0
        return { body: {} }
      case 'GET /_sent':
        return { body: { sent } }
      case 'GET /_asked':
        return { body: { asked: attempts } }
      default:
        return { status: 404, body: { text: 'not there' } }
    }
  }

  function answer(asked: Asked): Answer {
    if (asked.path.startsWith('/_')) return arrange(asked)
    const call = Object.hasOwn(calls, asked.path) ? calls[asked.path] : undefined
    if (!call) return { status: 404, body: {} }
    // WeChat sends this one answer as text/plain, though it is JSON.
    const type = asked.path === '/sns/jscode2session' ? 'text/plain' : 'application/json; encoding=utf-8'
    try {
      if (asked.method !== call.method) fail(call.method === 'GET' ? 43001 : 43002)
      const fault = faults.find(one => one.path === asked.path && one.times-- > 0)
      if (fault?.text !== undefined)
        return { status: fault.status, type, body: Buffer.from(fault.text, 'utf8') }
      if (fault) fail(fault.errcode)
      const body = call.run(asked)
      if (Buffer.isBuffer(body)) return { type: 'image/png', body }
      return { type, body: call.bare ? body : { errcode: 0, errmsg: 'ok', ...body } }
    } catch (error) {
      if (!(error instanceof WechatError)) throw error
      return { type, body: { errcode: error.errcode, errmsg: `${error.message}, rid: ${random(12)}` } }
    }
  }

  return standIn(port, answer)
}
