/** The form of a team: numbers as they are typed. */
import * as z from 'zod/mini'
import { fieldComplaints } from '../../../shared/refusals.ts'
import { teamAbout, teamGroups, type TeamAbout } from '../../../shared/volunteers/teams.ts'

export const teamDraft = z.object({
  purpose: z.string(),
  group: z.enum(teamGroups),
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

export const complaintsAboutTeam = (draft: TeamDraft) => {
  const { success, error } = teamAbout.safeParse(aboutOf(draft), { reportInput: true })
  return success ? {} : fieldComplaints(error.issues)
}

/** Only what differs is sent; what two of the staff change side by side both stays. */
export const changesOf = (was: TeamAbout, draft: TeamDraft): Partial<TeamAbout> =>
  Object.fromEntries(
    Object.entries(aboutOf(draft)).filter(([field, value]) => value !== was[field as keyof TeamAbout]),
  )
