/** All that the home page leaves out: 长辈版 most of it, for who works here what concerns their own home. */
import { Page } from '../components/Page.tsx'
import { Awaited } from '../components/Awaited.tsx'
import { useCare } from '../platform/care.ts'
import { hasDesk, isResident, useMe } from '../platform/me.ts'
import { AtHome } from './at-home.tsx'
import { AtWork } from './at-work.tsx'

export default function More() {
  const asked = useMe()
  const care = useCare()
  return (
    <Page title={care ? '更多' : '我家的事'}>
      <Awaited asked={asked}>
        {me => (
          <>
            {care && hasDesk(me) && <AtWork me={me} />}
            {(isResident(me) || !hasDesk(me)) && <AtHome me={me} />}
          </>
        )}
      </Awaited>
    </Page>
  )
}
