import { community } from '../../../shared/community.ts'
import { CallButton } from '../components/CallButton.tsx'
import { useReply } from '../platform/query.tsx'
import { words } from './words.ts'

export const useCommunity = () => useReply(community.about, {}, { remember: true }).data

/** Rings whoever answers at this hour. */
export const CallCommunity = ({ kind = 'plain' }: { readonly kind?: 'primary' | 'plain' }) => {
  const about = useCommunity()
  if (!about) return null
  const duty = !about.onDuty && about.dutyPhone !== ''
  const phone = duty ? about.dutyPhone : about.phone
  return phone ? (
    <CallButton phone={phone} text={duty ? words.callDuty : words.callCommunity} kind={kind} />
  ) : null
}
