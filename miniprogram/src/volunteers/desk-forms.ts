/** The forms of the desk: a seal, or why there is none; and a team, with numbers as they are typed. */
import * as z from 'zod/mini'
import type { Input } from '../../../shared/contract.ts'
import { judged, lacking, type Complaints } from '../components/form.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import { teamAbout, teamGroups, type TeamAbout } from '../../../shared/volunteers/teams.ts'

/** What is wrong with a seal, or with the reason. */
export const complaintsAboutSeal = (input: Input<typeof volunteers.seal>): Complaints => {
  const { announcedFromOn = '', announcedToOn = '', contact } = input.sealed ?? {}
  return {
    ...judged(volunteers.seal.takes, input),
    ...(input.sealed &&
      lacking(
        { 'sealed.announcedFromOn': announcedFromOn, 'sealed.announcedToOn': announcedToOn },
        '请选是哪一天',
      )),
    ...(announcedToOn &&
      announcedToOn < announcedFromOn && { 'sealed.announcedToOn': '结束那天在开始前面了' }),
    ...(contact?.trim() === '' && { 'sealed.contact': '请写一个打得通的电话' }),
  }
}

export const teamDraft = z.object({
  purpose: z.string(),
  group: teamGroups.schema,
  meets: z.string(),
  most: z.string(),
  takesOn: z.boolean(),
  asksFitness: z.boolean(),
  minAge: z.string(),
  insurance: z.string(),
})
export type TeamDraft = z.output<typeof teamDraft>

export const formOf = (about: TeamAbout): TeamDraft => ({
  ...about,
  most: String(about.most),
  minAge: String(about.minAge),
})

/** An empty number is none, and none is a complaint. */
const aboutOf = ({ most, minAge, ...rest }: TeamDraft) => ({
  ...rest,
  most: Number(most || NaN),
  minAge: Number(minAge || NaN),
})

export const complaintsAboutTeam = (draft: TeamDraft) => judged(teamAbout, aboutOf(draft))

/** Only what differs is sent; what two of the staff change side by side both stays. */
export const changesOf = (was: TeamAbout, draft: TeamDraft): Partial<TeamAbout> =>
  Object.fromEntries(
    Object.entries(aboutOf(draft)).filter(([field, value]) => value !== was[field as keyof TeamAbout]),
  )
