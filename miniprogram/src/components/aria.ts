const onH5 = process.env.TARO_ENV === 'h5'
const tappable = ['button', 'link', 'radio', 'checkbox', 'switch', 'tab']

/** What a screen reader says, and what the keyboard reaches. WeChat knows `aria-role`, browsers know `role`. */
export const role = (name: string, label?: string) => ({
  ...(onH5 ? { role: name } : { ariaRole: name }),
  ...(onH5 && tappable.includes(name) && { tabIndex: 0 }),
  ...(label && { ariaLabel: label }),
})

export const isSelected = (on: boolean) => (onH5 ? { ariaSelected: String(on) } : {})

/** Said in words as well, for WeChat does not know it. */
export const isChecked = (on: boolean) => (onH5 ? { ariaChecked: String(on) } : {})

/** The label of what is typed into; in a browser Taro draws the real input, which may have more, inside of its own. */
export const inputLabel = (label: string, native: object = {}) =>
  onH5 ? { nativeProps: { 'aria-label': label, ...native } } : { ariaLabel: label }
