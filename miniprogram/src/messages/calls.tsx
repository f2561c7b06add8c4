/** 打给他们: whom no message reached, one card for each person and matter. */
import { View } from '@tarojs/components'
import { ListRest } from '../components/Awaited.tsx'
import { CallCard } from '../components/Calls.tsx'
import { useCalls } from '../components/useCalls.ts'
import { Page } from '../components/Page.tsx'
import { Empty } from '../components/States.tsx'
import { useHeld } from '../platform/held.ts'

export default function Calls() {
  const asked = useCalls()
  const items = useHeld(asked.items)
  return (
    <Page title="打给他们" wide>
      {items && items.length > 0 && (
        <View className="under-label">
          这几位收不到消息，请打电话说一声。点了“打电话”，他们会知道谁看过号码。
        </View>
      )}
      <View className="wide-list">
        {items?.map(call => (
          <CallCard key={call.id} call={call} />
        ))}
      </View>
      {items?.length === 0 && <Empty text="没有要打的电话，该知道的都知道了。" />}
      <ListRest {...asked} items={items} />
    </Page>
  )
}
