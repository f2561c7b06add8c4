/** One who is here for a while. */
import { suggestions, type StayReply } from '../../../shared/suggestions/suggestions.ts'
import { sayMonthDay } from '../../../shared/time.ts'
import { actsOf } from '../components/act.tsx'
import { rows } from '../components/facts.tsx'
import { matterPage } from '../components/MatterPage.tsx'

const { act } = actsOf<StayReply>()

export default matterPage({
  get: suggestions.stay,
  title: '流动党员登记',
  acts: {
    leave: act(suggestions.leave, {
      label: ({ mine }) => (mine ? '我走了' : '他走了'),
      title: '走了？',
      yes: '走了',
      no: '还在',
      says: () => '登记到此为止。再来，再登记。',
    }),
  },
  facts: [
    rows<StayReply>(({ name, mine, branch, canHelp, untilOn }) => [
      !mine && { name: '谁', value: name },
      { name: '原来的党支部', value: branch },
      canHelp && { name: '能帮', value: canHelp },
      { name: '住到', value: sayMonthDay(untilOn) },
    ]),
  ],
})
