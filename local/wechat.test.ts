import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { localApp, startWechat } from './wechat.ts'
import { marked } from './wechat-words.ts'

type Reply = Record<string, unknown>
const MINUTES = 60_000

let now = Date.parse('2026-11-01T00:00:00Z')
let wechat: Awaited<ReturnType<typeof startWechat>>
beforeAll(async () => {
  wechat = await startWechat({ now: () => now })
})
afterAll(() => wechat.stop())

const get = async (path: string, query: Record<string, string> = {}): Promise<Reply> => {
  const response = await fetch(`${wechat.base}${path}?${new URLSearchParams(query)}`)
  expect(response.status).toBe(200)
  return (await response.json()) as Reply
}
const post = async (path: string, body: object): Promise<Reply> => {
  const response = await fetch(`${wechat.base}${path}`, { method: 'POST', body: JSON.stringify(body) })
  expect(response.status).toBe(200)
  return (await response.json()) as Reply
}

const login = (js_code: string, changes: Record<string, string> = {}) =>
  get('/sns/jscode2session', { ...localApp, js_code, grant_type: 'authorization_code', ...changes })
const issue = async (who: object) => String((await post('/_codes', who)).code)
const tokenOf = (changes: object = {}) =>
  post('/cgi-bin/stable_token', { ...localApp, grant_type: 'client_credential', ...changes })

describe('Signing in', () => {
  test('When a code is exchanged, then it gives the openid once; the second time it is used up', async () => {
    const code = await issue({ openid: 'o-1', unionid: 'u-1' })
    expect(await login(code)).toEqual({ openid: 'o-1', unionid: 'u-1', session_key: expect.any(String) })
    expect(await login(code)).toMatchObject({
      errcode: 40163,
      errmsg: expect.stringContaining('code been used'),
    })
  })

  test('When a demo code is exchanged again and again, then it gives the same openid', async () => {
    for (let i = 0; i < 3; i++)
      expect(await login('demo:resident-1')).toMatchObject({ openid: 'demo-resident-1' })
  })

  test('When a code is older than five minutes, then it is invalid', async () => {
    const code = await issue({ openid: 'o-1' })
    now += 5 * MINUTES
    expect(await login(code)).toMatchObject({ errcode: 40029 })
  })

  test.each([
    ['the code was never issued', 'nobody', {}, 40029],
    ['the app is another', 'demo:a', { appid: 'wx1' }, 40013],
    ['the secret is wrong', 'demo:a', { secret: 'x' }, 40125],
    ['the code is missing', '', {}, 41008],
    ['the grant type is wrong', 'demo:a', { grant_type: 'x' }, 40002],
  ])('When %s, then it is refused', async (_, code, changes, errcode) => {
    expect(await login(code, changes)).toMatchObject({ errcode })
  })

  test.each([-1, 45011, 40226])(
    'When the fault %i is queued twice, then two calls fail and the third works',
    async errcode => {
      await post('/_faults', { path: '/sns/jscode2session', errcode, times: 2 })
      expect(await login('demo:a')).toMatchObject({ errcode })
      expect(await login('demo:a')).toMatchObject({ errcode })
      expect(await login('demo:a')).toMatchObject({ openid: 'demo-a' })
    },
  )
})

describe('The access token', () => {
  test('When it is asked for again, then it is the same until it ends after two hours', async () => {
    const first = await tokenOf()
    now += 60 * MINUTES
    expect(await tokenOf()).toEqual({ access_token: first.access_token, expires_in: 3600 })
    now += 60 * MINUTES
    const next = await tokenOf()
    expect(next.expires_in).toBe(7200)
    expect(next.access_token).not.toBe(first.access_token)
  })

  test('When a new one is forced, then the old one no longer works', async () => {
    const old = String((await tokenOf()).access_token)
    now += MINUTES
    const forced = String((await tokenOf({ force_refresh: true })).access_token)
    expect(forced).not.toBe(old)
    const path = '/wxa/business/getuserphonenumber?access_token='
    expect(await post(path + old, { code: 'demo:a' })).toMatchObject({ errcode: 40001 })
    expect(await post(path + forced, { code: 'demo:a' })).toMatchObject({ errcode: 0 })
  })

  test('When the secret is wrong, then it is refused', async () => {
    expect(await tokenOf({ secret: 'x' })).toMatchObject({ errcode: 40125 })
  })
})

