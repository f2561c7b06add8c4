/** 打给社区 stands on every page: whatever fails, there is someone to ring. */
import { community } from '../../../shared/community/community.ts'
import { useReply } from '../platform/query.tsx'
import { CallButton } from './CallButton.tsx'

export const useCommunity = () => useReply(community.about, {}, { remember: true }).data

/** For who is not signed in, on every page: somebody without an account can ring all the same. */
export const PublicPhone = () => {
  const { data } = useReply(community.line, {}, { remember: true })
  return data?.phone ? (
    <CallButton phone={data.phone} text={`打给${data.name ?? '社区'} ${data.phone}`} kind="plain" />
  ) : null
}

interface Props {
  readonly kind?: 'primary' | 'plain'
  /** What is written on it, where it is about something in particular. */
  readonly text?: string
  readonly size?: 'huge'
}

/** Rings the number that answers at this hour. */
export const CallCommunity = ({ kind = 'plain', text, size }: Props) => {
  const about = useCommunity()
  if (!about) return null
  const duty = !about.onDuty && about.dutyPhone !== ''
  const phone = duty ? about.dutyPhone : about.phone
  return phone ? (
    <CallButton phone={phone} text={text ?? (duty ? '打给值班电话' : '打给社区')} kind={kind} size={size} />
  ) : null
}
