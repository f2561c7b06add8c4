/** Who acts for somebody asks to do so in medicine and health as well; the person answers with one tap. */
import { identity } from '../../../shared/identity/identity.ts'
import type { Proxy } from '../../../shared/identity/proxies.ts'
import { actsOf } from './act.tsx'
import { ActButton } from './Acts.tsx'
import { Notice } from './States.tsx'

const ask = actsOf<Proxy>().act(identity.proxyAsk, {
  may: ['ask'],
  label: '请他点头：看病用药',
  kind: 'primary',
  when: ({ sensitive, asksSensitive }) => !sensitive && !asksSensitive,
  along: ({ id }) => ({ proxy: id }),
  done: '问了，等他点头',
})

export const AskSensitive = ({ item }: { readonly item: Proxy }) =>
  item.asksSensitive ? (
    <Notice text={`看病用药：问过了。${item.person?.callName ?? '他'}在消息里点“同意”就行。`} />
  ) : (
    <ActButton act={ask} item={item} />
  )
