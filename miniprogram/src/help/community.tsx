import { community } from '../../../shared/community.ts'
import { CallButton } from '../components/CallButton.tsx'
import { useReply } from '../platform/query.tsx'
import { words } from './words.ts'

/** Rings whoever answers at this hour. `problem`: because something is not as it should be. */
export const CallCommunity = ({ problem = false }: { readonly problem?: boolean }) => {
  const { data: about } = useReply(community.about, {}, { remember: true })
  if (!about) return null
  const duty = !about.onDuty && about.dutyPhone !== ''
  const phone = duty ? about.dutyPhone : about.phone
  const text = problem ? words.problem : duty ? words.callDuty : words.callCommunity
  return phone ? <CallButton phone={phone} text={text} kind="plain" /> : null
}
