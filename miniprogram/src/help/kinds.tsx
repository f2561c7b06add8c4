import { Page } from '../components/Page.tsx'
import { Kinds, SayIt, Usual, useSaid } from './asking.tsx'

export default function AskingFor() {
  const { voice } = useSaid().value
  return (
    <Page title="找人帮忙">
      <SayIt />
      <Usual />
      {!voice && <Kinds />}
    </Page>
  )
}
