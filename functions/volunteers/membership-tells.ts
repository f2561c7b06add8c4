/** Who is told what about belonging to a team. */
import type { Entry } from '../../shared/lifecycle.ts'
import { inGroup } from '../../shared/volunteers/teams.ts'
import { holderIds } from '../identity/grants.ts'
import type { Change } from '../platform/matter-item.ts'
import type { Notice, Telling } from '../platform/notice.ts'
import { placesOfTeam, type Membership } from './teams-store.ts'
import { declinedText, leftText } from './volunteers-words.ts'

type Words = readonly [title: string, text: string]

/** To the one it is about. */
const toMember = (
  { move, by }: Entry,
  { user, teamName, state, reason = 'other' }: Membership,
): Words | undefined => {
  switch (move) {
    case 'approve':
    case 'add':
      return state === 'approved'
        ? ['队里欢迎您', `您加入了${teamName}。有班次和活，会在这里告诉您。`]
        : ['队里人满了', `${teamName}人满了，您在排队。有空位先问您。`]
    case 'decline':
      return ['这次没加上', `${teamName}：${declinedText[reason] ?? declinedText.other!}`]
    case 'promote':
      return ['有位子了', `${teamName}有位子了，给您留着。来不来，请点开回个话。`]
    case 'lapse':
      return ['不在队里了', `${teamName}：${leftText[reason] ?? leftText.other!}`]
    case 'leave':
      return by === user ? undefined : ['不在队里了', `您已不在${teamName}。有疑问请打给社区。`]
    default:
      return undefined
  }
}

const toLeads = ({ move, by, to }: Entry, { user, teamName }: Membership): Words | undefined => {
  if (by !== user) return undefined
  if (move === 'apply') return ['有人想加入', `{who}想加入${teamName}，请回个话。`]
  if (move === 'confirmPlace') return ['有人加入了', `{who}加入了${teamName}。`]
  if (move === 'leave' && to === 'left') return ['有人离开了', `{who}离开了${teamName}。`]
  return undefined
}

export const membershipTells = async (
  ctx: Telling,
  { before, after }: Change<Membership>,
): Promise<readonly Notice[]> => {
  const { community, team, teamName, user, kind, id } = after
  const leads = () => holderIds(ctx, community, 'teamLead', team)
  const staff = () => holderIds(ctx, community, 'communityStaff')
  const { group } = (await placesOfTeam(ctx.table, community, team)).about
  const notices: Notice[] = []
  const tell = (people: readonly string[], name: string, words: Words | undefined, by: string) => {
    if (!words) return
    const [title, text] = words.map(each => inGroup(group, each)) as [string, string]
    for (const to of people)
      if (to !== by) notices.push({ to, name, template: 'matterNews', title, text, kind, id, who: user })
  }
  for (const entry of after.timeline.filter(({ seq }) => seq > (before?.seq ?? 0))) {
    const { move, by } = entry
    tell([user], move, toMember(entry, after), by)
    const words = toLeads(entry, after)
    if (words) tell(await leads(), `${move}.lead`, words, by)
    if (move === 'escalate')
      tell(await staff(), 'escalate', ['有人等着入队', `有人想加入${teamName}，等了好几天，请看看。`], by)
  }
  return notices
}
