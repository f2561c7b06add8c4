import { format } from 'node:util'
import { JSDOM } from 'jsdom'
import * as glassEasel from 'glass-easel'
import * as adapter from 'glass-easel-miniprogram-adapter'
import type { Compiled } from './compile.ts'
import type { Journal } from './logic-layer.ts'

/** What the page and component code of a mini-program sees as `this`, as far as the harness touches it. */
export type Instance = Record<string, unknown> & { setData: (data: object, done?: () => void) => void }

export type PageView = { instance: Instance; root: HTMLElement; close: () => void }

/** The view layer of one phone: WeChat's own component framework over a DOM of its own. */
export type View = {
  document: Document
  define: (path: string, kind: 'Page' | 'Component' | 'Behavior', definition: object) => unknown
  createPage: (path: string) => PageView
  close: () => void
}

type Definition = {
  properties?: Record<string, unknown>
  created?: (this: Instance) => void
  lifetimes?: { created?: (this: Instance) => void }
}
type DomContext = Extract<glassEasel.GeneralBackendContext, { document: object }>
type Node = glassEasel.Element

const setDataLimit = 1024 * 1024 // bytes in one call, a hard limit of WeChat
const setDataComfort = 256 * 1024 // above this WeChat's own audit complains

const guardSetData = (instance: Instance, journal: Journal) => {
  const setData = instance.setData
  instance.setData = (data, done) => {
    const bytes = Buffer.byteLength(JSON.stringify(data) ?? '')
    if (bytes > setDataLimit) journal.error(`setData of ${bytes} bytes: WeChat takes 1 MB at most`)
    else if (bytes > setDataComfort) journal.warn(`setData of ${bytes} bytes: above 256 KB pages get slow`)
    setData.call(instance, data, done)
  }
}

// A definition names its property types by the constructors of its own realm; glass-easel knows only ours.
const ownTypes: Record<string, unknown> = { String, Number, Boolean, Object, Array, Function }
const ownType = (type: unknown) => (typeof type === 'function' ? ownTypes[type.name] : type)
const withOwnTypes = (definition: Definition) => {
  for (const [name, property] of Object.entries(definition.properties ?? {})) {
    if (typeof property === 'function') definition.properties![name] = ownType(property)
    else if (property && typeof property === 'object' && 'type' in property)
      property.type = ownType(property.type)
  }
  return definition
}

/** Which events the WXML listens to, per element: a tap on an element without a listener does nothing. */
const listened = new WeakMap<Element, Set<string>>()
export const listensTo = (element: Element, type: string) => listened.get(element)?.has(type) ?? false

// glass-easel comes with a backend for "the" window. This one gets its document handed in instead,
// so that no global is needed and several phones live in one process.
const domBackend = (document: Document): DomContext => {
  const backend = {
    mode: 3, // glassEasel.BackendMode.Domlike, a const enum that type stripping cannot read
    document: {
      // `wx-button`, as WeChat does: a browser must not mistake it for its own button.
      createElement: (tag: string) => document.createElement(`wx-${tag}`),
      createTextNode: (text: string) => document.createTextNode(text),
      createDocumentFragment: () => document.createDocumentFragment(),
    },
    destroy() {},
    getWindowWidth: () => 390,
    getWindowHeight: () => 844,
    getDevicePixelRatio: () => 3,
    getTheme: () => 'light',
    registerStyleSheetContent() {},
    appendStyleSheetPath: () => 0,
    disableStyleSheet() {},
    render: (done: (error: Error | null) => void) => void setImmediate(done, null),
    getRootNode: () => document.body,
    associateValue: (element: Element, node: Node) => void Object.assign(element, { __wxElement: node }),
    onEvent() {},
    setListenerStats(element: Element, type: string) {
      if (!listened.has(element)) listened.set(element, new Set())
      listened.get(element)!.add(type)
    },
    setModelBindingStat() {},
  }
  return backend as unknown as DomContext
}

