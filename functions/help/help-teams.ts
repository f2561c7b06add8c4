/** Which teams a request is for. */
import { helpRings } from '../../shared/help/life.ts'
import type { Scope } from '../community/community-store.ts'
import type { Help } from './help-store.ts'

/** Whether the team is there for this, and in this building; one without a skill of its own does what there is. */
export const isSuited = (help: Help, { buildings = [], skills = [] }: Scope, building: string) => {
  const skilled = skills.includes(help.what) || skills.includes(help.topic)
  if (skills.length) return skilled && (buildings.length === 0 || buildings.includes(building))
  return buildings.includes(building)
}
export const buildingIdOf = ({ building }: Help) => `building-${building.replace(/\D/g, '')}`

/** The teams a request has been brought to: the usual one, then those of the place or the skill, then all. */
export const teamsTold = <T extends Scope & { readonly id: string }>(help: Help, teams: readonly T[]) => {
  if (help.ring >= helpRings.indexOf('all')) return teams
  const suited = teams.filter(team => isSuited(help, team, buildingIdOf(help)))
  const near = teams.filter(({ id }) => id === help.usualTeam)
  if (help.ring < helpRings.indexOf('building') && near.length) return near
  return suited.length ? suited : teams
}
