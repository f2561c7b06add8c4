/** One person's roles: renewed for a year, or taken back with a reason. */
import { View } from '@tarojs/components'
import { identity } from '../../../shared/identity.ts'
import { revokeReasons, scopeKind, type GrantReply, type Holder } from '../../../shared/identity/grants.ts'
import { sayDate } from '../../../shared/time.ts'
import { actsOf, Asking, type Item } from '../components/act.tsx'
import { Acts } from '../components/Acts.tsx'
import { sayRole, words } from './grant-words.ts'

type Held = GrantReply &
  Item & {
    readonly user: string
    readonly close: () => void
  }
const { act } = actsOf<Held>()
const may: readonly string[] = []

const acts = {
  renew: act(identity.grant, {
    may,
    label: '续一年',
    readout: grant => `${sayRole(grant)}续一年`,
    kind: 'primary',
    along: ({ user, role, community, scope }) => ({
      ...{ user, role, community },
      scope: scopeKind[role] === 'community' ? undefined : scope,
    }),
    done: grant => `续好了，到${sayDate(grant.until)}`,
  }),
  takeBack: act(identity.revoke, {
    may,
    label: '收回',
    readout: grant => `收回${sayRole(grant)}`,
    title: grant => `为什么收回“${sayRole(grant)}”？`,
    no: '先不收回',
    along: ({ user, id }) => ({ user, grant: id }),
    choices: () => revokeReasons.options.map(({ value, text }) => [text, { reason: value }]),
    done: '收回了，马上就不能用了',
    leadsTo: (_, { close }) => close(),
  }),
}

export const HolderSheet = ({ holder, close }: { readonly holder: Holder; readonly close: () => void }) => (
  <Asking title={`${holder.callName} · 他的身份`} close={close} closeText="关上">
    {holder.grants.length === 0 && <View className="hint">{words.none}</View>}
    {holder.grants.map(grant => (
      <View key={grant.id} className="item">
        <View className="strong">{sayRole(grant)}</View>
        <View className="hint under-label">{words.until(sayDate(grant.until))}</View>
        <Acts
          item={{ ...grant, user: holder.id, may, close }}
          acts={acts}
          order={(_, open) => ({ beside: open })}
          pair
        />
      </View>
    ))}
  </Asking>
)
