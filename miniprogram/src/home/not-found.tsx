/** Where an address leads that belongs to no page: mistyped, or from an older link. */
import { Button } from '../components/Button.tsx'
import { Page } from '../components/Page.tsx'
import { Empty } from '../components/States.tsx'
import { openTab } from '../platform/open.ts'

export default function NotFound() {
  return (
    <Page title="没有这一页" forAnyone>
      <Empty text="没有这一页。可能是地址写错了，也可能是链接太旧了。">
        <Button text="回首页" onTap={() => openTab('home/home')} />
      </Empty>
    </Page>
  )
}
