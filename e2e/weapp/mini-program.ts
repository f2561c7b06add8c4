import path from 'node:path'
import { format } from 'node:util'
import { compile } from './compile.ts'
import { createLogicLayer } from './logic-layer.ts'
import { createNetwork, type Files } from './network.ts'
import { createOverlays } from './overlays.ts'
import { createView, type Instance, type PageView } from './view.ts'
import { createWx, type Host, type Photo } from './wx.ts'

export type Settings = {
  /** The folder of a weapp build. */
  dist: string
  /** Origin that every request is led to, e.g. `http://127.0.0.1:3000`. */
  api?: string
  /** What wx.login gives as its code. */
  login?: () => string | Promise<string>
  /** What the phone remembers from earlier, by key. */
  storage?: Record<string, unknown>
  /** What the album holds, for chooseMedia and chooseImage. */
  photos?: Photo[]
  /** What the microphone hears, as mp3; without it the person refuses the microphone. */
  voice?: Uint8Array<ArrayBuffer>
  /** Stand-ins for wx APIs, by name: what they return is the success, what they throw the fail. */
  answers?: Host['answers']
  /** Where to open, `/folder/page?query`; the first page otherwise. */
  url?: string
}

export type Page = PageView & { path: string; query: Record<string, string>; title: string }
type AppConfig = {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  subpackages?: { root: string; pages: string[] }[]
  tabBar?: { list: Tab[]; color?: string; selectedColor?: string }
  window?: { navigationBarTitleText?: string }
}
export type Tab = { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }
type PageConfig = { usingComponents?: Record<string, string>; navigationBarTitleText?: string }

const deepestStack = 10 // pages; WeChat refuses the eleventh

// One grey dot: enough where only a picture is wanted.
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const usualPhotos: Photo[] = [{ name: 'photo.png', bytes: new Uint8Array(Buffer.from(dot, 'base64')) }]

// WeChat decodes nothing, cuts at a second `=`, and makes "undefined" of a name without one.
const splitUrl = (url: string) => {
  const [page = '', query = ''] = url.split('?')
  const pairs = query.split('&').filter(pair => pair)
  return { page, query: Object.fromEntries(pairs.map(pair => [...pair.split('='), 'undefined'].slice(0, 2))) }
}

