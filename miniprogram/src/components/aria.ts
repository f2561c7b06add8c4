const onH5 = process.env.TARO_ENV === 'h5'
const tappable = ['button', 'link', 'radio', 'checkbox', 'switch']

/** What a screen reader says, and what the keyboard reaches. WeChat knows `aria-role`, browsers know `role`. */
export const acts = (role: string, label?: string) => ({
  ...(onH5 ? { role } : { ariaRole: role }),
  ...(onH5 && tappable.includes(role) && { tabIndex: 0 }),
  ...(label && { ariaLabel: label }),
})

/** Said in words as well, for WeChat does not know it. */
export const isChecked = (on: boolean) => (onH5 ? { ariaChecked: String(on) } : {})
