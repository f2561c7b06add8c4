/** What must not compile, checked with the types of everything else: an act is held to its operation's contract. */
import type { Matter } from './MatterPage.tsx'
import * as z from 'zod/mini'
import { id, module, operation, tap, text } from '../../../shared/contract.ts'
import { actsOf } from './act.tsx'
import { count, lines, oneOf } from './fields.tsx'

const reply = z.object({ id, seq: z.int(), may: z.array(z.string()), state: z.string() })
const { mend } = module('example', {
  mend: operation({
    says: 'Mends it.',
    by: 'signedIn',
    takes: z.object({ ...tap, how: z.enum(['glue', 'nails']), hours: z.optional(z.int()), text: text(200) }),
    gives: reply,
  }),
})
const { act } = actsOf<Matter>()
const hows = { glue: '粘', nails: '钉' }

export const good = act(mend, {
  title: '修好',
  yes: ({ hours }) => (hours ? `修了${hours}小时` : '修好了'),
  fields: { how: oneOf('怎么修', hows), hours: count('用了', { start: 1 }), text: lines('说明') },
  needs: ['hours'],
  along: { how: 'glue' },
  choices: () => [['用胶', { how: 'glue' } as const]],
})

export const bad = [
  // @ts-expect-error the contract takes no field of that name
  act(mend, { title: '修好', fields: { who: lines('谁修') } }),
  // @ts-expect-error a number is not written as text
  act(mend, { title: '修好', fields: { hours: lines('几小时') } }),
  // @ts-expect-error a code that the contract does not know
  act(mend, { title: '修好', fields: { how: oneOf('怎么修', { ...hows, rope: '绑' }) } }),
  // @ts-expect-error nor does it go along
  act(mend, { title: '修好', along: { how: 'rope' } }),
  // @ts-expect-error nor is it chosen with one tap
  act(mend, { title: '修好', choices: () => [['绑上', { how: 'rope' }]] }),
  // @ts-expect-error only what is said can be needed
  act(mend, { title: '修好', needs: ['seq'] }),
]
