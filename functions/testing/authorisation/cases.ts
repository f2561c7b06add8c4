/**
 * A case of mediation, tried by everybody: the elder applied; across from them sit a neighbour, somebody who was known by
 * phone, and somebody who works in the room.
 */
import { switches } from '../../../shared/community/community.ts'
import { mediation } from '../../../shared/mediation/mediation.ts'
import type { PartyKey } from '../../../shared/mediation/life.ts'
import type { CaseReply } from '../../../shared/mediation/reply.ts'
import { onOf, plusMinutes } from '../../../shared/time.ts'
import { saveSettings } from '../../community/community.ts'
import { room, tuesday10 } from '../case-story.ts'
import { op, type Neighbourhood } from '../given.ts'
import { picture } from '../media.ts'
import { papersTold } from './everyday.ts'
import { everybody, type Trying, type Who } from './trying.ts'

const here = { community: 'bchd' } as const
const tap = ({ id, seq }: Pick<CaseReply, 'id' | 'seq'>) => ({ id, seq, op: op() })
const has = (id: string) => (reply: { readonly items: readonly { readonly id?: string }[] }) =>
  reply.items.some(each => each.id === id)
const parties = ['p1', 'p2', 'p3', 'p4'] as const

const applied = async ({ tried, done, only, idOf }: Trying) => {
  const elder = await idOf('o')
  const others = [
    { name: '楼上李家', building: '2号楼', room: '1单元201室', phone: '10012340002' },
    { name: '周秀英', building: '1号楼' },
    { name: '在这儿上班的', building: '1号楼' },
  ]
  const said = { ...here, kind: 'leak', facts: '楼上漏水', wish: '修好', others } as const
  // The room enters who came; everybody else says for whom it is.
  const name = '王奶奶'
  await tried(mediation.apply, {
    ...{ by: 'o', input: said },
    but(who) {
      if (who === 'o') return {}
      // Only who may look for people by name can say which account it is.
      if ('cwf'.includes(who)) return { applicant: { name, user: elder } }
      return 'mM'.includes(who) ? { applicant: { name } } : { for: elder }
    },
  })
  const it = await only(mediation.apply, 'o', { ...said, key: op() })
  const { id } = it
  await tried(mediation.get, { by: 'o', note: 'applied', input: { id } })
  await tried(mediation.queue, { by: 'c', note: 'applied', input: here, shows: has(id) })
  return done(mediation.screen, { by: 'c', input: { ...tap(it), accept: true } })
}

const asked = async ({ tried, done, only, idOf }: Trying, it: CaseReply) => {
  const { id } = it
  const read = () => only(mediation.get, 'c', { id })
  await tried(mediation.neighboursAt, { by: 'c', input: { id, party: 'p2' } })
  const link = async (party: PartyKey) =>
    (await only(mediation.askOtherSide, 'c', { ...tap(await read()), party, how: 'link' })).code!
  await tried(mediation.askOtherSide, { by: 'c', input: { ...tap(it), party: 'p2', how: 'link' } })
  const code = await link('p2')
  await tried(mediation.invitationCode, { by: 'c', input: { id, party: 'p2' } })
  await tried(mediation.printInvitation, { by: 'c', input: { id, party: 'p2', key: op() } })
  await tried(mediation.openLink, { by: 'b', input: { code } })
  await tried(mediation.invitation, { by: 'a', input: { code } })
  await tried(mediation.answerOtherSide, { by: 'b', note: 'by link', input: { code, answer: 'yes' } })
  await only(mediation.answerOtherSide, 'b', { code, answer: 'no' })
  await done(mediation.takeBackNo, { by: 'b', input: { id, op: op(), party: 'p2' } })
  await done(mediation.answerOtherSide, {
    ...{ by: 'b', input: { id, op: op(), party: 'p2', answer: 'yes' } },
  })
  await only(mediation.answerOtherSide, 't', { code: await link('p3'), answer: 'yes' })
  await only(mediation.answerOtherSide, 'w', { code: await link('p4'), answer: 'yes' })
  await tried(mediation.suggestMediators, { by: 'c', input: { id } })
  const mediator = await idOf('m')
  const now = await read()
  await done(mediation.setMediator, { by: 'c', input: { ...tap(now), mediator, knowing: true } })
  return read()
}

