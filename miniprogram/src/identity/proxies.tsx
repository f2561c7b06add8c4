/** 替人办事: who may act for me, for whom I may act, and stopping it. */
import { View } from '@tarojs/components'
import { identity } from '../../../shared/identity/identity.ts'
import type { Proxy } from '../../../shared/identity/proxies.ts'
import { sayDate } from '../../../shared/time.ts'
import { actsOf } from '../components/act.tsx'
import { ActButton, Acts } from '../components/Acts.tsx'
import { AskSensitive } from '../components/AskSensitive.tsx'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Notice, Refusal } from '../components/States.tsx'
import { holds, useMe } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { sayProxy, words } from './proxy-words.ts'

interface Mine extends Proxy {
  /** The other one of the two, as seen by the reader. */
  readonly other: string
  readonly helps: boolean
}

const takesBack = ({ state }: Proxy) => state === 'offered'

const end = actsOf<Mine>().act(identity.proxyEnd, {
  may: ['end'],
  size: 'small',
  label: item => (takesBack(item) ? '撤回' : '停止'),
  readout: ({ other }) => `停止：${other}`,
  title: item =>
    takesBack(item)
      ? '撤回这份邀请？'
      : item.helps
        ? `不再替${item.person?.callName ?? ''}办事？`
        : `不让${item.helper.callName}再替您办事？`,
  says: ({ state }) => (state === 'active' ? '马上就停。已经在办的事照办，新的事他办不了。' : []),
  yes: (_, item) => (takesBack(item) ? '撤回' : '停止'),
  no: '先不停',
  danger: true,
  along: ({ helper, id }) => ({ helper: helper.id, proxy: id }),
})

const ofIt = ({ helper, id }: Mine) => ({ helper: helper.id, proxy: id })

/** The yes or no that was asked for, in one tap each; what was allowed can be taken back. */
const allows = {
  yes: actsOf<Mine>().act(identity.proxyAllow, {
    may: ['allow'],
    label: '同意',
    kind: 'primary',
    when: ({ asksSensitive }) => asksSensitive,
    readout: ({ other }) => `同意${other}替我办看病用药的事`,
    along: item => ({ ...ofIt(item), sensitive: true }),
    done: '好了，他能替您拿药了',
  }),
  no: actsOf<Mine>().act(identity.proxyAllow, {
    may: ['allow'],
    label: '不同意',
    when: ({ asksSensitive }) => asksSensitive,
    readout: ({ other }) => `不同意${other}替我办看病用药的事`,
    along: item => ({ ...ofIt(item), sensitive: false }),
  }),
  stop: actsOf<Mine>().act(identity.proxyAllow, {
    may: ['allow'],
    label: '看病用药不让他办了',
    when: ({ sensitive }) => sensitive,
    along: item => ({ ...ofIt(item), sensitive: false }),
    done: '停了，看病用药他不能再办',
  }),
}
const allowOrder = (_: Mine, beside: readonly (keyof typeof allows)[]) => ({ beside })

/** The person may wish that the other hears of it when they need help at once. */
const Urgent = ({ item }: { readonly item: Mine }) => {
  const { go, error } = useMove()
  const turn = () => go(identity.proxyAllow, { ...ofIt(item), urgent: !item.urgent }).catch(() => undefined)
  return (
    <>
      <Refusal error={error} />
      <Row
        name="我有急事时告诉他"
        note="您自己点了“家里急事”，他马上会知道。"
        on={item.urgent}
        onTap={() => void turn()}
      />
    </>
  )
}

const Line = ({ item }: { readonly item: Mine }) => (
  <View className="item">
    <View className="item-head">
      <View className="strong">{item.other}</View>
      <View>
        <ActButton act={end} item={item} />
      </View>
    </View>
    <View className="hint">{sayProxy(item)}</View>
    {item.note && <View className="hint">{item.note}</View>}
    {item.may.includes('allow') && item.asksSensitive && (
      <View className="apart">
        <Notice text={`${item.other}想替您办看病用药的事，您同意吗？`} />
      </View>
    )}
    {item.helps && <AskSensitive item={item} />}
    <Acts pair acts={allows} item={item} order={allowOrder} />
    {item.may.includes('allow') && <Urgent item={item} />}
  </View>
)

const Part = ({
  title,
  all,
  none,
}: {
  readonly title: string
  readonly all: readonly Mine[]
  readonly none: string
}) => (
  <>
    <View className="heading">{title}</View>
    {all.map(item => (
      <Line key={item.id} item={item} />
    ))}
    {all.length === 0 && <Card>{none}</Card>}
  </>
)

export default function Proxies() {
  const asked = useReply(identity.proxies, {}, { followSeconds: 15 })
  const { data: me } = useMe()
  const isMine = (proxy: Proxy) => proxy.helper.id === me?.id
  return (
    <Page title="替人办事">
      <Awaited asked={asked}>
        {({ helpers, helped }) => (
          <>
            <Part
              title={words.helpers}
              all={helpers.map(proxy => ({ ...proxy, other: proxy.helper.callName, helps: isMine(proxy) }))}
              none="现在没有人能替您办事。"
            />
            <Part
              title="我能替谁办事"
              all={helped.map(proxy => ({
                ...proxy,
                other: proxy.person?.callName ?? `等对方同意，${sayDate(proxy.answerBy)}前有效`,
                helps: isMine(proxy),
              }))}
              none="您现在没有替谁办事。"
            />
            <View className="stack apart">
              <View className="hint under-label">替家里老人求助、看进度。要他本人同意。</View>
              <Button text="请我帮您办事" onTap={() => open('identity/offer')} />
              {holds(me, 'communityStaff') ? (
                <>
                  <Button text="当面登记代办" kind="plain" onTap={() => open('identity/witness')} />
                  <Button text="当面合账号" kind="plain" onTap={() => open('identity/same')} />
                </>
              ) : (
                <View className="hint apart">家里老人没有微信？一起到社区，工作人员当面登记。</View>
              )}
            </View>
          </>
        )}
      </Awaited>
    </Page>
  )
}
