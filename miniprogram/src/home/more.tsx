/** 长辈版: all that the home page leaves out. */
import { Page } from '../components/Page.tsx'
import { Awaited } from '../components/Awaited.tsx'
import { useMe } from '../platform/me.ts'
import { AllSections } from './stack.tsx'

export default function More() {
  const asked = useMe()
  return (
    <Page title="更多">
      <Awaited asked={asked}>{me => <AllSections me={me} />}</Awaited>
    </Page>
  )
}