const nodeOf = (element: Element) => (element as { __wxElement?: Node }).__wxElement

/** An attribute as the template gave it: a range stays an array, `disabled` a boolean. */
export const attribute = (element: Element, name: string): unknown =>
  nodeOf(element)?.getAttribute(name) ?? undefined

// glass-easel names no component when an event's handler fails: the phone being touched is the one it is about.
let touched: Document | undefined

/** Fires an event as WeChat's native components do. Errors of its handlers land in the journal. */
export const fire = (element: Element, type: string, detail: unknown, bubbles = false) => {
  const node = nodeOf(element)
  if (!node) throw new Error(`<${element.tagName.toLowerCase()}> is not part of a page`)
  touched = element.ownerDocument
  node.triggerEvent(type, detail, { bubbles, composed: bubbles, capturePhase: true })
  touched = undefined
}

export const createView = ({ files, templates }: Compiled, journal: Journal): View => {
  const document = new JSDOM('<!doctype html><body></body>').window.document
  const environment = new adapter.MiniProgramEnv()
  const space = environment.createCodeSpace('main', true)
  const backend = environment.associateBackend(domBackend(document))

  for (const [path, content] of Object.entries(templates))
    space.addCompiledTemplate(path, { groupList: templates, content, fallbackListenerOnNativeNode: true })
  const app = JSON.parse(files['app.json']!) as { usingComponents?: Record<string, string> }
  for (const file of Object.keys(files)) {
    if (!file.endsWith('.json') || file === 'app.json') continue
    const config = JSON.parse(files[file]!) as { usingComponents?: Record<string, string> }
    const usingComponents = { ...app.usingComponents, ...config.usingComponents }
    space.addComponentStaticConfig(file.slice(0, -'.json'.length), { ...config, usingComponents })
  }

  // glass-easel reports to the whole process: take what comes from our code space or our document.
  const isOurs = (component: unknown) =>
    component && typeof component === 'object' && 'getRootBehavior' in component
      ? (component as glassEasel.GeneralComponent).getRootBehavior().ownerSpace === space.getComponentSpace()
      : touched === undefined || touched === document
  const onError: Parameters<typeof glassEasel.addGlobalErrorListener>[0] = (error, method, component) => {
    if (!isOurs(component)) return true
    journal.error(format(`${method ?? 'in the view'}:`, error))
    return false // told: not on the console as well
  }
  const onWarning: Parameters<typeof glassEasel.addGlobalWarningListener>[0] = (message, component) => {
    if (!isOurs(component)) return true
    journal.warn(message)
    return false
  }
  glassEasel.addGlobalErrorListener(onError)
  glassEasel.addGlobalWarningListener(onWarning)

  return {
    document,
    define: (path, kind, definition) =>
      space.componentEnv(path, registry => {
        if (kind === 'Page') return registry.Page(definition)
        if (kind === 'Behavior') return registry.Behavior(withOwnTypes(definition) as object)
        const own = withOwnTypes(definition)
        const lifetimes = (own.lifetimes ??= {})
        const created = lifetimes.created ?? own.created
        lifetimes.created = function () {
          guardSetData(this, journal)
          created?.call(this)
        }
        return registry.Component(own as object)
      }),
    createPage(path) {
      const page = backend.createRoot('page', space, path)
      const instance = page.get() as unknown as Instance
      guardSetData(instance, journal)
      const root = document.createElement('div')
      const placeholder = document.createElement('i')
      root.append(placeholder)
      document.body.append(root)
      type BackendElement = glassEasel.GeneralBackendElement
      page.attach(root as unknown as BackendElement, placeholder as unknown as BackendElement)
      return {
        instance,
        root,
        close() {
          page.release()
          root.remove()
        },
      }
    },
    close() {
      glassEasel.removeGlobalErrorListener(onError)
      glassEasel.removeGlobalWarningListener(onWarning)
    },
  }
}
