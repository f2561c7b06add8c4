import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { identity } from '../../shared/identity/identity.ts'
import { help } from '../../shared/help/help.ts'
import { neighbourhood, monday10, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

const weChat = (path: string, body: object) =>
  fetch(`${process.env.WECHAT_BASE}${path}`, { method: 'POST', body: JSON.stringify(body) })
const signIn = (code: unknown) => given.request('/api/identity/signIn', JSON.stringify({ code }))

describe('signing in', () => {
  test('When someone new signs in, then they are a user without roles; the second time they are the same', async () => {
    const [first, second] = await Promise.all([signIn('demo:newcomer'), signIn('demo:newcomer')])
    const [a, b] = [first, second].map(
      ({ body }) => body as { token: string; me: { id: string; grants: unknown[] } },
    )
    expect(a!.me).toMatchObject({ grants: [], actsFor: [] })
    expect(b!.me.id).toBe(a!.me.id)
    expect((await given.request('/api/identity/me', '{}', a!.token)).status).toBe(200)
    expect(JSON.stringify(first.body)).not.toMatch(/openid|session_key|demo-newcomer/)
  })

  test('When a code is used twice or was never issued, then a new wx.login is asked for', async () => {
    const issued = await weChat('/_codes', { openid: 'someone' })
    const { code } = (await issued.json()) as { code: string }
    expect((await signIn(code)).status).toBe(200)
    expect(await signIn(code)).toMatchObject({ status: 400, body: { code: 'identity.badCode' } })
    expect(await signIn('nonsense')).toMatchObject({ status: 400, body: { code: 'identity.badCode' } })
  })

  test.each([
    [-1, 503, 'identity.weChatBusy'],
    [45011, 503, 'identity.weChatBusy'],
    [40226, 403, 'identity.risky'],
  ])('When WeChat answers %d, then we answer %d %s', async (errcode, status, code) => {
    await weChat('/_faults', { path: '/sns/jscode2session', errcode, times: 1 })
    expect(await signIn('demo:resident-1')).toMatchObject({ status, body: { code } })
  })

  test('When a token is forged, of another key, expired or missing, then it is 401', async () => {
    const token = await given.tokenOf('resident-1')
    const [head, , signature] = token.split('.')
    const payload = Buffer.from(JSON.stringify({ sub: 'user_x', epoch: 1, iss: 'mulin' })).toString(
      'base64url',
    )
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
    for (const bad of ['', 'x', `${head}.${payload}.${signature}`, unsigned])
      expect(await given.request('/api/identity/me', '{}', bad)).toMatchObject({
        status: 401,
        body: { code: 'identity.signInAgain' },
      })
    expect((await given.request('/api/identity/me', '{}')).status).toBe(401)
    given.minutesLater(31 * 24 * 60)
    expect((await given.request('/api/identity/me', '{}', token)).status).toBe(401)
    given.setNow(monday10)
    expect((await given.request('/api/identity/me', '{}', token)).status).toBe(200)
  })

  test('When someone signs out everywhere, then every token of theirs ends at once and a new one works', async () => {
    const [one, two] = await Promise.all([signIn('demo:leaver'), signIn('demo:leaver')])
    const tokens = [one, two].map(({ body }) => (body as { token: string }).token)
    expect((await given.request('/api/identity/signOutEverywhere', '{}', tokens[0])).status).toBe(200)
    for (const token of tokens)
      expect((await given.request('/api/identity/me', '{}', token)).status).toBe(401)
    const again = (await signIn('demo:leaver')).body as { token: string }
    expect((await given.request('/api/identity/me', '{}', again.token)).status).toBe(200)
  })
})

describe('grants', () => {
  test('When staff give a role, then it works on the next call; taken back, it is gone on the next', async () => {
    const staff = given.as('staff-1')
    const user = await given.idOf('visitor-1')
    expect((await given.as('visitor-1').try(help.board, {})).status).toBe(403)
    const grant = await staff.do(identity.grant, { user, role: 'teamLead', scope: 'team-4' })
    expect(grant).toMatchObject({ role: 'teamLead', scopeName: '第4服务队', communityName: '宝翠花都社区' })
    expect((await given.as('visitor-1').try(help.board, {})).status).toBe(200)
    await staff.do(identity.revoke, { user, grant: grant.id })
    expect((await given.as('visitor-1').try(help.board, {})).status).toBe(403)
    await staff.do(identity.revoke, { user, grant: grant.id })
    expect((await given.as('visitor-1').do(identity.me, {})).grants).toEqual([])
  })

  test('When a grant is taken back and given again, then who did so and when stays on record', async () => {
    const user = await given.idOf('visitor-7')
    const staff = given.as('staff-1')
    const { id } = await staff.do(identity.grant, { user, role: 'volunteer', scope: 'team-2' })
    await staff.do(identity.revoke, { user, grant: id })
    await staff.do(identity.grant, { user, role: 'volunteer', scope: 'team-2' })
    const item = await given.table.get({ pk: `U#${user}`, sk: `G#${id}` })
    const by = await given.idOf('staff-1')
    const { past, ...now } = item!.grant as { past: object[] }
    expect(now).not.toHaveProperty('revokedAt')
    expect(past).toMatchObject([{ grantedBy: by, revokedAt: monday10, revokedBy: by }])
  })

  test('When a grant’s time has come to an end, then it no longer counts', async () => {
    const user = await given.idOf('visitor-2')
    const until = '2026-11-24T02:00:00.000Z'
    await given.as('staff-1').do(identity.grant, { user, role: 'teamLead', scope: 'team-5', until })
    expect((await given.as('visitor-2').try(help.board, {})).status).toBe(200)
    given.setNow(until)
    expect((await given.as('visitor-2').try(help.board, {})).status).toBe(403)
    given.setNow(monday10)
  })

  test('When someone would give or take a role of their own, then another person has to do it', async () => {
    for (const person of ['staff-1', 'supervisor-1']) {
      const role = person === 'staff-1' ? 'partyMember' : 'communityStaff'
      const user = await given.idOf(person)
      expect(await given.as(person).try(identity.grant, { user, role })).toMatchObject({
        status: 403,
        body: { code: 'identity.notYourself' },
      })
    }
  })

  test('When a role is given for the wrong kind of thing, then it is refused', async () => {
    const user = await given.idOf('visitor-3')
    const wrong = await given.as('staff-1').try(identity.grant, { user, role: 'gridWorker', scope: 'team-2' })
    expect(wrong).toMatchObject({ status: 400, body: { code: 'identity.scopeUnknown' } })
  })

  test('When someone reaches beyond what they may give, then they are refused', async () => {
    const staff = given.as('staff-1')
    const user = await given.idOf('visitor-3')
    const tries = [
      [{ user, role: 'communityStaff' }, 403, 'identity.mayNotGrant'],
      [{ user, role: 'supervisor' }, 403, 'identity.mayNotGrant'],
      [{ user, role: 'resident', community: 'other' }, 403, 'identity.mayNotGrant'],
      [{ user, role: 'teamLead' }, 400, 'request.invalid'],
      [{ user, role: 'teamLead', scope: 'team-99' }, 400, 'identity.scopeUnknown'],
      [{ user, role: 'resident', scope: 'team-1' }, 400, 'request.invalid'],
      [{ user, role: 'resident', until: '2020-01-01T00:00:00.000Z' }, 400, 'request.invalid'],
      [{ user, role: 'resident', until: '2036-01-01T00:00:00.000Z' }, 400, 'request.invalid'],
      [{ user: 'user_nobody', role: 'resident' }, 404, 'identity.userUnknown'],
    ] as const
    for (const [input, status, code] of tries)
      expect([input, await staff.try(identity.grant, input)]).toMatchObject([
        input,
        { status, body: { code } },
      ])
    const own = await given.as('lead-1').do(identity.me, {})
    const foreign = { user: own.id, grant: own.grants[0]!.id }
    expect(await given.as('outsider-1').try(identity.revoke, foreign)).toMatchObject({
      status: 404,
      body: { code: 'identity.grantUnknown' },
    })
    expect((await given.as('supervisor-1').do(identity.grant, { user, role: 'communityStaff' })).role).toBe(
      'communityStaff',
    )
  })
})
