/** 身份, tried by everybody. */
import { consentVersions } from '../../../shared/identity/account.ts'
import { identity } from '../../../shared/identity/identity.ts'
import { op, type Neighbourhood } from '../given.ts'
import type { Trying } from './trying.ts'

const here = { community: 'bchd' } as const
const agree = (what: 'privacy' | 'sensitive' | 'dispute') =>
  ({ what, version: consentVersions[what], agree: true }) as const

/** Somebody whom staff know by phone signs in: the account is that person from then on. */
const phoned = async ({ only }: Trying) => {
  const phone = '10012349999'
  await only(identity.registerByPhone, 's', {
    ...{ phone, callName: '周奶奶', name: '周秀英', building: 'building-1', unit: '1', room: '909' },
  })
  for (const what of ['privacy', 'sensitive', 'dispute'] as const)
    await only(identity.consent, 't', agree(what))
  await only(identity.setPhone, 't', { code: `demo:${phone}` })
}

/** What each does with what is theirs. */
const own = async ({ tried }: Trying) => {
  await tried(identity.signIn, { by: 'a', input: { code: 'demo:somebody' } })
  await tried(identity.me, { by: 'o', input: {} })
  await tried(identity.prefer, { by: 'o', input: { care: true } })
  await tried(identity.signOutEverywhere, { by: 'o', input: {} })
  await tried(identity.signIns, { by: 'o', input: {} })
  await tried(identity.endSignIn, { by: 'o', input: { id: 'of somebody else' } })
  await tried(identity.details, { by: 'o', input: {} })
  await tried(identity.viewers, { by: 'o', input: {} })
  await tried(identity.correct, { by: 'o', input: { callName: '王阿姨' } })
  await tried(identity.export, { by: 'o', input: {} })
  await tried(identity.erase, { by: 'o', input: {} })
  await tried(identity.consent, { by: 'o', input: agree('privacy') })
  await tried(identity.setPhone, { by: 'o', input: { phone: '10012348888' } })
  await tried(identity.myCode, { by: 'o', input: {} })
  await tried(identity.leaveHome, { by: 'o', input: {} })
  await tried(identity.buildings, { by: 'o', input: here })
}

const computers = async ({ tried }: Trying, given: Neighbourhood) => {
  await tried(identity.deskCode, { by: 'a', input: {} })
  const { body } = await given.request('/api/identity/deskCode', '{}')
  const { code, secret } = body as unknown as { readonly code: string; readonly secret: string }
  await tried(identity.allowDesk, { by: 'o', input: { code, yes: true } })
  await tried(identity.openDesk, { by: 'a', input: { code, secret } })
}

const grants = async ({ tried, only, idOf }: Trying) => {
  const user = await idOf('n')
  const given = await only(identity.grant, 's', { ...here, user, role: 'volunteer', scope: 'team-9' })
  const partyMember = { ...here, role: 'partyMember' } as const
  await tried(identity.grant, { by: 's', input: { ...partyMember, user } })
  await tried(identity.grant, { by: 'u', note: 'of staff', input: { ...here, user, role: 'communityStaff' } })
  await tried(identity.grant, {
    ...{ by: 's', note: 'to oneself', input: { ...partyMember, user } },
    but: async who => (who === 'a' ? {} : { user: await idOf(who) }),
  })
  await tried(identity.revoke, { by: 's', input: { user, grant: given.id } })
  await tried(identity.grants, {
    ...{ by: 's', input: { ...here, list: 'role', role: 'volunteer' } },
    shows: ({ items }) => items.some(each => each.grant.id === given.id),
  })
  await tried(identity.grantChoices, { by: 's', input: here })
  const { code } = await only(identity.myCode, 'n', {})
  await tried(identity.holder, { by: 's', input: { ...here, code } })
  await only(identity.revoke, 's', { user, grant: given.id })
}

