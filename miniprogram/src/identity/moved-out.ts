/** Staff note that somebody has moved out of a home. */
import { identity } from '../../../shared/identity/identity.ts'
import { actsOf, type Act, type Item } from '../components/act.tsx'
import { words } from './home-words.ts'

interface Living extends Item {
  readonly user: string
  readonly callName: string
}

interface About<I> extends Pick<Act<I>, 'size'> {
  readonly then?: (item: I) => unknown
}

export const movedOut = <I extends Living>({ size, then }: About<I>): Act<I> =>
  actsOf<I>().act(identity.endResidence, {
    may: [],
    size,
    label: '他搬走了',
    title: ({ callName }) => `${callName}搬走了？`,
    says: () => '他不再是这户的人，要用得重新登记。',
    yes: '他搬走了',
    no: words.thinkAgain,
    danger: true,
    along: ({ user }) => ({ user }),
    leadsTo: (_, item) => then?.(item),
  })