const bookedFor = async ({ tried, done, only }: Trying, given: Neighbourhood, it: CaseReply) => {
  const { id } = it
  const read = () => only(mediation.get, 'c', { id })
  const own = () => ({ id, op: op() })
  const place = { room, fromAt: tuesday10 }
  await done(mediation.offerTimes, { by: 'm', input: { ...own(), room, starts: [tuesday10] } })
  await tried(mediation.chooseTimes, { by: 'b', input: { ...own(), starts: [tuesday10] } })
  await tried(mediation.chooseTimes, {
    ...{ by: 'c', note: 'for a party', input: { ...own(), party: 'p2', starts: [tuesday10] } },
  })
  await tried(mediation.freeSlots, { by: 'b', input: { id, fromOn: onOf(tuesday10) } })
  await tried(mediation.hearRights, { by: 'b', input: own() })
  await tried(mediation.hearRights, { by: 'c', note: 'for a party', input: { ...own(), party: 'p2' } })
  await done(mediation.objectToMediator, { by: 'b', input: own() })
  await done(mediation.answerObjection, { by: 'c', input: { ...own(), party: 'p2', text: '只是同楼' } })
  for (const party of parties) await only(mediation.hearRights, 'c', { id, op: op(), party })
  await tried(mediation.joinWaitlist, { by: 'c', input: own() })
  await done(mediation.book, { by: 'c', input: { ...tap(await read()), ...place } })
  const later = { room, fromAt: plusMinutes(tuesday10, 180) }
  await tried(mediation.reschedule, { by: 'c', input: { ...tap(await read()), ...later } })
  await tried(mediation.cancel, { by: 'b', input: tap(await read()) })
  const days = { fromOn: onOf(tuesday10), toOn: onOf(tuesday10) }
  await tried(mediation.calendar, { by: 'c', input: { ...here, ...days }, shows: has(id) })
  const mine = await given.putFile(everybody.b, await picture())
  await tried(mediation.get, { by: 'b', input: { id } })
  await tried(mediation.mine, { by: 'b', input: {}, shows: has(id) })
  await tried(mediation.queue, { by: 'c', input: here, shows: has(id) })
  await tried(mediation.search, { by: 'c', input: { ...here, said: '漏水' }, shows: has(id) })
  await tried(mediation.late, { by: 'c', input: here })
  await tried(mediation.reveal, { by: 'm', input: { id, party: 'p2' } })
  await tried(mediation.noteCase, { by: 'm', input: { ...own(), text: '来过电话' } })
  await tried(mediation.report, { by: 'm', input: { ...own(), to: 'police', text: '动了手' } })
  await tried(mediation.extend, { by: 'm', input: { ...tap(await read()), days: 10, text: '都同意' } })
  await tried(mediation.withdraw, { by: 'b', input: own() })
  for (const party of parties) await only(mediation.saveParty, 'c', { id, op: op(), party, idSeen: true })
  await tried(mediation.saveParty, { by: 'm', input: { ...own(), party: 'p2', agent: '李律师' } })
  const photos = new Map<Who, string>([['b', mine]])
  for (const who of ['o', 'p', 't', 'w', 'n', 'c', 'm', 'M', 'f'] as const)
    photos.set(who, await given.putFile(everybody[who], await picture()))
  await tried(mediation.addFiles, {
    ...{ by: 'b', input: { ...own(), files: [mine] } },
    but: who => ({ files: [photos.get(who) ?? mine] }),
  })
  return read()
}

