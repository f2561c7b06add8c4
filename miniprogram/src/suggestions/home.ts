/** What suggestions bring to the home page. */
import type { AtHome } from '../components/home.ts'
import { holds } from '../platform/me.ts'
import { open } from '../platform/open.ts'

export const suggestionsHome: AtHome = {
  name: 'suggestions',
  doors: [{ name: '一起商量', drawing: 'table', on: 'suggestions', go: () => open('suggestions/ideas') }],
  notes: [
    {
      ...{ name: '建议', drawing: 'bulb', on: 'suggestions' },
      for: me => holds(me, 'communityStaff'),
      go: () => open('suggestions/say'),
    },
  ],
  tools: [
    {
      ...{ group: 'take', name: '建议', drawing: 'bulb' },
      for: me => holds(me, 'communityStaff'),
      go: () => open('suggestions/ideas'),
    },
  ],
}
