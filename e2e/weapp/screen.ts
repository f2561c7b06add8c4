import { attribute, listensTo } from './view.ts'

/** How a test names a thing on the screen: by its words, or also by its role and by what stands near it. */
export type Target = string | { name?: string; role?: string; near?: string }

const tagOf = (element: Element) => element.tagName.toLowerCase().replace(/^wx-/, '')
const compact = (text: string) => text.replace(/\s+/g, '')
const textOf = (value: unknown) => (value === undefined || value === null ? '' : String(value))

const usualRoles: Record<string, string> = {
  ...{ button: 'button', input: 'textbox', textarea: 'textbox', switch: 'switch', checkbox: 'checkbox' },
  ...{ radio: 'radio', picker: 'combobox', navigator: 'link', image: 'img', slider: 'slider' },
}
const typed = ['input', 'textarea']
// Native components that answer a tap themselves, whether or not the page listens.
const answering = ['button', 'switch', 'checkbox', 'radio', 'label', 'navigator']

export const roleOf = (element: Element) =>
  textOf(attribute(element, 'aria-role')) || usualRoles[tagOf(element)] || ''
export const isOn = (element: Element, name: string) => Boolean(attribute(element, name))
const isTappable = (element: Element) => listensTo(element, 'tap') || answering.includes(tagOf(element))

const smallest = (found: Element[]) =>
  found.filter(element => !found.some(other => other !== element && element.contains(other)))

/** What can be read and touched on one page. */
export const createScreen = (root: Element, hiding: string[]) => {
  const isSelfHidden = (element: Element) =>
    isOn(element, 'hidden') ||
    /(^|;)\s*(display:\s*none|visibility:\s*hidden)/.test(element.getAttribute('style') ?? '') ||
    hiding.some(selector => element.matches(selector))
  const isVisible = (element: Element) => {
    for (let one: Element | null = element; one && one !== root; one = one.parentElement)
      if (isSelfHidden(one)) return false
    return true
  }

  const read = (node: Node): string => {
    if (node.nodeType === 3) return node.textContent ?? ''
    const element = node as Element
    if (node !== root && isSelfHidden(element)) return ''
    const tag = tagOf(element)
    if (typed.includes(tag)) {
      const shown = textOf(attribute(element, 'value')) || textOf(attribute(element, 'placeholder'))
      return `\n${shown}\n`
    }
    const inside = [...element.childNodes].map(read).join('')
    return tag === 'text' ? inside : `\n${inside}\n`
  }
  const lines = (text: string) =>
    text
      .split('\n')
      .map(line => line.replace(/\s+/g, ' ').trim())
      .filter(line => line)
      .join('\n')

  const nameOf = (element: Element) =>
    textOf(attribute(element, 'aria-label')) ||
    (typed.includes(tagOf(element)) ? textOf(attribute(element, 'placeholder')) : read(element))
  const everything = () => [...root.querySelectorAll('*')].filter(isVisible)

  const named = (elements: Element[], name: string) => {
    const wanted = compact(name)
    const exact = elements.filter(element => compact(nameOf(element)) === wanted)
    return { exact, partial: elements.filter(element => compact(nameOf(element)).includes(wanted)) }
  }

  // Of several, the one that shares the closest ancestor with the words it should stand near.
  const nearest = (found: Element[], near: string | undefined) => {
    if (near === undefined) return found[0]
    for (const anchor of smallest(named(everything(), near).partial))
      for (let around: Element | null = anchor; around; around = around.parentElement) {
        const inside = found.find(element => around!.contains(element))
        if (inside) return inside
      }
    return undefined
  }

  const tappableOf = (element: Element): Element | undefined => {
    for (let one: Element | null = element; one && one !== root; one = one.parentElement)
      if (isTappable(one)) return one
    return undefined
  }

  return {
    get text() {
      return lines(read(root))
    },
    /** The smallest visible element of that name that reacts to a tap, itself or through what it lies in. */
    findTappable(target: Target, match: 'exact' | 'partial') {
      const { name = '', role, near } = typeof target === 'string' ? { name: target } : target
      const candidates = everything().filter(element => role === undefined || roleOf(element) === role)
      const element = nearest(smallest(named(candidates, name)[match]).filter(tappableOf), near)
      return element && { element, tappable: tappableOf(element)! }
    },
    /** The field of that label: its own name, or the first one after those words. */
    findField(label: string, kinds: string[]) {
      const fields = everything().filter(element => kinds.includes(tagOf(element)))
      const { exact, partial } = named(fields, label)
      const own = exact[0] ?? partial[0]
      if (own) return own
      const words = named(everything(), label)
      for (const found of [words.exact, words.partial])
        for (const anchor of smallest(found))
          for (
            let around: Element | null = anchor;
            around && around !== root;
            around = around.parentElement
          ) {
            const inside = fields.filter(field => around!.contains(field))
            const after = inside.find(field => anchor.compareDocumentPosition(field) & 4) // 4: it follows
            if (after) return after
          }
      return undefined
    },
    tagOf,
  }
}
