import { webcrypto } from 'node:crypto'
import { format } from 'node:util'
import type { Journal, LogicLayer } from './logic-layer.ts'
import type { DownloadOptions, Files, Network, RequestOptions, UploadOptions } from './network.ts'
import type { Overlays, ModalOptions, SheetOptions, ToastOptions } from './overlays.ts'

export type Photo = { name: string; bytes: Uint8Array<ArrayBuffer> }

/** What `wx` needs of the phone around it. */
export type Host = {
  logic: () => Pick<LogicLayer, 'adopt' | 'Promise'>
  journal: Journal
  network: Network
  overlays: Overlays
  files: Files
  photos: Photo[]
  /** What the microphone hears; undefined: the person does not let it be used. */
  voice: Uint8Array<ArrayBuffer> | undefined
  storage: Map<string, string>
  login: () => string | Promise<string>
  launch: { path: string; query: Record<string, string> }
  go: Record<'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab', (url: string) => void> & {
    navigateBack: (delta: number) => void
  }
  setTitle: (title: string) => void
  /** Counts work under way; call the result when it is done. */
  begin: () => () => void
  /** Every call, for tests that ask what was asked of WeChat. */
  record: (api: string, options: unknown) => void
  /** Whether a tap is being carried out right now; WeChat shows some prompts only then. */
  tapping: () => boolean
  /** Told of an address that the app has no page for. */
  onLost: (listener: (page: unknown) => void) => void
  /** Stand-ins a test brings along, in place of or beside ours. */
  answers: Record<string, (options: Record<string, unknown>) => unknown>
}

type Callbacks = {
  success?: (result: unknown) => void
  fail?: (error: unknown) => void
  complete?: (result: unknown) => void
}
type Api = (options: never) => unknown

/** WeChat's own errors carry a number beside their words. */
export class WxError extends Error {
  readonly errCode: number
  constructor(errCode: number, text: string) {
    super(text)
    this.errCode = errCode
  }
}

/** What the person answers to the prompt for subscription messages, by template. */
export type SubscribeAnswer = 'accept' | 'reject' | 'ban' | 'filter'
const mostTemplates = 3
const checkPrompt = (tmplIds: unknown, tapping: boolean) => {
  if (!tapping) throw new Error('can only be invoked by user TAP gesture.')
  if (!Array.isArray(tmplIds) || tmplIds.length === 0) throw new WxError(10001, 'TmplIds can’t be empty')
  if (tmplIds.length > mostTemplates) throw new WxError(20003, 'Templates count out of max bounds')
}

const device = {
  ...{ brand: 'Apple', model: 'iPhone 13', platform: 'ios', system: 'iOS 15.0', language: 'zh_CN' },
  ...{ version: '8.0.50', SDKVersion: '3.5.0', fontSizeSetting: 16, theme: 'light', pixelRatio: 3 },
  ...{ windowWidth: 390, windowHeight: 753, screenWidth: 390, screenHeight: 844, statusBarHeight: 47 },
  ...{ deviceOrientation: 'portrait', benchmarkLevel: 40, enableDebug: false, host: { env: 'WeChat' } },
  safeArea: { top: 47, bottom: 810, left: 0, right: 390, width: 390, height: 763 },
}

// Taro asks for these while it starts, and does without them.
const probed = new Set(['webpackJsonp', 'cloud'])

const keyLimit = 1024 * 1024 // bytes WeChat stores under one key

const events = [
  ...['AppShow', 'AppHide', 'Error', 'UnhandledRejection', 'PageNotFound', 'ThemeChange', 'MemoryWarning'],
  ...['NetworkStatusChange', 'KeyboardHeightChange', 'WindowResize', 'NeedPrivacyAuthorization'],
]

