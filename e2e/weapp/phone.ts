import { startMiniProgram, type Settings } from './mini-program.ts'
import { answerNatively, pickerDetail, usualOpenTypes, type OpenTypes } from './native.ts'
import { createScreen, isOn, type Target } from './screen.ts'
import { attribute, fire } from './view.ts'
import { hidingSelectors, styleOf } from './wxss.ts'

export type { Target }
export type PhoneSettings = Settings & {
  /** What WeChat gives to buttons with an open-type, e.g. `{ getPhoneNumber: { code } }`. */
  openTypes?: OpenTypes
}
export type Phone = Awaited<ReturnType<typeof openPhone>>

const patience = 10_000 // ms a story waits for its text unless it says otherwise; a busy machine is no fault
const longestSettling = 2000 // ms; an animation without end is not waited for
const usualMaxLength = 140 // characters; WeChat cuts input and textarea there unless told otherwise

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))
const compact = (text: string) => text.replace(/\s+/g, '')

/** Opens the mini-program on a phone of its own, as a person would. Close it when the story ends. */
export const openPhone = async (settings: PhoneSettings) => {
  const program = startMiniProgram(settings)
  const { overlays, errors, warnings, calls, tabs, pagePaths } = program
  const hiding = new Map<string, string[]>() // by page: parsing styles at every look would be slow
  const screen = () => {
    const { root, path } = program.page
    if (!hiding.has(path)) hiding.set(path, hidingSelectors(styleOf(program.compiled.files, path), root))
    return createScreen(root, hiding.get(path)!)
  }
  const textNow = () => [screen().text, overlays.text].filter(part => part).join('\n')
  const complain = (problem: string) =>
    new Error(`${problem}\nOn the screen of ${program.page.path}:\n${textNow()}\n${errors.join('\n')}`)

  // Quiet twice in a row: an answer may start the next question.
  const settle = async () => {
    const end = Date.now() + longestSettling
    for (let quiet = 0; quiet < 2 && Date.now() < end; quiet = program.busy ? 0 : quiet + 1) await pause(2)
  }

  const answerSheet = (item: string | undefined) => {
    const { options, choose } = overlays.openSheet!
    const index = item === undefined ? undefined : options.itemList.indexOf(item)
    if (index === -1) throw complain(`The action sheet has no "${item}"`)
    choose(index)
  }
  const labelOf = (target: Target) =>
    typeof target === 'string' ? target : (target.name ?? `any ${target.role}`)

  /** Taps what WeChat drew over the page, if anything: nothing beneath can be reached. */
  const tapOverlay = (label: string) => {
    if (overlays.openSheet) {
      answerSheet(label)
      return true
    }
    if (!overlays.openModal) return false
    const { options, answer } = overlays.openModal
    if (label === (options.confirmText ?? '确定')) answer({ confirm: true, cancel: false })
    else if (label === (options.cancelText ?? '取消')) answer({ confirm: false, cancel: true })
    else throw complain(`"${label}" lies under a modal`)
    return true
  }

  const share = () => {
    const card = program.call(program.page.instance, 'onShareAppMessage', { from: 'button' })
    calls.push({ api: 'share', options: card })
  }
  const openTypes = { ...usualOpenTypes, ...settings.openTypes }
  const surroundings = { openTypes, share, navigateTo: program.go.navigateTo }

  const tapTab = (label: string) => {
    const tab = tabs.find(({ text }) => text === label)
    if (!tab || !tabs.some(({ pagePath }) => pagePath === program.page.path)) return false
    program.go.switchTab(`/${tab.pagePath}`)
    const { pagePath, text } = tab
    program.call(program.page.instance, 'onTabItemTap', { index: tabs.indexOf(tab), pagePath, text })
    return true
  }

  const tapOnPage = (target: Target, match: 'exact' | 'partial') => {
    const found = screen().findTappable(target, match)
    if (!found) return false
    const { element, tappable } = found
    if (isOn(tappable, 'disabled') || isOn(element, 'disabled'))
      throw complain(`"${labelOf(target)}" is disabled`)
    program.asTap(() => fire(element, 'tap', { x: 0, y: 0 }, true))
    answerNatively(element, surroundings)
    return true
  }

  const field = (label: string, kinds: string[]) => {
    const found = screen().findField(label, kinds)
    if (!found) throw complain(`No ${kinds.join(' or ')} for "${label}"`)
    if (isOn(found, 'disabled')) throw complain(`The ${kinds.join(' or ')} for "${label}" is disabled`)
    return found
  }

  const waitFor = async (isTrue: () => boolean, problem: string, ms = patience) => {
    const end = Date.now() + ms
    while (!isTrue()) {
      if (Date.now() > end) throw complain(`${problem} (within ${ms} ms)`)
      await pause(10)
    }
    await settle()
  }
  const isShown = (text: string) => {
    const now = textNow()
    return now.includes(text) || compact(now).includes(compact(text))
  }

  try {
    program.launch()
  } catch (error) {
    program.close() // nobody else gets hold of it
    throw error
  }
  await settle()

  return {
    /** Everything that can be read now: the page and what WeChat draws over it. */
    get text() {
      return textNow()
    },
    get path() {
      return program.page.path
    },
    get query() {
      return program.page.query
    },
    get title() {
      return program.page.title
    },
    get storage() {
      return program.storage
    },
    ...{ errors, warnings, calls, pagePaths, settle, program },
    toasts: overlays.toasts,

    /** Taps the smallest visible thing of that name: on the page, in an open modal or sheet, or in the tab bar. */
    async tap(target: Target) {
      await settle()
      const label = labelOf(target)
      const overlaid = tapOverlay(label)
      if (!overlaid && !tapOnPage(target, 'exact') && !tapTab(label) && !tapOnPage(target, 'partial'))
        throw complain(`Nothing to tap says "${label}"`)
      await settle()
    },
    /** Types into the input or textarea of that label or placeholder, in place of what it held. */
    async fill(label: string, value: string) {
      await settle()
      const input = field(label, ['input', 'textarea'])
      const max = Number(attribute(input, 'maxlength') ?? usualMaxLength)
      const typed = max < 0 ? value : value.slice(0, max)
      fire(input, 'focus', { value: attribute(input, 'value') ?? '', height: 0 })
      fire(input, 'input', { value: typed, cursor: typed.length, keyCode: 0 })
      await settle()
      fire(input, 'blur', { value: typed, cursor: typed.length })
      await settle()
    },
    /** Chooses in a picker: an option's words, a date `2026-12-01`, a time `09:30`, or one entry per column. */
    async pick(label: string, value: string | string[]) {
      await settle()
      const picker = field(label, ['picker'])
      fire(picker, 'change', pickerDetail(picker, value))
      await settle()
    },
    /** Waits for a modal and answers it; `content` goes into an editable one. */
    async answerModal(confirm: boolean, content?: string) {
      await waitFor(() => overlays.openModal !== undefined, 'No modal opened')
      const answer = { confirm, cancel: !confirm }
      overlays.openModal!.answer(content === undefined ? answer : { ...answer, content })
      await settle()
    },
    /** Waits for an action sheet and chooses one of its entries; without one it is dismissed. */
    async answerSheet(item?: string) {
      await waitFor(() => overlays.openSheet !== undefined, 'No action sheet opened')
      answerSheet(item)
      await settle()
    },
    see: (text: string, { within }: { within?: number } = {}) =>
      waitFor(() => isShown(text), `"${text}" did not appear`, within),
    /** Waits for words that depend on who or how many, and gives them. */
    async find(words: RegExp) {
      await waitFor(() => words.test(textNow()), `${words} did not appear`)
      return words.exec(textNow())![0]
    },
    gone: (text: string, { within }: { within?: number } = {}) =>
      waitFor(() => !isShown(text), `"${text}" did not go away`, within),
    async back() {
      program.go.navigateBack(1)
      await settle()
    },
    /** Opens an address as a shared card or a code does: everything open is closed first. */
    async open(url: string) {
      program.go.reLaunch(url)
      await settle()
    },
    async pullDown() {
      program.call(program.page.instance, 'onPullDownRefresh')
      await settle()
    },
    async reachBottom() {
      program.call(program.page.instance, 'onReachBottom')
      await settle()
    },
    close: () => program.close(),
  }
}