const sat = async ({ tried, done, only }: Trying, given: Neighbourhood, it: CaseReply) => {
  const { id } = it
  const read = () => only(mediation.get, 'c', { id })
  given.setNow(plusMinutes(tuesday10, 5))
  await done(mediation.hold, { by: 'm', input: { ...tap(it), present: [...parties], held: true } })
  const blocks = [{ who: '调解员', text: '说了经过' }]
  await done(mediation.record, {
    by: 'm',
    input: { id, op: op(), session: 1, version: 0, blocks, points: [] },
  })
  await tried(mediation.record, { by: 'm', note: 'read', input: { id, session: 1 } })
  given.minutesLater(40)
  await done(mediation.endSession, { by: 'm', input: tap(await read()) })
  const times = { beganAt: plusMinutes(tuesday10, 5), endedAt: plusMinutes(tuesday10, 30) }
  await done(mediation.correctSession, { by: 'm', input: { id, op: op(), session: 1, ...times } })
  const sign = (what: PartyKey | 'mediator' | 'recorder') => ({ id, op: op(), session: 1, version: 1, what })
  await done(mediation.signRecord, { by: 'm', input: sign('p1') })
  await tried(mediation.reopenRecord, { by: 'm', input: { id, op: op(), session: 1, text: '要改一句' } })
  for (const what of ['p2', 'p3', 'p4', 'mediator', 'recorder'] as const)
    await only(mediation.signRecord, 'm', sign(what))
  await tried(mediation.addToRecord, { by: 'm', input: { id, op: op(), session: 1, text: '补一句' } })
  const next = { room, fromAt: plusMinutes(tuesday10, 24 * 60) }
  await tried(mediation.adjourn, { by: 'm', input: { ...tap(await read()), ...next } })
  await tried(mediation.noAgreement, { by: 'm', input: tap(await read()) })
  const terms = { oral: false, terms: ['三天内修好水管'] }
  await done(mediation.agree, { by: 'm', input: { ...tap(await read()), ...terms } })
  return read()
}

const ended = async (trying: Trying, it: CaseReply) => {
  const { tried, done, only } = trying
  const { id } = it
  const read = () => only(mediation.get, 'c', { id })
  await tried(mediation.unsign, { by: 'm', input: { ...tap(it), text: '有一条要改' } })
  await done(mediation.sign, { by: 'm', input: { id, op: op(), what: 'p1' } })
  await done(mediation.correct, { by: 'm', input: { ...tap(await read()), what: 'p1', how: 'thumb' } })
  for (const what of ['p2', 'p3', 'p4', 'mediator', 'seal'] as const)
    await only(mediation.sign, 'c', { id, op: op(), what })
  await tried(mediation.print, { by: 'b', input: { id, which: 'agreement', key: op() } })
  await tried(mediation.print, { by: 'm', note: 'record', input: { id, which: 'record', key: op() } })
  await tried(mediation.confirmation, { by: 'm', input: { ...tap(await read()), state: 'wanted' } })
  await done(mediation.followUp, { by: 'm', input: { ...tap(await read()), performed: 'all' } })
  await tried(mediation.putOnFile, { by: 'm', input: { id, op: op(), item: 'identity' } })
  await tried(mediation.file, { by: 'm', input: { id, key: op() } })
  await papersTold(trying, id)
  await done(mediation.archive, { by: 'c', input: tap(await read()) })
  await tried(mediation.get, { by: 'c', note: 'archived', input: { id } })
}

export const casesTold = async (trying: Trying, given: Neighbourhood) => {
  await saveSettings(given.table, 'bchd', {
    on: [...switches.codes],
    mediation: { courts: [{ id: 'court-1', name: '城东区人民法院', place: '东街1号', phone: '12368' }] },
  })
  let it = await applied(trying)
  it = await asked(trying, it)
  it = await bookedFor(trying, given, it)
  it = await sat(trying, given, it)
  await ended(trying, it)
}
