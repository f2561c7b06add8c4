import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Phone } from './phone.ts'
import { attribute } from './view.ts'
import { styleOf, withoutRpx } from './wxss.ts'

/** Height and width of the phone drawn, in CSS pixels (an iPhone 13). */
export const frame = { width: 390, height: 844 }
const statusBar = 47
const navigationBar = 44
const tabBar = 83 // with the strip the home indicator lies on

// What WeChat's own components look like, as far as a page's layout depends on it.
const nativeStyle = `
  * { box-sizing: content-box } html, body { margin: 0; height: 100% } [hidden] { display: none !important }
  wx-page { display: block; min-height: 100%; font: 16px "PingFang SC", "Noto Sans CJK SC", sans-serif }
  wx-view, wx-form, wx-label, wx-radio-group, wx-checkbox-group, wx-picker, wx-scroll-view, wx-swiper-item,
  wx-cover-view, wx-navigator, wx-rich-text { display: block }
  wx-label, wx-text { display: inline }
  wx-text { white-space: pre-line }
  wx-image { display: inline-block; width: 320px; height: 240px; overflow: hidden }
  wx-image img { display: block; width: 100%; height: 100% }
  wx-image[mode=widthFix] { height: auto } wx-image[mode=widthFix] img { height: auto }
  wx-scroll-view { overflow: auto; scrollbar-width: none }
  wx-swiper { display: block; height: 150px; overflow: hidden } wx-swiper-item { height: 100% }
  wx-input, wx-textarea { display: block; overflow: hidden; text-overflow: clip; white-space: nowrap }
  wx-input { height: 1.4rem; min-height: 1.4rem; line-height: 1.4rem }
  wx-textarea { width: 300px; height: 150px; white-space: pre-wrap }
  wx-textarea[auto-height] { height: auto; min-height: 1.4rem }
  wx-input::before, wx-textarea::before { content: attr(value) }
  wx-input:not([value])::before, wx-textarea:not([value])::before { content: attr(placeholder); color: #808080 }
  wx-button { display: block; margin: 0 auto; padding: 0 14px; border-radius: 5px; overflow: hidden; cursor: pointer;
    background: #f8f8f8; color: #000; font-size: 18px; line-height: 2.55555556; text-align: center;
    text-decoration: none; box-sizing: border-box }
  wx-button[type=primary] { background: #07c160; color: #fff } wx-button[type=warn] { background: #fa5151; color: #fff }
  wx-button[size=mini] { display: inline-block; font-size: 13px; line-height: 2.3; padding: 0 1.32em }
  wx-button[disabled] { opacity: .5 }
  wx-switch { display: inline-block; width: 48px; height: 28px; border: 2px solid #dfdfdf; border-radius: 16px;
    background: #dfdfdf; vertical-align: middle }
  wx-switch::after { content: ''; display: block; width: 28px; height: 28px; border-radius: 14px; background: #fff }
  wx-switch[checked] { background: #04be02; border-color: #04be02 } wx-switch[checked]::after { margin-left: 20px }
  wx-radio::before, wx-checkbox::before { content: ''; display: inline-block; width: 20px; height: 20px;
    margin-right: 5px; border: 1px solid #d1d1d1; border-radius: 3px; background: #fff; vertical-align: middle }
  wx-radio::before { border-radius: 50% }
  wx-radio[checked]::before, wx-checkbox[checked]::before { content: '✓'; color: #09bb07; text-align: center;
    font: 18px/20px sans-serif }
`

const frameStyle = `
  * { box-sizing: border-box } body { margin: 0; width: ${frame.width}px; height: 100vh; display: flex;
    flex-direction: column; font: 17px "PingFang SC", "Noto Sans CJK SC", sans-serif; position: relative }
  header { padding-top: ${statusBar}px; height: ${statusBar + navigationBar}px; line-height: ${navigationBar}px;
    text-align: center; font-weight: 600; flex: none }
  iframe { flex: 1; border: 0; width: 100% }
  nav { height: ${tabBar}px; display: flex; border-top: 1px solid #ddd; flex: none }
  nav div { flex: 1; padding-top: 6px; text-align: center; font-size: 11px } nav img { display: block; width: 27px;
    height: 27px; margin: 0 auto 2px }
  .over { position: absolute; inset: 0; display: flex; align-items: center; justify-content: center }
  .dim { background: rgb(0 0 0 / .5) }
  .toast { background: rgb(0 0 0 / .75); color: #fff; border-radius: 8px; padding: 16px; max-width: 60% }
  .modal { background: #fff; border-radius: 12px; padding: 24px; width: 320px; white-space: pre-line;
    text-align: center; line-height: 1.8 }
`

