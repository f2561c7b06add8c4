/** H5 only: Enter and Space tap what has the focus, Esc closes the sheet on top. */
const shown = (element: Element) => element.getClientRects().length > 0

const tapFocused = (event: KeyboardEvent) => {
  const target = event.target as HTMLElement
  if (!target.matches('[role=button], [role=link], [role=radio], [role=checkbox], [role=switch]')) return
  event.preventDefault() // Space would scroll the page
  target.click()
}

const closeSheet = () => {
  const shades = [...document.querySelectorAll<HTMLElement>('.sheet-shade')].filter(shown)
  shades.pop()?.click()
}

export const followKeyboard = () =>
  document.addEventListener(
    'keydown',
    event => {
      if (event.repeat) return
      if (event.key === 'Enter' || event.key === ' ') tapFocused(event)
      if (event.key === 'Escape') closeSheet()
    },
    true, // Taro's input keeps its keys to itself
  )
