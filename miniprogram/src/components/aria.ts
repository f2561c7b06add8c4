/** What a screen reader says. WeChat knows `aria-role`, browsers know `role`. */
export const acts = (role: string, label?: string) => ({
  ...(process.env.TARO_ENV === 'weapp' ? { ariaRole: role } : { role }),
  ...(label && { ariaLabel: label }),
})