const escaped = (text: string) => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)
const dataUrl = (bytes: Uint8Array, name: string) => {
  const type =
    { '.svg': 'svg+xml', '.jpg': 'jpeg' }[path.extname(name)] ?? (path.extname(name).slice(1) || 'png')
  return `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`
}

// Attributes that say something to the eye; the others (handlers' ids, ranges) stay behind.
const shown = [
  ...[
    'class',
    'id',
    'hidden',
    'disabled',
    'checked',
    'type',
    'size',
    'mode',
    'value',
    'placeholder',
    'plain',
  ],
  ...['auto-height', 'aria-label', 'aria-role'],
]
const imageFit: Record<string, string> = { aspectFit: 'contain', aspectFill: 'cover', widthFix: 'fill' }

/** The phone's screen as a page a browser can show: bars, page (in a frame of its own size) and what lies over it. */
export const draw = (phone: Phone, api?: string): string => {
  const { program } = phone
  const { dist, files } = program.compiled
  const { page, config } = program
  const own = JSON.parse(files[`${page.path}.json`] ?? '{}') as Record<string, string>
  const looks: Record<string, string | undefined> = { ...config.window, ...own }

  const sourceOf = (source: string) => {
    const kept = program.files.get(source)
    if (kept) return dataUrl(kept, source)
    const remote = URL.parse(source)
    if (remote && /^https?:$/.test(remote.protocol))
      return api ? api + remote.pathname + remote.search : source
    if (remote) return source
    const local = path.join(dist, source.startsWith('/') ? '' : path.dirname(page.path), source)
    return existsSync(local) ? dataUrl(readFileSync(local), local) : ''
  }

  const html = (node: Node): string => {
    if (node.nodeType === 3) return escaped(node.textContent ?? '')
    const element = node as Element
    const tag = element.tagName.toLowerCase()
    const given = (name: string) => {
      const value = name === 'class' || name === 'id' ? element.getAttribute(name) : attribute(element, name)
      return value === undefined || value === null || value === false || value === '' ? '' : String(value)
    }
    const attributes = shown.map(name => given(name) && ` ${name}="${escaped(given(name))}"`)
    const style = withoutRpx(element.getAttribute('style') ?? '')
    const fit = imageFit[given('mode')] ?? 'fill'
    const image = tag === 'wx-image' && given('src')
    const inside = image
      ? `<img src="${escaped(sourceOf(given('src')))}" style="object-fit: ${fit}">`
      : [...element.childNodes].map(html).join('')
    return `<${tag}${attributes.join('')} style="${escaped(style)}">${inside}</${tag}>`
  }

  const style = nativeStyle + withoutRpx(styleOf(files, page.path).toString())
  const body = [...page.root.childNodes].map(html).join('')
  const inner = `<!doctype html><meta charset="utf-8"><style>${style}</style><body>${body}`

  const { selectedColor = '#07c160', color = '#666' } = config.tabBar ?? {}
  const tabs = program.tabs.map(tab => {
    const isHere = tab.pagePath === page.path
    const icon = isHere ? (tab.selectedIconPath ?? tab.iconPath) : tab.iconPath
    const picture = icon ? `<img src="${sourceOf(`/${icon}`)}">` : ''
    return `<div style="color: ${isHere ? selectedColor : color}">${picture}${escaped(tab.text)}</div>`
  })
  const bar = `background: ${looks.navigationBarBackgroundColor ?? '#000'}; color: ${looks.navigationBarTextStyle ?? 'white'}`
  const over = program.overlays.text && escaped(program.overlays.text)
  const asks = program.overlays.openModal ?? program.overlays.openSheet

  return [
    `<!doctype html><meta charset="utf-8"><style>${frameStyle}</style><body>`,
    looks.navigationStyle === 'custom' ? '' : `<header style="${bar}">${escaped(page.title)}</header>`,
    `<iframe srcdoc="${escaped(inner)}"></iframe>`,
    program.tabs.some(tab => tab.pagePath === page.path) ? `<nav>${tabs.join('')}</nav>` : '',
    over &&
      `<div class="over ${asks ? 'dim' : ''}"><div class="${asks ? 'modal' : 'toast'}">${over}</div></div>`,
  ].join('\n')
}