/** The `wx` of one phone. An API that is not simulated throws with its name as soon as it is touched. */
export const createWx = (host: Host) => {
  const { journal, network, overlays, files, storage, go } = host
  const adopt = <T>(value: T) => host.logic().adopt(value)

  const tell = (callback: ((value: unknown) => void) | undefined, value: unknown) => {
    try {
      callback?.(value)
    } catch (error) {
      journal.error(format('in a callback of wx:', error))
    }
  }

  // As in WeChat: callbacks are told, and without any callback the call returns a promise.
  const run = (name: string, options: Callbacks, work: () => unknown, waitsForPerson = false) => {
    host.record(name, options)
    const end = waitsForPerson ? () => {} : host.begin()
    const outcome = new (host.logic().Promise)<unknown>((resolve, reject) => {
      const succeed = (result: unknown) => resolve(adopt({ errMsg: `${name}:ok`, ...(result as object) }))
      const fail = (error: unknown) =>
        reject(
          adopt({
            errMsg: `${name}:fail ${error instanceof Error ? error.message : String(error)}`,
            ...(error instanceof WxError && { errCode: error.errCode }),
          }),
        )
      Promise.resolve().then(work).then(succeed, fail)
    })
    const succeed = (result: unknown) => {
      tell(options.success, result)
      tell(options.complete, result)
    }
    const fail = (error: unknown) => {
      tell(options.fail, error)
      tell(options.complete, error)
    }
    outcome.then(succeed, fail).then(end)
    return options.success || options.fail || options.complete ? undefined : outcome
  }

  const task = (name: string, options: Callbacks, work: (controller: AbortController) => unknown) => {
    const controller = new AbortController()
    const outcome = run(name, options, () => work(controller))
    const noted = () => {}
    return Object.assign(outcome ?? {}, {
      abort: () => controller.abort(new Error('abort')),
      ...{ onHeadersReceived: noted, offHeadersReceived: noted },
      ...{ onProgressUpdate: noted, offProgressUpdate: noted },
    })
  }

  /** The microphone: one for the whole program, as in WeChat; what it hears is the phone's `voice`. */
  const heard: Record<string, ((event: unknown) => void) | undefined> = {}
  let recording: { timer: NodeJS.Timeout; since: number } | undefined
  const stopRecording = () => {
    if (!recording) return
    clearTimeout(recording.timer)
    const duration = Date.now() - recording.since
    recording = undefined
    if (!host.voice) return
    const tempFilePath = `wxfile://tmp_${files.size + 1}.mp3`
    files.set(tempFilePath, host.voice)
    tell(heard.Stop, adopt({ tempFilePath, duration, fileSize: host.voice.byteLength }))
  }
  const hear = (name: string) => (listener: (event: unknown) => void) => void (heard[name] = listener)
  const recorderManager = {
    start(options: { duration?: number }) {
      host.record('recorder.start', options)
      const begin = () => {
        if (!host.voice) return tell(heard.Error, adopt({ errMsg: 'operateRecorder:fail auth deny' }))
        if (recording)
          return tell(heard.Error, adopt({ errMsg: 'operateRecorder:fail is recording or paused' }))
        recording = { timer: setTimeout(stopRecording, options.duration ?? 60_000), since: Date.now() }
        tell(heard.Start, undefined)
      }
      setTimeout(begin, 5)
    },
    stop: () => void setTimeout(stopRecording, 5),
    ...{ onStart: hear('Start'), onStop: hear('Stop'), onError: hear('Error'), onPause: hear('Pause') },
    ...{ onInterruptionBegin: hear('InterruptionBegin'), onInterruptionEnd: hear('InterruptionEnd') },
  }

  /** A player that is at the end at once; it really fetches what it plays. */
  const innerAudioContext = () => {
    const listeners: Record<string, ((event: unknown) => void) | undefined> = {}
    const on = (name: string) => (listener: (event: unknown) => void) => void (listeners[name] = listener)
    let gone = false
    const player = {
      src: '',
      play() {
        host.record('audio.play', { src: player.src })
        const end = host.begin()
        const fetched = files.has(player.src)
          ? Promise.resolve()
          : network.download({ url: player.src }, new AbortController()).then(({ statusCode }) => {
              if (statusCode !== 200) throw new Error(String(statusCode))
            })
        fetched
          .then(
            () => !gone && tell(listeners.Ended, undefined),
            // 10002: network error
            () => !gone && tell(listeners.Error, adopt({ errCode: 10002, errMsg: 'network error' })),
          )
          .finally(end)
      },
      ...{ pause() {}, stop() {}, seek() {}, destroy: () => void (gone = true) },
      ...{ onPlay: on('Play'), onEnded: on('Ended'), onError: on('Error'), onStop: on('Stop') },
    }
    return player
  }

  const takePhotos = (count = 9) =>
    host.photos.slice(0, count).map(({ name, bytes }) => {
      const tempFilePath = `wxfile://tmp_${files.size + 1}_${name}`
      files.set(tempFilePath, bytes)
      return { tempFilePath, path: tempFilePath, size: bytes.byteLength, fileType: 'image' }
    })

  const store = (key: string, value: unknown) => {
    const text = JSON.stringify(value ?? '')
    if (Buffer.byteLength(text) > keyLimit) throw new Error('entry size limit reached')
    storage.set(key, text)
  }
  const recall = (key: string) => adopt(JSON.parse(storage.get(key)!) as unknown)

  const asked: Record<string, Api> = {
    ...Object.fromEntries(
      (['navigateTo', 'redirectTo', 'reLaunch', 'switchTab'] as const).map(name => [
        name,
        ({ url }: { url: string }) => go[name](url),
      ]),
    ),
    navigateBack: ({ delta }: { delta?: number }) => go.navigateBack(delta ?? 1),
    setNavigationBarTitle: ({ title }: { title: string }) => host.setTitle(title),
    showToast: (options: ToastOptions) => overlays.toast(options),
    hideToast: () => overlays.hideToast(),
    showLoading: ({ title }: { title: string }) => overlays.loading(title),
    hideLoading: () => overlays.loading(undefined),
    login: async () => ({ code: await host.login() }),
    getRandomValues: ({ length }: { length: number }) => ({
      randomValues: webcrypto.getRandomValues(new Uint8Array(length)).buffer,
    }),
    setStorage: ({ key, data }: { key: string; data: unknown }) => store(key, data),
    getStorage: ({ key }: { key: string }) => {
      if (!storage.has(key)) throw new Error('data not found')
      return { data: recall(key) }
    },
    removeStorage: ({ key }: { key: string }) => void storage.delete(key),
    clearStorage: () => storage.clear(),
    chooseMedia: ({ count }: { count?: number }) => ({ type: 'image', tempFiles: takePhotos(count) }),
    chooseImage: ({ count }: { count?: number }) => {
      const tempFiles = takePhotos(count)
      return { tempFiles, tempFilePaths: tempFiles.map(({ path }) => path) }
    },
    compressImage: ({ src }: { src: string }) => ({ tempFilePath: src }),
    getFileInfo: ({ filePath }: { filePath: string }) => ({ size: files.get(filePath)?.byteLength ?? 0 }),
    requestSubscribeMessage: ({ tmplIds }: { tmplIds: string[] }) =>
      Object.fromEntries(tmplIds.map(id => [id, 'accept' satisfies SubscribeAnswer])),
    getSetting: () => ({ authSetting: {}, subscriptionsSetting: { mainSwitch: true, itemSettings: {} } }),
    getPrivacySetting: () => ({ needAuthorization: false, privacyContractName: '隐私保护指引' }),
    getNetworkType: () => ({ networkType: 'wifi' }),
    getSystemInfo: () => device,
    // Nothing to answer: the call itself is what a test can look at, in `calls`.
    ...Object.fromEntries(
      [
        ...[
          'makePhoneCall',
          'setClipboardData',
          'vibrateShort',
          'vibrateLong',
          'pageScrollTo',
          'checkSession',
        ],
        ...['setNavigationBarColor', 'setBackgroundColor', 'setBackgroundTextStyle', 'hideKeyboard'],
        ...['showNavigationBarLoading', 'hideNavigationBarLoading', 'stopPullDownRefresh', 'openSetting'],
        ...['showShareMenu', 'hideShareMenu', 'previewImage', 'previewMedia', 'openDocument', 'openLocation'],
        ...['setTabBarBadge', 'removeTabBarBadge', 'showTabBarRedDot', 'hideTabBarRedDot', 'showTabBar'],
        ...[
          'hideTabBar',
          'hideHomeButton',
          'requirePrivacyAuthorize',
          'openPrivacyContract',
          'setKeepScreenOn',
        ],
        ...[
          'setInnerAudioOption',
          'saveImageToPhotosAlbum',
          'startPullDownRefresh',
          'setVisualEffectOnCapture',
          'loadFontFace',
        ],
      ].map(name => [name, () => ({})]),
    ),
  }

  const rectangle = { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0, scrollTop: 0, scrollLeft: 0 }
  // There is no layout in Node: every measure is zero.
  const selectorQuery = () => {
    const asks: (((result: unknown) => void) | undefined)[] = []
    const ask = (callback?: (result: unknown) => void) => (asks.push(callback), query)
    const node = {
      boundingClientRect: ask,
      scrollOffset: ask,
      fields: (_: unknown, done?: () => void) => ask(done),
    }
    const query = {
      in: () => query,
      select: () => node,
      selectAll: () => node,
      selectViewport: () => node,
      exec(done?: (results: unknown[]) => void) {
        for (const callback of asks) callback?.(adopt(rectangle))
        done?.(adopt(asks.map(() => rectangle)))
      },
    }
    return query
  }

  const known: Record<string, unknown> = {
    env: { USER_DATA_PATH: 'wxfile://usr' },
    canIUse: (schema: string) => schema.split('.')[0]! in known || /^[a-z-]+\.|^[a-z]+-[a-z-]+$/.test(schema),
    nextTick: (callback: () => void) => void Promise.resolve().then(() => tell(callback, undefined)),
    request: (options: RequestOptions & Callbacks) =>
      task('request', options, controller => network.request(options, controller)),
    uploadFile: (options: UploadOptions & Callbacks) =>
      task('uploadFile', options, controller => network.upload(options, controller)),
    downloadFile: (options: DownloadOptions & Callbacks) =>
      task('downloadFile', options, controller => network.download(options, controller)),
    showModal: (options: ModalOptions & Callbacks) =>
      run('showModal', options, () => overlays.modal(options), true),
    showActionSheet: (options: SheetOptions & Callbacks) =>
      run('showActionSheet', options, () => overlays.sheet(options), true),
    getStorageSync: (key: string) => (storage.has(key) ? recall(key) : ''),
    setStorageSync: store,
    removeStorageSync: (key: string) => void storage.delete(key),
    clearStorageSync: () => storage.clear(),
    getStorageInfoSync: () => adopt({ keys: [...storage.keys()], currentSize: 1, limitSize: 10240 }),
    getMenuButtonBoundingClientRect: () =>
      adopt({ top: 51, right: 383, bottom: 83, left: 296, width: 87, height: 32 }),
    getAccountInfoSync: () => adopt({ miniProgram: { appId: 'wxtest', envVersion: 'develop', version: '' } }),
    getUpdateManager: () => ({ onCheckForUpdate() {}, onUpdateReady() {}, onUpdateFailed() {} }),
    reportEvent() {},
    getRecorderManager: () => recorderManager,
    createInnerAudioContext: innerAudioContext,
    createSelectorQuery: selectorQuery,
    getFileSystemManager: () => ({
      readFile: (options: { filePath: string; encoding?: BufferEncoding } & Callbacks) =>
        run('readFile', options, () => {
          const bytes = files.get(options.filePath)
          if (!bytes) throw new Error(`no such file or directory ${options.filePath}`)
          const { encoding } = options
          return { data: encoding ? Buffer.from(bytes).toString(encoding) : bytes.slice().buffer }
        }),
    }),
    ...Object.fromEntries(
      ['getSystemInfoSync', 'getWindowInfo', 'getDeviceInfo', 'getAppBaseInfo', 'getSystemSetting'].map(
        name => [name, () => adopt(device)],
      ),
    ),
    ...Object.fromEntries(
      ['getLaunchOptionsSync', 'getEnterOptionsSync'].map(name => [
        name,
        () => adopt({ ...host.launch, scene: 1001, referrerInfo: {} }),
      ]),
    ),
    ...Object.fromEntries(
      events.flatMap(event => ['on', 'off'].map(prefix => [`${prefix}${event}`, () => {}])),
    ),
    onPageNotFound: host.onLost,
  }
  for (const [name, api] of Object.entries({ ...asked, ...host.answers }))
    known[name] = (options: Callbacks & { tmplIds?: unknown } = {}) => {
      const tapping = host.tapping()
      return run(name, options, () => {
        if (name === 'requestSubscribeMessage') checkPrompt(options.tmplIds, tapping)
        return api(options as never)
      })
    }

  return new Proxy(known, {
    get(target, name, receiver) {
      if (typeof name === 'symbol' || name in target) return Reflect.get(target, name, receiver)
      if (probed.has(name)) return undefined
      journal.error(`wx.${name} is not simulated`)
      throw new Error(`wx.${name} is not simulated: e2e/weapp/wx.ts`)
    },
  })
}
