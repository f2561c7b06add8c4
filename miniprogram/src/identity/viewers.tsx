/** 谁看过我的信息: every look, across matters, the last one first. */
import { View } from '@tarojs/components'
import { identity } from '../../../shared/identity.ts'
import type { Viewer } from '../../../shared/identity/my-data.ts'
import { pathOf } from '../../../shared/matters.ts'
import { shanghai } from '../../../shared/time.ts'
import { Card } from '../components/Card.tsx'
import { ListRest } from '../components/ListRest.tsx'
import { Page } from '../components/Page.tsx'
import { Empty } from '../components/States.tsx'
import { openAddress } from '../platform/open.ts'
import { useList, useListGestures } from '../platform/query.tsx'
import { words } from './data-words.ts'

const sayWho = ({ own, name, as }: Viewer) => (own ? words.own : `${name ?? words.gone}（${as}）`)

const Look = ({ look }: { readonly look: Viewer }) => {
  const { matter, own, at } = look
  const time = shanghai(at).format('YYYY年M月D日 HH:mm')
  const pageOf = matter && words.forMatter[matter.kind]
  return (
    <Card
      title={sayWho(look)}
      {...(pageOf && {
        onTap: () => openAddress(pathOf(matter.kind, matter.id)),
      })}
    >
      <View className="hint">{own ? time : `${words.looked(time)} · ${pageOf ?? words.forOther}`}</View>
    </Card>
  )
}

export default function Viewers() {
  const asked = useList(identity.viewers, {})
  useListGestures(asked)
  return (
    <Page title={words.viewers}>
      {asked.items?.map(look => (
        <Look key={`${look.at}${look.as}${look.name}${look.matter?.id}`} look={look} />
      ))}
      {asked.items?.length === 0 && <Empty text={words.noViewers} />}
      <ListRest {...asked} />
    </Page>
  )
}
