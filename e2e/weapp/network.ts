import type { Journal } from './logic-layer.ts'

/** The phone's own files: what the camera took and what was downloaded, by `wxfile://` path. */
export type Files = Map<string, Uint8Array<ArrayBuffer>>

export type RequestOptions = {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  dataType?: string
  responseType?: string
  timeout?: number
}
export type UploadOptions = {
  url: string
  filePath: string
  name: string
  header?: Record<string, string>
  formData?: Record<string, string>
  timeout?: number
}
export type DownloadOptions = { url: string; header?: Record<string, string>; timeout?: number }

const limit = 10 // wx.request: more than ten at once wait in a queue
const usualTimeout = 60_000 // ms, WeChat's default

const withQuery = (url: URL, data: unknown) => {
  for (const [key, value] of Object.entries((data ?? {}) as Record<string, unknown>))
    url.searchParams.append(key, String(value))
  return url
}

const isBytes = (data: unknown): data is ArrayBuffer =>
  Object.prototype.toString.call(data) === '[object ArrayBuffer]'

const bodyOf = (data: unknown, contentType: string): BodyInit => {
  if (typeof data === 'string') return data
  if (isBytes(data)) return new Uint8Array(data)
  if (contentType.includes('x-www-form-urlencoded'))
    return new URLSearchParams(data as Record<string, string>).toString()
  return JSON.stringify(data)
}

const parsed = (text: string) => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text // as WeChat does when the reply is not JSON
  }
}

/** Real HTTP with WeChat's manners. Every address is led to `api`: a build knows only its production host. */
export const createNetwork = (api: string | undefined, files: Files, journal: Journal) => {
  const open = new Set<AbortController>()
  let knownHost: string | undefined

  const addressOf = (raw: string) => {
    const url = URL.parse(raw)
    if (!url) throw new Error(`invalid url "${raw}"`)
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && url.hostname === '127.0.0.1')) {
      journal.error(`${raw}: WeChat asks only https addresses (or, here, http://127.0.0.1)`)
      throw new Error('url not in domain list')
    }
    if (!api) throw new Error(`${raw}: this phone was opened without an api`)
    const base = api.replace(/\/$/, '')
    if (raw.startsWith(`${base}/`)) return url
    knownHost ??= url.host
    if (url.host !== knownHost) {
      journal.error(`${raw}: a second host beside ${knownHost}; each one must be registered with WeChat`)
      throw new Error('url not in domain list')
    }
    return new URL(base + url.pathname + url.search)
  }

  const send = async (url: URL, init: RequestInit, controller: AbortController, timeout = usualTimeout) => {
    open.add(controller)
    if (open.size > limit) journal.warn(`${open.size} requests at once: WeChat runs ${limit}, the rest wait`)
    const timer = setTimeout(() => controller.abort(new Error('timeout')), timeout)
    try {
      const response = await fetch(url, { ...init, signal: controller.signal })
      return { response, bytes: await response.arrayBuffer() }
    } catch (error) {
      if (controller.signal.aborted)
        throw controller.signal.reason instanceof Error ? controller.signal.reason : error
      throw new Error(`net::ERR_CONNECTION ${String(error)}`, { cause: error })
    } finally {
      clearTimeout(timer)
      open.delete(controller)
    }
  }

  const head = (response: Response) => ({
    statusCode: response.status,
    header: Object.fromEntries(response.headers),
    cookies: response.headers.getSetCookie(),
  })
  const textOf = (bytes: ArrayBuffer) => new TextDecoder().decode(bytes)

  return {
    async request(options: RequestOptions, controller: AbortController) {
      const method = (options.method ?? 'GET').toUpperCase()
      const headers = new Headers(options.header)
      if (!headers.has('content-type')) headers.set('content-type', 'application/json')
      const url = addressOf(options.url)
      const reads = method === 'GET' || method === 'HEAD'
      const init =
        reads || options.data === undefined
          ? { method, headers }
          : { method, headers, body: bodyOf(options.data, headers.get('content-type')!) }
      const target = reads ? withQuery(url, options.data) : url
      const { response, bytes } = await send(target, init, controller, options.timeout)
      if (options.responseType === 'arraybuffer') return { ...head(response), data: bytes }
      const text = textOf(bytes)
      return { ...head(response), data: (options.dataType ?? 'json') === 'json' ? parsed(text) : text }
    },
    async upload(options: UploadOptions, controller: AbortController) {
      const file = files.get(options.filePath)
      if (!file) throw new Error(`no such file ${options.filePath}`)
      const form = new FormData()
      for (const [key, value] of Object.entries(options.formData ?? {})) form.append(key, value)
      form.append(options.name, new Blob([file]), options.filePath.split('/').at(-1))
      const headers = new Headers(options.header)
      headers.delete('content-type') // fetch writes the boundary itself
      const init = { method: 'POST', headers, body: form }
      const { response, bytes } = await send(addressOf(options.url), init, controller, options.timeout)
      return { ...head(response), data: textOf(bytes) }
    },
    async download(options: DownloadOptions, controller: AbortController) {
      const init = options.header ? { headers: options.header } : {}
      const { response, bytes } = await send(addressOf(options.url), init, controller, options.timeout)
      const tempFilePath = `wxfile://tmp_download_${files.size + 1}`
      files.set(tempFilePath, new Uint8Array(bytes))
      return { ...head(response), tempFilePath }
    },
    close() {
      for (const controller of open) controller.abort(new Error('the phone was closed'))
    },
  }
}

export type Network = ReturnType<typeof createNetwork>
