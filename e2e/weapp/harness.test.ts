import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { checkWithWcc, compile } from './compile.ts'
import { openPhone, type Phone, type PhoneSettings } from './phone.ts'

const hello = {
  'app.json': JSON.stringify({
    pages: ['home/home', 'mine/mine'],
    subPackages: [{ root: 'help', pages: ['detail'] }],
    window: { navigationBarTitleText: '睦邻' },
    tabBar: {
      list: [
        { pagePath: 'home/home', text: '首页' },
        { pagePath: 'mine/mine', text: '我的' },
      ],
    },
  }),
  'app.js': 'App({})',
  'app.wxss': '.gone { display: none } page { color: #333 }',
  'home/home.json': '{}',
  'home/home.js': `Page({
    data: { name: '', count: 0, items: [], day: '', kinds: [{ text: '修灯' }, { text: '买菜' }], kind: -1, on: false },
    onLoad() { this.loads = (this.loads || 0) + 1 },
    add() { this.setData({ count: this.data.count + 1 }) },
    type(event) { this.setData({ name: event.detail.value }) },
    left() { this.setData({ left: true }) },
    chooseDay(event) { this.setData({ day: event.detail.value }) },
    chooseKind(event) { this.setData({ kind: event.detail.value }) },
    turn(event) { this.setData({ on: event.detail.value }) },
    ask() {
      wx.showModal({ title: '确定吗', success: ({ confirm }) => this.setData({ answer: confirm ? '好' : '不' }) })
    },
    load() {
      wx.request({
        url: 'https://api.example.test/things?of=me',
        success: ({ data }) => {
          wx.setStorageSync('seen', data.things)
          wx.showToast({ title: data.things instanceof Array ? data.things.join() : 'another realm' })
        },
        fail: ({ errMsg }) => wx.showToast({ title: errMsg }),
      })
    },
    many() { for (let left = 11; left > 0; left -= 1) wx.request({ url: 'https://api.example.test/things' }) },
    elsewhere() {
      wx.request({ url: 'https://api.example.test/things' })
      wx.request({ url: 'https://cdn.example.test/things' })
    },
    insecure() { wx.request({ url: 'http://api.example.test/things' }) },
    unknown() { wx.startFacialRecognition({}) },
    evaluate() { eval('1 + 1') },
    construct() { new Function('return 1')() },
    record() {
      const recorder = wx.getRecorderManager()
      const toast = title => wx.showToast({ title: String(title) })
      recorder.onStart(() => setTimeout(() => recorder.stop(), 30))
      recorder.onError(({ errMsg }) => toast(errMsg))
      recorder.onStop(({ tempFilePath, fileSize }) => {
        toast('录了' + fileSize)
        const player = wx.createInnerAudioContext()
        player.onEnded(() => toast('放完'))
        player.onError(({ errCode }) => toast(errCode))
        player.src = tempFilePath
        player.play()
      })
      recorder.start({ duration: 60000, format: 'mp3' })
    },
    photo() {
      wx.chooseMedia({
        count: 1,
        fail: ({ errMsg }) => wx.showToast({ title: errMsg }),
        success: ({ tempFiles }) => wx.getFileSystemManager().readFile({
          filePath: tempFiles[0].tempFilePath,
          success: ({ data }) => wx.request({
            url: 'https://api.example.test/bytes',
            method: 'PUT',
            header: { 'content-type': 'application/octet-stream' },
            data: data.slice(1),
            success: ({ data }) => wx.showToast({ title: data.received }),
          }),
        }),
      })
    },
    crash() { setTimeout(() => { throw new Error('late crash') }) },
    reject() { Promise.reject(new Error('nobody listens')) },
    complain() { console.error('React would say so') },
    flood() { this.setData({ items: ['x'.repeat(1100 * 1024)] }) },
    swell() { this.setData({ items: ['x'.repeat(300 * 1024)] }) },
    look() {
      const names = ['window', 'document', 'AbortController', 'crypto', 'TextEncoder', 'URL', 'URLSearchParams',
        'structuredClone', 'fetch', 'process', 'Buffer', 'Intl', 'WebAssembly']
      const found = names.filter(name => globalThis[name] !== undefined)
      if (typeof window !== 'undefined' || typeof document !== 'undefined') found.push('a window')
      this.setData({ globals: found.join() || 'nothing of a browser' })
    },
    detail() { wx.navigateTo({ url: '/help/detail?id=7&title=%E7%81%AF' }) },
    mine() { wx.navigateTo({ url: '/mine/mine', fail: ({ errMsg }) => wx.showToast({ title: errMsg }) }) },
    random() {
      wx.getRandomValues({ length: 8 }).then(({ randomValues }) =>
        wx.showToast({ title: String(new Uint8Array(randomValues).length) + (randomValues instanceof ArrayBuffer) }))
    },
  })`,
  'home/home.wxml': `
    <view bindtap="add">点了{{count}}次</view>
    <view class="gone"><view bindtap="add">藏着的</view></view>
    <view>姓名</view><input value="{{name}}" maxlength="5" placeholder="怎么称呼您" bindinput="type" bindblur="left" />
    <view>您好{{name}}{{left ? '。' : ''}}</view>
    <picker mode="date" start="2026-01-01" aria-label="日期" bindchange="chooseDay"><view>哪天{{day}}</view></picker>
    <picker range="{{kinds}}" range-key="text" aria-label="种类" bindchange="chooseKind"><view>第{{kind}}种</view></picker>
    <switch aria-label="提醒我" checked="{{on}}" bindchange="turn" /><view>{{on ? '会提醒' : '不提醒'}}</view>
    <button bindtap="add" disabled="{{true}}">不能点</button>
    <view>甲<button bindtap="ask">询问</button></view><view>答：{{answer}}</view>
    <button bindtap="load">加载</button><button bindtap="insecure">明文</button>
    <button bindtap="many">十一问</button><button bindtap="elsewhere">别处</button>
    <button bindtap="unknown">未知</button><button bindtap="evaluate">求值</button>
    <button bindtap="construct">构造</button><button bindtap="crash">出错</button>
    <button bindtap="reject">落空</button><button bindtap="complain">抱怨</button>
    <button bindtap="flood">太多</button><button bindtap="swell">很多</button>
    <button bindtap="look">看看</button><view>{{globals}}</view>
    <button bindtap="detail">详情</button><button bindtap="mine">去我的</button><button bindtap="random">随机</button>
    <button bindtap="record">录音</button><button bindtap="photo">照片</button>
    <view>没有动作</view>`,
  'mine/mine.json': JSON.stringify({ navigationBarTitleText: '我的' }),
  'mine/mine.js': 'Page({ data: { shows: 0 }, onShow() { this.setData({ shows: this.data.shows + 1 }) } })',
  'mine/mine.wxml': '<view>第{{shows}}次看</view>',
  'help/detail.json': JSON.stringify({ usingComponents: { card: './card' } }),
  'help/detail.js': `Page({
    onLoad({ id, title }) { this.setData({ id, title, depth: getCurrentPages().length }) },
    deeper() { wx.navigateTo({ url: 'detail?id=8', fail() { wx.showToast({ title: '太深' }) } }) },
  })`,
  'help/detail.wxml':
    '<view>编号{{id}} {{title}} 层{{depth}}</view><button bindtap="deeper">再深</button><card label="卡片" bindtap="deeper" />',
  'help/card.json': JSON.stringify({ component: true }),
  'help/card.js': 'Component({ properties: { label: String } })',
  'help/card.wxml': '<view>我是{{label}}</view>',
}