/** The neighbour offers to act for the elder. */
const proxies = async ({ tried, done, only, idOf }: Trying) => {
  const offer = { modules: ['help'] as 'help'[], key: op() }
  await tried(identity.proxyOffer, { by: 'n', input: offer })
  const { code } = await only(identity.proxyOffer, 'n', offer)
  const person = await idOf('o')
  await tried(identity.proxySee, { by: 'o', input: { code } })
  await tried(identity.proxyWitness, { by: 's', input: { code, person, note: '当面说的' } })
  const made = await done(identity.proxyAccept, { by: 'o', input: { code } })
  const which = { helper: made.helper.id, proxy: made.id }
  await tried(identity.proxies, {
    ...{ by: 'o', input: {} },
    shows: ({ helpers, helped }) => [...helpers, ...helped].some(({ id }) => id === made.id),
  })
  await tried(identity.proxies, { by: 's', note: 'of another', input: { person } })
  await tried(identity.proxyAsk, { by: 'n', input: { proxy: made.id } })
  await tried(identity.proxyAllow, { by: 'o', input: { ...which, urgent: true } })
  await done(identity.proxyEnd, { by: 'o', input: which })
}

const homes = async ({ tried, only }: Trying, given: Neighbourhood) => {
  const newcomer = given.as('newcomer-1')
  await newcomer.do(identity.consent, agree('privacy'))
  const home = { ...here, building: 'building-1', unit: '2', room: '201' }
  const said = { ...home, as: 'owner', name: '冯玉兰', callName: '冯阿姨' } as const
  await only(identity.consent, 'x', agree('privacy'))
  await tried(identity.bindHome, { by: 'x', input: said })
  await newcomer.do(identity.bindHome, said)
  const waits = await only(identity.waitingHomes, 's', {})
  const user = await given.idOf('newcomer-1')
  const { claim } = waits.items.find(each => each.user === user)!
  const isThere = ({ items }: { readonly items: readonly { readonly user: string }[] }) =>
    items.some(each => each.user === user)
  await tried(identity.waitingHomes, { by: 'h', input: {}, shows: isThere })
  await tried(identity.waitingHome, { by: 'h', input: { user, claim } })
  await tried(identity.confirmHome, { by: 'h', input: { user, claim, verdict: 'yes' } })
  await only(identity.confirmHome, 's', { user, claim, verdict: 'yes' })
  await tried(identity.endResidence, { by: 'h', input: { user } })
  await newcomer.do(identity.setPhone, { phone: '10012347777' })
  await tried(identity.confirmPhone, { by: 'h', input: { user, four: '7777' } })

  await tried(identity.household, { by: 'o', input: {} })
  await tried(identity.inviteHousehold, { by: 'o', input: {} })
  const { code } = await newcomer.do(identity.inviteHousehold, {})
  await tried(identity.invitation, { by: 'x', input: { code } })
  const joins = { code, as: 'family', name: '冯小兰', callName: '小冯' } as const
  await tried(identity.joinHome, { by: 'x', input: joins })
  const invited = await only(identity.inviteHousehold, 'n', {})
  await given.as('newcomer-2').do(identity.consent, agree('privacy'))
  await given.as('newcomer-2').do(identity.joinHome, { ...joins, code: invited.code })
  await tried(identity.doubtMember, { by: 'n', input: { user: await given.idOf('newcomer-2') } })
}

const desk = async ({ tried, only }: Trying, given: Neighbourhood) => {
  await tried(identity.findByPhone, { by: 's', input: { ...here, four: '9999' } })
  await tried(identity.findPeople, { by: 's', input: { ...here, said: '周秀英' } })
  const person = { callName: '吴奶奶', name: '吴淑珍', building: 'building-1' }
  await tried(identity.registerByPhone, { by: 's', input: { ...here, ...person, phone: '10012346666' } })
  const { id: into } = await only(identity.registerByPhone, 's', { ...person, phone: '10012346666' })
  const { code } = await given.as('newcomer-3').do(identity.myCode, {})
  await tried(identity.joinPerson, { by: 's', input: { code, into, note: '看过证件' } })
}

export const identityTold = async (trying: Trying, given: Neighbourhood) => {
  await phoned(trying)
  await own(trying)
  await computers(trying, given)
  await grants(trying)
  await proxies(trying)
  await homes(trying, given)
  await desk(trying, given)
}