describe('With a token', () => {
  let token: string
  beforeEach(async () => {
    token = `?access_token=${String((await tokenOf()).access_token)}`
  })

  test('When a phone code is exchanged, then it gives the number once', async () => {
    const code = await issue({ phone: '13800000001' })
    const path = `/wxa/business/getuserphonenumber${token}`
    expect(await post(path, { code })).toMatchObject({
      errcode: 0,
      phone_info: { purePhoneNumber: '13800000001', countryCode: '86', watermark: { appid: localApp.appid } },
    })
    expect(await post(path, { code })).toMatchObject({ errcode: 40163 })
    expect(await post(path, { code: 'demo:13912345678' })).toMatchObject({
      phone_info: { phoneNumber: '13912345678' },
    })
  })

  const send = (changes: object = {}) =>
    post(`/cgi-bin/message/subscribe/send${token}`, {
      touser: 'o-1',
      template_id: 't-1',
      data: {
        thing1: { value: '借梯子' },
        phrase2: { value: '已接单' },
        date3: { value: '2026年11月1日 15:00' },
      },
      ...changes,
    })

  test('When the user allowed one message, then one is sent and recorded, and the next is refused', async () => {
    await post('/_grants', { openid: 'o-1', template_id: 't-1' })
    expect(await send()).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(await send()).toMatchObject({ errcode: 43101 })
    const { sent } = await get('/_sent')
    expect(sent).toEqual([expect.objectContaining({ touser: 'o-1', template_id: 't-1' })])
  })

  test.each([
    ['thing1', '一二三四五六七八九十一二三四五六七八九十多'],
    ['phrase1', '一二三四五六'],
    ['phrase1', 'done'],
    ['number1', '三'],
    ['date1', 'tomorrow'],
    ['time1', '3 o’clock'],
    ['character_string1', '中文'],
    ['name1', '一二三四五六七八九十多'],
    ['thing1', ''],
    ['unknown1', 'x'],
  ])('When the field %s is "%s", then the argument is invalid', async (name, value) => {
    await post('/_grants', { openid: 'o-1', template_id: 't-1' })
    const reply = await send({ data: { [name]: { value } } })
    expect(reply).toMatchObject({ errcode: 47003, errmsg: expect.stringContaining(`data.${name}.value`) })
  })

  test.each([
    ['邻居借梯子', 'pass', 100],
    [`买卖${marked.risky}`, 'risky', 20006],
    [`疑似${marked.review}`, 'review', 21000],
  ])('When the text "%s" is checked, then it is judged %s', async (content, suggest, label) => {
    const reply = await post(`/wxa/msg_sec_check${token}`, { content, version: 2, scene: 2, openid: 'o-1' })
    expect(reply).toMatchObject({ errcode: 0, result: { suggest, label }, trace_id: expect.any(String) })
  })

  test('When the token is missing or wrong, then nothing works', async () => {
    const path = '/cgi-bin/message/subscribe/send'
    expect(await post(path, {})).toMatchObject({ errcode: 41001 })
    expect(await post(`${path}?access_token=x`, {})).toMatchObject({ errcode: 40001 })
  })
})

describe('With the templates of an account', () => {
  test('When a message does not fit its template, its page or its person, then it is refused for that', async () => {
    const account = await startWechat({ templates: [{ id: 't-2', fields: { thing1: '', time2: '' } }] })
    const ask = async (path: string, body: object): Promise<Reply> => {
      const response = await fetch(`${account.base}${path}`, { method: 'POST', body: JSON.stringify(body) })
      return (await response.json()) as Reply
    }
    const { access_token } = await ask('/cgi-bin/stable_token', {
      ...localApp,
      grant_type: 'client_credential',
    })
    await ask('/_grants', { openid: 'o-1', template_id: 't-2' })
    const good = {
      touser: 'o-1',
      template_id: 't-2',
      page: 'help/detail?id=1',
      data: { thing1: { value: '借梯子' }, time2: { value: '2026年11月1日 15:00' } },
    }
    const send = (changes: object) =>
      ask(`/cgi-bin/message/subscribe/send?access_token=${String(access_token)}`, { ...good, ...changes })
    const codes = []
    for (const changes of [
      { touser: 'bad-1' },
      { template_id: 't-1' },
      { page: '/help/detail' },
      { data: { thing1: { value: '借梯子' } } },
      {},
      {},
    ])
      codes.push((await send(changes)).errcode)
    expect(codes).toEqual([40003, 40037, 41030, 47003, 0, 43101])
    const { asked } = (await (await fetch(`${account.base}/_asked`)).json()) as { asked: unknown[] }
    expect(asked).toHaveLength(6)
    await account.stop()
  })
})

describe('A code that opens a page', () => {
  const draw = async (body: object) => {
    const { access_token: token } = await tokenOf()
    const url = `${wechat.base}/wxa/getwxacodeunlimit?access_token=${String(token)}`
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
    expect(response.status).toBe(200)
    const type = response.headers.get('content-type')
    return type?.startsWith('image/')
      ? { picture: Buffer.from(await response.arrayBuffer()) }
      : ((await response.json()) as Reply)
  }

  test('When page and scene are right, then it is a picture', async () => {
    const { picture } = (await draw({ scene: 'a'.repeat(32), page: 'mediation/answer' })) as {
      picture: Buffer
    }
    expect(picture.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  })

  test.each([
    [{ scene: 'a'.repeat(33), page: 'mediation/answer' }, 40129],
    [{ scene: '有汉字', page: 'mediation/answer' }, 40129],
    [{ page: 'mediation/answer' }, 40129],
    [{ scene: 'a', page: '/mediation/answer' }, 41030],
    [{ scene: 'a', page: 'mediation/answer?code=a' }, 41030],
    [{ scene: 'a', page: 'mediation/answer', width: 100 }, 40097],
  ])('When %j is asked for, then it is %i', async (body, errcode) => {
    expect(await draw(body)).toMatchObject({ errcode })
  })
})
