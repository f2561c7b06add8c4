/** 流动党员, for staff: who is here by their own wish, and what they offered to help with. */
import { suggestions } from '../../../shared/suggestions/suggestions.ts'
import { sayMonthDay } from '../../../shared/time.ts'
import { listPage } from '../components/ListPage.tsx'
import { open } from '../platform/open.ts'

export default listPage({
  title: '流动党员',
  of: suggestions.stays,
  keyOf: ({ id }) => id,
  line: ({ id, name, branch, canHelp, untilOn }) => ({
    ...{ title: name, text: branch, hint: [canHelp && `能帮：${canHelp}`, `到${sayMonthDay(untilOn)}`] },
    open: () => open('suggestions/stay', { id }),
  }),
  empty: '这会儿没有登记的流动党员。驿站门口的码，扫了就能登记。',
})
