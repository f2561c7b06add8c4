/** 说明与同意: what one has agreed to, and taking it back. */
import { identity, type Me } from '../../../shared/identity/identity.ts'
import { consentKinds, consentVersions, type ConsentKind } from '../../../shared/identity/account.ts'
import { actsOf } from '../components/act.tsx'
import { Acts } from '../components/Acts.tsx'
import { Awaited } from '../components/Awaited.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { ConsentText, consentTexts } from '../components/ConsentTexts.tsx'
import { LineCard } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { useReply } from '../platform/query.tsx'
import { words } from './home-words.ts'

const { act } = actsOf<{ readonly id: ConsentKind; readonly may: readonly string[] }>()
const says = (what: ConsentKind, agree: boolean) => ({ what, version: consentVersions[what], agree })

const withdrawn: Readonly<Record<ConsentKind, string>> = {
  privacy: '收回后，不能再登记住处、留电话、请人帮忙。已经在办的事会办完。打给社区还是可以的。',
  sensitive: '收回后，不能再请人拿药、陪看病。别的事照样办。',
  dispute: '收回后，不能在这里再约人调解。已经在谈的，您随时可以说不谈。',
}

const acts = {
  agree: act(identity.consent, {
    yes: '同意',
    kind: 'primary',
    may: ['agree'],
    along: ({ id }) => says(id, true),
  }),
  withdraw: act(identity.consent, {
    may: ['withdraw'],
    label: '收回同意',
    title: '收回同意？',
    says: ({ id }) => withdrawn[id],
    yes: '收回',
    no: words.thinkAgain,
    danger: true,
    along: ({ id }) => says(id, false),
  }),
}

const Consented = ({ what, me }: { readonly what: ConsentKind; readonly me: Me }) => (
  <LineCard
    line={{
      title: consentTexts[what].title,
      badge: me.consents[what] ? ['您已同意', 'ended'] : ['您还没同意', 'waiting'],
    }}
  >
    <ConsentText what={what} />
    <Acts
      item={{ id: what, may: [me.consents[what] ? 'withdraw' : 'agree'] }}
      acts={acts}
      order={(_, open) => ({ beside: open })}
    />
  </LineCard>
)

export default function Consent() {
  const asked = useReply(identity.me, {})
  return (
    <Page title="说明与同意">
      <Awaited asked={asked}>
        {me => consentKinds.map(what => <Consented key={what} what={what} me={me} />)}
      </Awaited>
      <CallCommunity />
    </Page>
  )
}
