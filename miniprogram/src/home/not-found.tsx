/** Where an address leads that belongs to no page: mistyped, or from an older link. */
import { Button } from '../components/Button.tsx'
import { Page } from '../components/Page.tsx'
import { Empty } from '../components/States.tsx'
import { openTab } from '../platform/open.ts'
import { words } from './words.ts'

export default function NotFound() {
  return (
    <Page title={words.notFound} forAnyone>
      <Empty text={words.notFoundText}>
        <Button text={words.toHome} onTap={() => openTab('home/home')} />
      </Empty>
    </Page>
  )
}
