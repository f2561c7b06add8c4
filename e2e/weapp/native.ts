import { isOn } from './screen.ts'
import { attribute, fire } from './view.ts'

/** What WeChat hands over when a button with an open-type is tapped and agreed to. */
export type OpenTypes = Record<string, Record<string, unknown>>

export const usualOpenTypes: OpenTypes = {
  getPhoneNumber: { code: 'phone-code', errMsg: 'getPhoneNumber:ok' },
  agreePrivacyAuthorization: { errMsg: 'agreePrivacyAuthorization:ok' },
}

const all = (root: Element, selector: string) => [...root.querySelectorAll(selector)]
const isTicked = (control: Element) => isOn(control, 'checked')

const toggle = (control: Element) => {
  if (control.matches('wx-switch')) return fire(control, 'change', { value: !isTicked(control) })
  const group = control.closest('wx-radio-group, wx-checkbox-group')
  if (!group) return
  const ticksAfter = (one: Element) => (one === control ? !isTicked(one) : isTicked(one))
  const value = control.matches('wx-radio')
    ? attribute(control, 'value')
    : all(group, 'wx-checkbox')
        .filter(ticksAfter)
        .map(one => attribute(one, 'value'))
  fire(group, 'change', { value })
}

const submit = (form: Element) => {
  const fields = all(form, '*').filter(field => attribute(field, 'name'))
  const values = fields.map(field => [String(attribute(field, 'name')), attribute(field, 'value') ?? ''])
  fire(form, 'submit', { value: Object.fromEntries(values) as object })
}

type Surroundings = { openTypes: OpenTypes; navigateTo: (url: string) => void; share: () => void }

/** What native components do by themselves after a tap; the page hears of it by their own events. */
export const answerNatively = (element: Element, { openTypes, navigateTo, share }: Surroundings) => {
  const controls = 'wx-switch, wx-checkbox, wx-radio'
  const control = element.closest(controls) ?? element.closest('wx-label')?.querySelector(controls)
  if (control) toggle(control)

  const button = element.closest('wx-button')
  const form = button?.closest('wx-form')
  if (button && form && attribute(button, 'form-type') === 'submit') submit(form)
  const openType = button && attribute(button, 'open-type')
  if (openType === 'share') share()
  // One tap may ask for two things: `getPhoneNumber|agreePrivacyAuthorization`.
  else if (openType)
    for (const each of String(openType).split('|'))
      if (openTypes[each]) fire(button, each.toLowerCase(), openTypes[each])

  const url = attribute(element.closest('wx-navigator') ?? element, 'url')
  if (element.closest('wx-navigator') && url) navigateTo(String(url))
}

const indexIn = (range: unknown, rangeKey: unknown, value: string) => {
  const labels = (Array.isArray(range) ? (range as unknown[]) : []).map(item =>
    String(rangeKey ? (item as Record<string, unknown>)[String(rangeKey)] : item),
  )
  const index = labels.indexOf(value)
  if (index < 0) throw new Error(`"${value}" is not among: ${labels.join(', ')}`)
  return index
}

/** The detail of a picker's change event. Throws when the person could not have chosen that. */
export const pickerDetail = (picker: Element, value: string | string[]) => {
  const given = (name: string) => attribute(picker, name) || undefined
  const mode = given('mode') ?? 'selector'
  const range = given('range')
  if (Array.isArray(value)) {
    if (mode === 'region') return { value, code: [], postcode: '' }
    const columns = range as unknown[]
    return { value: value.map((one, column) => indexIn(columns[column], given('range-key'), one)) }
  }
  // The index comes as text: a page that compares it with a number is wrong on some phones.
  if (mode === 'selector') return { value: String(indexIn(range, given('range-key'), value)) }
  const start = String(given('start') ?? '')
  const end = String(given('end') ?? '')
  if ((start && value < start) || (end && value > end)) throw new Error(`${value} is outside ${start}…${end}`)
  return { value }
}
