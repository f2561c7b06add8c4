/** 志愿, tried by everybody: the elder joins a team for a while. */
import { identity } from '../../../shared/identity/identity.ts'
import { onOf, plusMinutes } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers/volunteers.ts'
import { codeOf } from '../../volunteers/records.ts'
import { op, type Neighbourhood } from '../given.ts'
import type { Trying } from './trying.ts'

const here = { community: 'bchd' } as const
const team = { ...here, team: 'team-1' } as const

const joined = async ({ tried, done, only }: Trying) => {
  const hasTeam = ({ items }: { readonly items: readonly { readonly id: string }[] }) =>
    items.some(({ id }) => id === 'team-1')
  await tried(volunteers.teams, { by: 'o', input: here, shows: hasTeam })
  await tried(volunteers.team, { by: 'o', input: team })
  await tried(volunteers.saveTeam, { by: 's', input: { ...team, changes: { purpose: '互相帮忙' } } })
  const membership = await done(volunteers.apply, { by: 'o', input: team })
  const { id } = membership
  await tried(volunteers.applications, {
    ...{ by: 'l', input: here },
    shows: ({ items }) => items.some(each => each.id === id),
  })
  await tried(volunteers.membership, { by: 'o', input: { id } })
  await tried(volunteers.setListed, { by: 'o', input: { id, listed: true } })
  const tap = { id, seq: membership.seq, op: op() }
  await done(volunteers.decide, { by: 'l', input: { ...tap, approve: true } })
  const { code } = await only(identity.myCode, 'n', {})
  await tried(volunteers.addMember, { by: 'l', input: { ...team, code } })
  return id
}

const shiftsTold = async ({ tried, done, only, idOf }: Trying, given: Neighbourhood) => {
  const startsAt = plusMinutes(given.now(), 24 * 60)
  const about = { ...team, title: '文明岗', place: '东门', places: 1, openTo: 'all' } as const
  const times = { startsAt, endsAt: plusMinutes(startsAt, 60) }
  const shift = await done(volunteers.addShift, { by: 'l', input: { ...about, ...times } })
  const { id } = shift
  await tried(volunteers.shifts, {
    ...{ by: 'o', input: here },
    shows: ({ items }) => items.some(each => each.id === id),
  })
  await tried(volunteers.shift, { by: 'o', input: { id } })
  await tried(volunteers.takeShift, { by: 'o', input: { id, op: op() } })
  const person = await idOf('v')
  await tried(volunteers.takeShift, { by: 'l', note: 'for another', input: { id, op: op(), person } })
  await only(volunteers.takeShift, 'n', { id, op: op() })
  await only(volunteers.takeShift, 'o', { id, op: op() })
  await done(volunteers.giveUpShift, { by: 'n', input: { id, op: op() } })
  await given.settled()
  await done(volunteers.confirmPlace, { by: 'o', input: { id, op: op() } })
  const { seq } = await only(volunteers.shift, 'l', { id })
  const changes = { note: '带水' }
  await done(volunteers.changeShift, { by: 'l', input: { id, seq, op: op(), changes } })
  given.setNow(startsAt)
  await tried(volunteers.checkInCode, { by: 'l', input: { id } })
  await tried(volunteers.sheet, { by: 'l', input: { id } })
  await tried(volunteers.noShow, { by: 'l', input: { id, op: op(), person: await idOf('o') } })
  const elder = await idOf('o')
  await tried(volunteers.checkIn, { by: 'l', note: 'for another', input: { id, op: op(), person: elder } })
  const { code } = await only(volunteers.checkInCode, 'l', { id })
  await done(volunteers.checkIn, { by: 'o', input: { id, op: op(), code } })
  given.minutesLater(50)
  await tried(volunteers.checkOut, { by: 'l', note: 'for another', input: { id, op: op(), person: elder } })
  await done(volunteers.checkOut, { by: 'o', input: { id, op: op() } })

  const later = { startsAt: plusMinutes(startsAt, 24 * 60), endsAt: plusMinutes(startsAt, 25 * 60) }
  const other = await only(volunteers.addShift, 'l', { ...about, ...later })
  await only(volunteers.takeShift, 'o', { id: other.id, op: op() })
  const now = await only(volunteers.shift, 'l', { id: other.id })
  const { reason, ...tap } = { id: other.id, seq: now.seq, op: op(), reason: 'weather' } as const
  await done(volunteers.cancelShift, { by: 'l', input: { ...tap, reason } })
  await tried(volunteers.phoneOf, { by: 'l', input: { id: other.id, person: elder } })
  await tried(volunteers.reached, { by: 'l', input: { id: other.id, op: op(), person: elder } })
  return id
}

const hoursTold = async ({ tried, done, only, idOf }: Trying, given: Neighbourhood, shift: string) => {
  const elder = await idOf('o')
  const isOf = ({ items }: { readonly items: readonly { readonly user: string }[] }) =>
    items.some(({ user }) => user === elder)
  await tried(volunteers.hours, { by: 'o', input: {}, shows: isOf })
  await tried(volunteers.hours, { by: 'l', note: 'of a team', input: team, shows: isOf })
  const [stint] = (await only(volunteers.hours, 'o', {})).items
  await tried(volunteers.correctHours, {
    ...{ by: 'l' },
    input: { user: elder, id: shift, version: stint!.version, minutes: 40, reason: '早走了', op: op() },
  })
  const fromOn = onOf(plusMinutes(given.now(), -3 * 24 * 60))
  const toOn = onOf(given.now())
  const [days, period] = [
    { fromOn, toOn },
    { ...here, fromOn, toOn },
  ]
  await tried(volunteers.export, { by: 's', input: period })
  await tried(volunteers.record, { by: 's', note: 'of another', input: { ...period, person: elder } })
  const { number } = await done(volunteers.record, { by: 'o', input: days })
  await tried(volunteers.printRecord, { by: 'o', input: { number } })
  await tried(volunteers.records, {
    ...{ by: 'o', input: {} },
    shows: ({ items }) => items.some(each => each.number === number),
  })
  const code = await codeOf(given.effects, number.replace('-', '').toLowerCase())
  await tried(volunteers.verifyRecord, { by: 'a', input: { number, code } })
  await done(volunteers.askSeal, { by: 'o', input: { number, op: op() } })
  await tried(volunteers.records, {
    ...{ by: 's', note: 'to be sealed', input: { ...here, list: 'asked' } },
    shows: ({ items }) => items.some(each => each.number === number),
  })
  await tried(volunteers.seal, { by: 's', input: { number, op: op(), reason: '先补个电话' } })
}

export const volunteersTold = async (trying: Trying, given: Neighbourhood) => {
  const membership = await joined(trying)
  await hoursTold(trying, given, await shiftsTold(trying, given))
  const { seq } = await trying.only(volunteers.membership, 'o', { id: membership })
  await trying.done(volunteers.leave, { by: 'o', input: { id: membership, seq, op: op() } })
}