/** Runs a weapp build: its logic in a bare realm, its pages on WeChat's component framework. */
export const startMiniProgram = (settings: Settings) => {
  const compiled = compile(settings.dist)
  const { files } = compiled
  const json = <T>(file: string) => JSON.parse(files[file] ?? '{}') as T
  const config = json<AppConfig>('app.json')
  const packages = config.subPackages ?? config.subpackages ?? []
  const pagePaths = [
    ...config.pages,
    ...packages.flatMap(({ root, pages }) => pages.map(page => path.posix.join(root, page))),
  ]
  const tabs = config.tabBar?.list ?? []
  const isTab = (page: string) => tabs.some(tab => tab.pagePath === page)

  const errors: string[] = [...compiled.diagnostics]
  const warnings: string[] = []
  const journal = { error: (text: string) => errors.push(text), warn: (text: string) => warnings.push(text) }
  const calls: { api: string; options: unknown }[] = []
  const storage = new Map(
    Object.entries(settings.storage ?? {}).map(([key, value]) => [key, JSON.stringify(value)]),
  )
  const phoneFiles: Files = new Map()
  const overlays = createOverlays()
  const network = createNetwork(settings.api, phoneFiles, journal)
  const view = createView(compiled, journal)

  let underWay = 0
  let tapping = false
  let app: Record<string, unknown> = {}
  let stack: Page[] = []
  let onLost: ((page: unknown) => void) | undefined
  const sleepingTabs = new Map<string, Page>() // a tab page lives on while another tab is shown
  const top = () => stack.at(-1)

  const call = (target: object, method: string, ...args: unknown[]): unknown => {
    const member = (target as Record<string, unknown>)[method]
    if (typeof member !== 'function') return undefined
    try {
      return member.apply(target, args) as unknown
    } catch (error) {
      journal.error(format(`${top()?.path ?? 'app'} ${method}:`, error))
      return undefined
    }
  }
  const hide = (page: Page) => {
    call(page.instance, 'onHide')
    page.root.hidden = true
  }
  const show = (page: Page) => {
    page.root.hidden = false
    call(page.instance, 'onShow')
  }
  const unload = (page: Page) => {
    call(page.instance, 'onUnload')
    page.close()
  }

  const resolve = (url: string) => {
    const { page, query } = splitUrl(url)
    const from = page.startsWith('/') || !stack.length ? '' : path.posix.dirname(top()!.path)
    const found = path.posix.join(from, page).replace(/^\//, '')
    if (!pagePaths.includes(found)) throw new Error(`page "${found}" is not found`)
    return { found, query }
  }

  const defined = new Set<string>()
  let defining = 'app'
  const define = (file: string) => {
    if (defined.has(file)) return
    defined.add(file)
    const { usingComponents = {} } = json<PageConfig>(`${file}.json`)
    const own = path.posix.dirname(file)
    for (const used of Object.values({ ...json<PageConfig>('app.json').usingComponents, ...usingComponents }))
      define(used.startsWith('/') ? used.slice(1) : path.posix.join(own, used))
    const before = defining
    defining = file
    try {
      logic.require(`${file}.js`)
    } catch (error) {
      journal.error(format(`${file}.js does not load:`, error))
      throw error
    } finally {
      defining = before
    }
  }

  const open = (file: string, query: Record<string, string>) => {
    define(file)
    const own = view.createPage(file)
    const title = json<PageConfig>(`${file}.json`).navigationBarTitleText
    const page: Page = {
      ...own,
      path: file,
      query,
      title: title ?? config.window?.navigationBarTitleText ?? '',
    }
    Object.assign(own.instance, { route: file, options: logic.adopt(query) })
    stack.push(page)
    call(page.instance, 'onLoad', logic.adopt(query))
    call(page.instance, 'onShow')
    call(page.instance, 'onReady')
  }
  const closeAll = () => {
    for (const page of [...stack.reverse(), ...sleepingTabs.values()]) unload(page)
    stack = []
    sleepingTabs.clear()
  }

  const go: Host['go'] = {
    navigateTo(url) {
      const { found, query } = resolve(url)
      if (isTab(found)) throw new Error('can not navigateTo a tabbar page')
      if (stack.length >= deepestStack) {
        journal.error(`navigateTo ${found}: WeChat opens ${deepestStack} pages at most`)
        throw new Error(`webview count limit exceed`)
      }
      const below = top()
      if (below) hide(below)
      open(found, query)
    },
    redirectTo(url) {
      const { found, query } = resolve(url)
      if (isTab(found)) throw new Error('can not redirectTo a tabbar page')
      const replaced = stack.pop()
      if (replaced) unload(replaced)
      open(found, query)
    },
    reLaunch(url) {
      const { found, query } = resolve(url)
      closeAll()
      open(found, query)
    },
    switchTab(url) {
      const { found } = resolve(url)
      if (!isTab(found)) throw new Error('can not switch to no-tabBar page')
      if (stack.length === 1 && top()!.path === found) return
      const current = top()
      if (current && isTab(current.path)) hide(current)
      for (const page of stack.reverse()) {
        if (isTab(page.path)) sleepingTabs.set(page.path, page)
        else unload(page)
      }
      const sleeping = sleepingTabs.get(found)
      stack = []
      if (!sleeping) return open(found, {})
      sleepingTabs.delete(found)
      stack = [sleeping]
      show(sleeping)
    },
    navigateBack(delta) {
      if (stack.length < 2) throw new Error('cannot navigate back at first page')
      for (let left = delta; left > 0 && stack.length > 1; left -= 1) unload(stack.pop()!)
      show(top()!)
    },
  }

  const launchUrl = settings.url ?? `/${config.pages[0]}`
  const launch = { path: splitUrl(launchUrl).page.replace(/^\//, ''), query: splitUrl(launchUrl).query }
  const wx = createWx({
    ...{ journal, network, overlays, files: phoneFiles, storage, go, launch },
    logic: () => logic,
    photos: settings.photos ?? usualPhotos,
    voice: settings.voice,
    answers: settings.answers ?? {},
    login:
      settings.login ??
      (() => {
        throw new Error('this phone was opened without a login')
      }),
    setTitle(title) {
      const page = top()
      if (page) page.title = title
    },
    begin() {
      underWay += 1
      return () => void (underWay -= 1)
    },
    record: (api, options) => calls.push({ api, options }),
    tapping: () => tapping,
    onLost: listener => void (onLost = listener),
  })
  const logic = createLogicLayer(
    files,
    {
      wx,
      App: (definition: Record<string, unknown>) => void (app = definition),
      getApp: () => app,
      getCurrentPages: () => stack.map(({ instance }): Instance => instance),
      Page: (definition: object) => view.define(defining, 'Page', definition),
      Component: (definition: object) => view.define(defining, 'Component', definition),
      Behavior: (definition: object) => view.define(defining, 'Behavior', definition),
    },
    journal,
  )

  return {
    ...{ compiled, config, pagePaths, tabs, errors, warnings, calls, overlays, files: phoneFiles, go, call },
    /** Starts the app and opens its first page. */
    launch() {
      logic.require('app.js')
      const options = logic.adopt({ ...launch, scene: 1001, referrerInfo: {} })
      call(app, 'onLaunch', options)
      call(app, 'onShow', options)
      // WeChat leaves it to the app where it leads instead.
      if (onLost && !pagePaths.includes(launch.path))
        return onLost(logic.adopt({ ...launch, isEntryPage: true }))
      const { found, query } = resolve(launchUrl)
      open(found, query)
    },
    /** What WeChat allows only while a tap is carried out, `work` may do. */
    asTap(work: () => void) {
      tapping = true
      try {
        work()
      } finally {
        tapping = false
      }
    },
    get page() {
      const page = top()
      if (!page) throw new Error('no page is open')
      return page
    },
    get depth() {
      return stack.length
    },
    /** Whether something is about to change by itself: a call to wx or HTTP, a short timer. */
    get busy() {
      return underWay > 0 || logic.shortTimers > 0
    },
    get storage(): Record<string, unknown> {
      return Object.fromEntries([...storage].map(([key, text]) => [key, JSON.parse(text) as unknown]))
    },
    close() {
      closeAll()
      network.close()
      overlays.close()
      logic.close()
      view.close()
    },
  }
}

export type MiniProgram = ReturnType<typeof startMiniProgram>
