/** The way to the inbox: on the home page only while something new is in it. */
import { messages } from '../../../shared/messages.ts'
import { Card } from '../components/Card.tsx'
import { Row } from '../components/Row.tsx'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { words } from './words.ts'

const followSeconds = 15

export const MessagesRow = ({ always = false }: { readonly always?: boolean }) => {
  const { data } = useReply(messages.unread, {}, { followSeconds })
  const unread = data?.unread ?? 0
  if (unread === 0 && !always) return null
  return (
    <Card>
      <Row
        name={words.messages}
        {...(unread > 0 && { value: words.newMessages(unread) })}
        onTap={() => open('messages/inbox')}
      />
    </Card>
  )
}
