/** What stands below what was asked for: loading, what went wrong, and more of it. */
import { Button } from './Button.tsx'
import { CallCommunity } from './CallCommunity.tsx'
import { Failed, Loading } from './States.tsx'

interface Props {
  /** What came of it. */
  readonly items: unknown
  readonly error: Error | null
  readonly again: () => unknown
  readonly hasMore?: boolean
  readonly loadingMore?: boolean
  readonly more?: () => void
}

export const ListRest = ({ items, error, again, hasMore, loadingMore, more }: Props) => (
  <>
    {error && (
      <Failed error={error} again={again}>
        <CallCommunity />
      </Failed>
    )}
    {!items && !error && <Loading />}
    {hasMore && <Button text="再看几件" kind="plain" busy={loadingMore} onTap={more} />}
  </>
)
