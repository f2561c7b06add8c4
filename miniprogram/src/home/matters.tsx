import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { help } from '../../../shared/help.ts'
import { Button } from '../components/Button.tsx'
import { Page } from '../components/Page.tsx'
import { Empty, Failed, Loading } from '../components/States.tsx'
import { useList, useListGestures } from '../platform/query.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { HelpCard } from './HelpCard.tsx'
import { words } from './words.ts'

export default function Matters() {
  const list = useList(help.mine, {})
  useListGestures(list)
  const { items, error, hasMore, loadingMore, again, more } = list
  return (
    <Page title={words.matters} tab>
      {items?.map(item => (
        <HelpCard key={item.id} item={item} />
      ))}
      {items?.length === 0 && (
        <Empty text={words.noMatters}>
          <Button text={words.ask} onTap={() => Taro.switchTab({ url: '/home/home' })} />
        </Empty>
      )}
      {error && (
        <Failed error={error} again={again}>
          <CallCommunity />
        </Failed>
      )}
      {!items && !error && <Loading />}
      {hasMore && <Button text={words.more} kind="plain" busy={loadingMore} onTap={more} />}
      {items && items.length > 5 && !hasMore && <View className="empty-text">{words.end}</View>}
    </Page>
  )
}
