/** One who says they live here: looked at on purpose, since each look is on record, then a yes or a no. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity/identity.ts'
import { homeKindNames, homeRefusals, homeRefusalTexts } from '../../../shared/identity/homes.ts'
import { lastFourOf, sayPhone } from '../../../shared/phone.ts'
import { sayDate } from '../../../shared/time.ts'
import { actsOf, type Item } from '../components/act.tsx'
import { ActButton, Acts } from '../components/Acts.tsx'
import { Button } from '../components/Button.tsx'
import { CallButton } from '../components/CallButton.tsx'
import { Card } from '../components/Card.tsx'
import { FactCard } from '../components/facts.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Empty, Notice, Refusal } from '../components/States.tsx'
import { openInstead, useParams } from '../platform/open.ts'
import { useMove } from '../platform/query.tsx'
import { isFinal } from '../platform/refused.ts'
import { words } from './home-words.ts'
import { movedOut } from './moved-out.ts'

type Claim = Reply<typeof identity.waitingHome>
interface Shown extends Claim, Item {
  readonly user: string
  readonly claim: string
  readonly judged: () => void
  readonly seen: (now: Partial<Claim>) => void
}

const { act } = actsOf<Shown>()
const may: readonly string[] = []
const ofClaim = ({ user, claim }: Shown) => ({ user, claim })
const judged = { may, leadsTo: (_: unknown, { judged }: Shown) => judged() }

/** The families behind the door, by what their people are called. */
const familiesOf = (members: Claim['members']) =>
  [...new Set(members.map(({ family }) => family))].map(
    family =>
      [family, members.filter(each => each.family === family).map(({ callName }) => callName)] as const,
  )
/** Two who live there or say so: then the one who looks says of which they are. */
const severalFamilies = ({ apart, doubted, members = [] }: Partial<Claim>) =>
  !doubted && members.length > 0 && (apart === true || familiesOf(members).length > 1)

const acts = {
  yes: act(identity.confirmHome, {
    ...judged,
    when: item => !severalFamilies(item),
    label: ({ doubted }) => (doubted ? '核对过，是家里人' : '核对过，是这户'),
    kind: 'primary',
    along: item => ({ ...ofClaim(item), verdict: 'yes' as const }),
  }),
  yesOf: act(identity.confirmHome, {
    ...judged,
    when: severalFamilies,
    label: '核对过，是这户',
    kind: 'primary',
    title: '这户住着几家，他是哪家的？',
    no: words.thinkAgain,
    along: item => ({ ...ofClaim(item), verdict: 'yes' as const }),
    choices: ({ members }) => [
      ...familiesOf(members).map(([family, names]) => [`和${names.join('、')}是一家`, { family }] as const),
      ['另一家', { family: 'own' }] as const,
    ],
  }),
  unknown: act(identity.confirmHome, {
    ...judged,
    when: ({ doubted }) => doubted === true,
    label: '不是这家的',
    along: item => ({ ...ofClaim(item), verdict: 'no' as const, reason: 'notLiving' as const }),
  }),
  no: act(identity.confirmHome, {
    ...judged,
    when: ({ doubted }) => !doubted,
    label: '不对',
    title: '哪里不对？',
    no: words.thinkAgain,
    along: item => ({ ...ofClaim(item), verdict: 'no' as const }),
    choices: () => homeRefusals.map(reason => [homeRefusalTexts[reason], { reason }]),
  }),
}

const reached = act(identity.confirmPhone, {
  may,
  when: ({ phoneChecked }) => !phoneChecked,
  label: words.phoneReached,
  along: ({ user, phone = '' }) => ({ user, four: lastFourOf(phone) }),
  leadsTo: (_, { seen }) => seen({ phoneChecked: true }),
})

type Living = Claim['members'][number] & Item & Pick<Shown, 'seen'>
// Who is left is asked for with the next look; until then nobody who may have left is shown.
const left = movedOut<Living>({ size: 'small', then: ({ seen }) => seen({ members: [] }) })

const LivesThere = ({ shown: { known, members, seen } }: { readonly shown: Shown }) => (
  <Card title="这户登记过的人">
    {!known && <Notice text="名册里没有这个门牌，请到门口看看。" tone="warn" />}
    {members.length === 0 && <View className="hint">这户还没有人登记。</View>}
    {members.map(member => (
      <View key={member.user}>
        <Row name={member.callName} note={`${homeKindNames[member.as]} · ${sayDate(member.since)}起`} />
        <ActButton act={left} item={{ ...member, id: member.user, may, seen }} />
      </View>
    ))}
  </Card>
)

const Facts = ({ shown }: { readonly shown: Shown }) => {
  const { callName, as, name, address, phone, phoneChecked, apart } = shown
  return (
    <FactCard
      title={`${callName} · ${homeKindNames[as]}`}
      lines={[
        { name: '姓名', value: name },
        { name: '门牌', value: address, note: apart ? '他说这户住着两家' : undefined },
        phone
          ? { name: '电话', value: phone, note: phoneChecked ? '已核对' : '还没核对' }
          : { name: '电话', value: '没留电话' },
      ]}
    >
      {phone && <CallButton phone={phone} text={`电话 ${sayPhone(phone)}`} kind="plain" />}
      {phone && <ActButton act={reached} item={shown} />}
      <View className="small">{words.checkNote}</View>
    </FactCard>
  )
}

export default function Check() {
  const { user = '', claim = '' } = useParams('identity/check')
  const { go, error } = useMove()
  const [found, setFound] = useState<Claim>()
  const [done, setDone] = useState(false)
  // Asked for with a tap, not with each drawing of the page: every look is on record.
  const look = () => go(identity.waitingHome, { user, claim }).then(setFound, () => undefined) // shown below
  const toList = <Button text={words.checkTitle} onTap={() => openInstead('identity/waiting')} />
  if (done)
    return (
      <Page title={words.checkTitle}>
        <Empty text="核对好了，已告诉他。">{toList}</Empty>
      </Page>
    )
  const shown: Shown | undefined = found && {
    ...{ ...found, id: claim, may, user, claim },
    judged: () => setDone(true),
    seen: now => setFound({ ...found, ...now }),
  }
  return (
    <Page title={words.checkTitle}>
      <View className="stack">
        <Refusal error={error} />
        {error && isFinal(error) && toList}
        {shown ? (
          <>
            <Facts shown={shown} />
            <LivesThere shown={shown} />
            <Acts item={shown} acts={acts} order={(_, open) => ({ beside: open })} />
          </>
        ) : (
          !isFinal(error) && (
            <>
              <Notice text={words.checkNote} />
              <Button text="看门牌和姓名" onTap={look} />
            </>
          )
        )}
      </View>
    </Page>
  )
}
