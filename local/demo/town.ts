// The community as it stands: settings, scopes, households and people, written as an import would write them.
import { addScopes, saveSettings } from '../../functions/community/community.ts'
import { addHome, addMember } from '../../functions/identity/moving.ts'
import { createUser } from '../../functions/identity/identity-store.ts'
import { ensurePersonByPhone } from '../../functions/identity/phones.ts'
import { everyConsent } from '../../functions/identity/consents.ts'
import { giveGrant } from '../../functions/identity/grants.ts'
import { putProxy } from '../../functions/identity/proxies-store.ts'
import { saveDocument } from '../../functions/community/community-store.ts'
import type { Effects } from '../../functions/platform/context.ts'
import { switches } from '../../shared/community/community.ts'
import { plusMinutes } from '../../shared/time.ts'
import { phoneBook, phones, plan, whoseIsIt } from './community.ts'
import type { Asker } from './history.ts'
import { courts, mediationDay, rooms } from './mediating.ts'
import { community, demoPeople, elsewhere, households, livesHere, scopes, type DemoPerson } from './people.ts'
import type { Stage } from './stage.ts'
import { stations } from './suggestions.ts'

export const dutyHours = { from: '08:00', to: '20:00' }

const addCommunities = async (effects: Effects) => {
  const { table } = effects
  // People who try it out may ask more often than a home in earnest.
  const help = { mostAtOnce: 50 }
  const named = { name: '宝翠花都社区', place: '6号楼底商一楼' }
  await saveSettings(table, community, {
    ...named,
    on: [...switches.codes],
    ...phones,
    dutyHours,
    help,
    hazards: { publicPhotos: true as const },
    mediation: { rooms, courts, mediationDay },
    households: { plan },
    suggestions: { stations },
  })
  // It has chosen nothing but the phone: what a community sees that leaves all out.
  await saveSettings(table, elsewhere, { name: '邻家社区', ...phones, dutyHours, on: [] })
  await saveDocument(effects, community, 'PHONES', { version: 1, content: phoneBook })
  await saveDocument(effects, community, 'WHOSE', { version: 1, content: whoseIsIt })
  await addScopes(table, community, scopes)
  await addScopes(table, elsewhere, scopes)
}

/** Since when everybody has been here, and until when they are sure to be: a year is the longest. */
export const termOf = (now: string) => {
  const day = 24 * 60
  return { from: plusMinutes(now, -230 * day), until: plusMinutes(now, 135 * day) }
}

const door = ({
  community,
  building,
  unit,
  room,
}: Pick<DemoPerson, 'community' | 'building' | 'unit' | 'room'>) => ({
  ...{ community, building: `building-${building}` },
  ...{ unit: String(unit), room },
})

const addPerson = async (stage: Stage, person: DemoPerson, until: string) => {
  const { id, callName, name, phone, grants } = person
  const ctx = { ...stage.effects, now: stage.now() }
  const consents = everyConsent(ctx.now)
  const contact = { name, phone, address: '' }
  const user = await createUser(ctx, `demo-${id}`, callName, { contact, consents })
  if (grants.some(({ role }) => role === 'resident'))
    await addMember(ctx, { ...door(person), user, as: 'owner', by: 'demo', until })
  for (const { role, scope } of grants)
    // Those who belong to a team are taken into it, and so become volunteers.
    if (role !== 'resident' && (role !== 'volunteer' || person.community === elsewhere))
      await giveGrant(ctx, user, { role, community: person.community, scope, until, grantedBy: 'demo' })
  const held = grants.map(grant => ({ ...grant, community: person.community }))
  stage.enter(id, { id: user, grants: held, actsFor: [] })
}

const addProxies = async (stage: Stage, until: string) => {
  for (const { id, actsFor } of demoPeople) {
    const elder = demoPeople.find(person => person.id === actsFor)
    if (!elder) continue
    const [child, parent] = [stage.whoIs(id), stage.idOf(elder.id)]
    const term = { from: stage.now(), until }
    await putProxy(stage.effects, child.id, {
      ...{ person: parent, callName: elder.callName, modules: ['help', 'mediation', 'wellbeing'], ...term },
    })
    stage.enter(id, { ...child, actsFor: [parent] })
  }
}

/** Puts every household into the register, and those whom the community only knows by phone. */
const addHouseholds = async (stage: Stage, until: string): Promise<Asker[]> => {
  const ctx = { ...stage.effects, now: stage.now() }
  const ringing: Asker[] = []
  for (const { kind, known = [], ...place } of households) {
    const home = door({ community, ...place })
    await addHome(ctx, home)
    const address = `${place.building}号楼${place.unit}单元${place.room}室`
    for (const each of known) {
      const { id } = await ensurePersonByPhone(ctx, { ...home, ...each, address })
      const as = kind === 'tenants' ? 'tenant' : 'owner'
      await addMember(ctx, { ...home, user: id, as, by: 'demo', until })
      if (each === known[0] && (kind === 'alone' || kind === 'emptyNest'))
        ringing.push({ person: id, building: place.building, rings: id })
    }
  }
  return ringing
}

/** Everybody who may ask in the half year before: elders who ring, and residents with phones of their own. */
export const settle = async (stage: Stage, until: string): Promise<Asker[]> => {
  await addCommunities(stage.effects)
  for (const person of demoPeople) await addPerson(stage, person, until)
  await addProxies(stage, until)
  const ringing = await addHouseholds(stage, until)
  // 王阿姨 and 王奶奶 have a past; other residents of low numbers are left for people who try things out.
  const own = demoPeople
    .filter(person => livesHere(person) && isNeighbour(person.id))
    .map(({ id, building }) => ({ person: id, building }))
  return own.flatMap((each, i) => [each, ...ringing.slice(i * 2, i * 2 + 2)])
}

const isNeighbour = (id: string) => {
  const [kind, n] = id.split('-')
  return (
    id === 'resident-1' || kind === 'elder' || (kind === 'resident' && Number(n) > 48 && Number(n) <= 100)
  )
}