const cleaners: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleaners.splice(0).reverse()) await clean()
})

const built = (files: Record<string, string> = hello) => {
  const dist = mkdtempSync(path.join(tmpdir(), 'weapp-'))
  cleaners.push(() => rmSync(dist, { recursive: true }))
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(dist, file)), { recursive: true })
    writeFileSync(path.join(dist, file), text)
  }
  return dist
}
const phoneWith = async (settings: Partial<PhoneSettings> = {}): Promise<Phone> => {
  const phone = await openPhone({ dist: built(), ...settings })
  cleaners.push(() => phone.close())
  return phone
}
const apiAnswering = async (reply: (url: string, body: Buffer) => unknown) => {
  const server: Server = createServer(async (request, response) => {
    const body: Buffer[] = []
    for await (const piece of request) body.push(piece as Buffer)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(reply(request.url!, Buffer.concat(body))))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  cleaners.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('a phone', () => {
  test('When a mini-program opens, then its first page is on the screen without an error', async () => {
    const phone = await phoneWith()
    expect(phone.path).toBe('home/home')
    expect(phone.title).toBe('睦邻')
    await phone.see('点了0次')
    expect(phone.errors).toEqual([])
  })

  test('When something is tapped, then its page answers; what is hidden, disabled or deaf refuses', async () => {
    const phone = await phoneWith()
    await phone.tap('点了0次')
    await phone.see('点了1次')
    expect(phone.text).not.toContain('藏着的')
    await expect(phone.tap('藏着的')).rejects.toThrow('Nothing to tap')
    await expect(phone.tap('没有动作')).rejects.toThrow('Nothing to tap')
    await expect(phone.tap({ role: 'button', name: '不能点' })).rejects.toThrow('disabled')
    await expect(phone.see('点了2次', { within: 30 })).rejects.toThrow('On the screen')
  })

  test('When a person types, picks and switches, then the page hears the events WeChat sends', async () => {
    const phone = await phoneWith()
    await phone.fill('姓名', '王阿姨您好吗')
    await phone.see('您好王阿姨您好。') // cut at maxlength, and told that the field was left
    await phone.fill('怎么称呼您', '李')
    await phone.see('您好李')
    await phone.pick('日期', '2026-12-01')
    await phone.see('哪天2026-12-01')
    await expect(phone.pick('日期', '2025-12-01')).rejects.toThrow('outside')
    await phone.pick('种类', '买菜')
    await phone.see('第1种')
    await phone.tap('提醒我')
    await phone.see('会提醒')
    expect(phone.errors).toEqual([])
  })

  test('When a modal is open, then it is read, covers the page, and takes the answer', async () => {
    const phone = await phoneWith()
    await phone.tap({ name: '询问', near: '甲' })
    await phone.see('确定吗')
    await expect(phone.tap('点了0次')).rejects.toThrow('under a modal')
    await phone.answerModal(true)
    await phone.see('答：好')
    await phone.gone('确定吗')
    await phone.tap('询问')
    await phone.tap('取消')
    await phone.see('答：不')
  })

  test('When the page asks its API, then real HTTP answers with data of its own realm', async () => {
    const api = await apiAnswering(url => ({ things: [url] }))
    const phone = await phoneWith({ api, storage: { seen: [] } })
    await phone.tap('加载')
    expect(phone.toasts).toEqual(['/things?of=me'])
    expect(phone.storage).toEqual({ seen: ['/things?of=me'] })
    await phone.tap('随机')
    expect(phone.toasts.at(-1)).toBe('8true')
  })

  test('When a photo is chosen, then its bytes can be read and sent as they are; thought better of, it fails as WeChat does', async () => {
    const api = await apiAnswering((_, body) => ({ received: body.toString('hex') }))
    const photos = [{ name: 'a.jpg', bytes: new Uint8Array([1, 0, 255, 128]) }]
    const phone = await phoneWith({ api, photos })
    await phone.tap('照片')
    expect(phone.toasts).toEqual(['00ff80'])
    const cancelled = () => {
      throw new Error('cancel')
    }
    const other = await phoneWith({ answers: { chooseMedia: cancelled } })
    await other.tap('照片')
    expect(other.toasts).toEqual(['chooseMedia:fail cancel'])
  })

  test('When a voice is recorded, then it can be played; without leave the recorder says so', async () => {
    const phone = await phoneWith({ voice: new Uint8Array([1, 2, 3]) })
    await phone.tap('录音')
    await new Promise(resolve => setTimeout(resolve, 100))
    await phone.settle()
    expect(phone.toasts).toEqual(['录了3', '放完'])
    const other = await phoneWith()
    await other.tap('录音')
    await new Promise(resolve => setTimeout(resolve, 30))
    expect(other.toasts).toEqual(['operateRecorder:fail auth deny'])
  })

  test('When the page asks more than WeChat allows, then that is noted', async () => {
    const phone = await phoneWith({ api: await apiAnswering(() => ({})) })
    await phone.tap('十一问')
    expect(phone.warnings).toEqual(['11 requests at once: WeChat runs 10, the rest wait'])
    await phone.tap('明文')
    expect(phone.errors.join()).toContain('only https')
    await phone.tap('别处')
    expect(phone.errors.join()).toContain('a second host')
  })

  test('When pages are opened and left, then WeChat’s rules of the page stack hold', async () => {
    const phone = await phoneWith()
    await phone.tap('去我的')
    expect(phone.toasts).toEqual(['navigateTo:fail can not navigateTo a tabbar page'])
    await phone.tap('我的')
    await phone.see('第1次看')
    expect(phone.title).toBe('我的')
    await phone.tap('首页')
    await phone.tap('我的')
    await phone.see('第2次看')
    await phone.tap('首页')
    await phone.tap('详情')
    await phone.see('编号7 %E7%81%AF 层2')
    await phone.see('我是卡片')
    expect(phone.query).toEqual({ id: '7', title: '%E7%81%AF' })
    for (let depth = 3; depth <= 10; depth += 1) await phone.tap(depth % 2 ? '再深' : '我是卡片')
    await phone.see('层10')
    expect(phone.errors).toEqual([])
    await phone.tap('再深')
    expect(phone.toasts).toContain('太深')
    await phone.back()
    await phone.see('层9')
    await phone.open('/help/detail?id=9')
    await phone.see('编号9 层1')
    await expect(phone.back()).rejects.toThrow('first page')
  })

  test('When two phones live side by side, then neither sees the other', async () => {
    const dist = built()
    const [one, other] = [await phoneWith({ dist }), await phoneWith({ dist })]
    await one.tap('点了0次')
    await one.tap('抱怨')
    await one.tap('求值')
    expect(other.text).toContain('点了0次')
    expect(one.errors).toHaveLength(2)
    expect(other.errors).toEqual([])
  })
})

describe('the logic layer', () => {
  test('When it calls an unknown wx API, then that throws with its name', async () => {
    const phone = await phoneWith()
    await phone.tap('未知')
    expect(phone.errors.join()).toContain('wx.startFacialRecognition is not simulated')
  })

  test('When it evaluates text as code, then that fails as in WeChat', async () => {
    const phone = await phoneWith()
    await phone.tap('求值')
    await phone.tap('构造')
    expect(phone.errors).toHaveLength(2)
    for (const error of phone.errors) expect(error).toContain('Code generation from strings disallowed')
  })

  test('When it looks around, then it finds nothing of a browser or of Node', async () => {
    const phone = await phoneWith()
    await phone.tap('看看')
    await phone.see('nothing of a browser')
  })

  test('When it fails late, unheard or aloud, then the phone has noted it', async () => {
    const phone = await phoneWith()
    await phone.tap('出错')
    await phone.tap('落空')
    await phone.tap('抱怨')
    expect(phone.errors.join()).toMatch(/late crash[^]*nobody listens[^]*React would say so/)
  })

  test('When setData carries too much, then above 256 KB is a warning and above 1 MB an error', async () => {
    const phone = await phoneWith()
    await phone.tap('很多')
    expect([phone.warnings.length, phone.errors.length]).toEqual([1, 0])
    await phone.tap('太多')
    expect([phone.warnings.length, phone.errors.length]).toEqual([1, 1])
  })
})

describe('the compilers', () => {
  test('When the build is sound, then WeChat’s own compilers accept it', () => {
    const dist = built()
    expect(checkWithWcc(dist)).toEqual([])
    expect(compile(dist).diagnostics).toEqual([])
  })

  test('When a template is broken, then both say so', () => {
    const dist = built({ ...hello, 'mine/mine.wxml': '<view wx:if="{{a ===}}"><text></view>' })
    expect(compile(dist).diagnostics.join()).toContain('mine/mine.wxml:1')
    expect(checkWithWcc(dist).join()).toContain('mine')
  })

  test('When a style is broken, then WeChat’s compiler says so', () => {
    expect(checkWithWcc(built({ ...hello, 'app.wxss': '.a { color: red' }))).toHaveLength(1)
  })
})

const real = process.env.WEAPP_DIST ?? 'miniprogram/dist/weapp'

describe('the real build', () => {
  test('When WeChat’s own compilers read it, then they accept it', () => {
    expect(checkWithWcc(path.resolve(real))).toEqual([])
  })

  test('When each page of app.json is opened without an API, then it loads without an error of its own', async () => {
    const phone = await phoneWith({ dist: path.resolve(real), login: () => 'demo:resident-1' })
    for (const page of phone.pagePaths) {
      await phone.open(`/${page}`)
      expect(phone.path).toBe(page)
      expect([page, phone.text]).not.toEqual([page, ''])
    }
    expect(phone.errors).toEqual([])
  }, 60_000)
})
