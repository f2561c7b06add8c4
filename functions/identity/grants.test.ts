import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { help } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { monday10, neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { grantCheck } from './grants.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())
afterEach(() => given.setNow(monday10))

const refusal = (status: number, code: string) => ({ status, body: { code } })
const showsCode = async (person: string) => (await given.as(person).do(identity.myCode, {})).code
/** What follows from a change of an index is there a moment later. */
const eventually = async (so: () => Promise<void>) => {
  for (const end = Date.now() + 2_000; ;)
    try {
      return await so()
    } catch (error) {
      if (Date.now() > end) throw error
    }
}

describe('finding whom to give a role', () => {
  test('When someone shows their code, then staff see who it is, and nothing of other communities', async () => {
    const code = await showsCode('volunteer-3')
    const seen = await given.as('staff-1').do(identity.holder, { code })
    expect(seen).toEqual({
      id: await given.idOf('volunteer-3'),
      callName: '称呼volunteer-3',
      building: '3号楼',
      grants: [expect.objectContaining({ role: 'volunteer', scope: 'team-3' })],
    })
    const elsewhere = await given.as('outsider-1').do(identity.holder, { code })
    expect(elsewhere).toEqual({ id: seen.id, callName: seen.callName, grants: [] })
    // A supervisor gives one role only, and sees no other.
    expect((await given.as('supervisor-1').do(identity.holder, { code })).grants).toEqual([])
  })

  test('When the code is ten minutes old, forged, or one for something else, then it leads nowhere', async () => {
    const code = await showsCode('resident-1')
    given.minutesLater(10)
    const { code: offered } = await given.as('resident-1').do(identity.proxyOffer, { modules: ['help'] })
    for (const bad of [code, offered, 'a'.repeat(32)])
      expect(await given.as('staff-1').try(identity.holder, { code: bad })).toMatchObject(
        refusal(404, 'identity.codeUnknown'),
      )
  })
})

describe('who has which role', () => {
  test('When staff ask by role and by scope, then they get those in force, page by page, each once', async () => {
    for (let n = 1; n <= 23; n++) {
      const user = await given.idOf(`visitor-${n}`)
      await given.as('staff-1').do(identity.grant, { user, role: 'volunteer', scope: 'team-9' })
    }
    const everyone = async (input: object) => {
      const found: string[] = []
      for (let next: string | undefined; ;) {
        const page = await given
          .as('staff-1')
          .do(identity.grants, { list: 'role', ...input, ...(next && { next }) })
        expect(page.items.length).toBeLessThanOrEqual(20)
        found.push(...page.items.map(({ holder, grant }) => `${holder.callName} ${grant.scopeName}`))
        if (!page.next) return found
        next = page.next
      }
    }
    await eventually(async () => {
      const ofTeam = await everyone({ role: 'volunteer', scope: 'team-9' })
      expect(new Set(ofTeam).size).toBe(23)
      expect(ofTeam).toHaveLength(23)
      expect(await everyone({ role: 'volunteer' })).toEqual(expect.arrayContaining(ofTeam))
    })
    const gone = await given.idOf('visitor-1')
    await given
      .as('staff-1')
      .do(identity.revoke, { user: gone, grant: 'volunteer.bchd.team-9', reason: 'moved' })
    await eventually(async () =>
      expect(await everyone({ role: 'volunteer', scope: 'team-9' })).toHaveLength(22),
    )
    const item = await given.table.get({ pk: `U#${gone}`, sk: 'G#volunteer.bchd.team-9' })
    expect(item?.grant).toMatchObject({ why: 'moved', revokedBy: await given.idOf('staff-1') })
  })

  test('When grants end within a month, then they are on the list for the yearly look, with all roles of the person; renewed, they leave it', async () => {
    const user = await given.idOf('visitor-30')
    const staff = given.as('staff-1')
    const soon = { user, role: 'gridWorker', scope: 'grid-2', until: '2026-12-10T00:00:00.000Z' } as const
    await staff.do(identity.grant, soon)
    await staff.do(identity.grant, { user, role: 'mediator', until: '2027-03-01T00:00:00.000Z' })
    await given
      .as('supervisor-1')
      .do(identity.grant, { user, role: 'communityStaff', until: '2026-12-11T00:00:00.000Z' })
    const ending = async (person: string) => (await given.as(person).do(identity.grants, {})).items
    await eventually(async () => {
      const [line, ...more] = await ending('staff-1')
      expect(more).toEqual([])
      expect(line).toMatchObject({ grant: { role: 'gridWorker' }, holder: { callName: '称呼visitor-30' } })
      expect(line!.holder.grants.map(({ role }) => role).sort()).toEqual(['gridWorker', 'mediator'])
    })
    // The supervisor looks after staff, and only after them.
    expect((await ending('supervisor-1')).map(({ grant }) => grant.role)).toEqual(['communityStaff'])
    expect(await ending('outsider-1')).toEqual([])
    await staff.do(identity.grant, { ...soon, until: '2027-11-01T00:00:00.000Z' })
    await eventually(async () => expect(await ending('staff-1')).toEqual([]))
  })

  test('When someone asks for roles that are not theirs to give, then they are refused', async () => {
    const asked = (person: string, input: object) => given.as(person).tryAnything(identity.grants, input)
    expect(await asked('supervisor-1', { list: 'role', role: 'volunteer' })).toMatchObject(
      refusal(403, 'identity.mayNotGrant'),
    )
    expect(await asked('staff-1', { list: 'role', role: 'communityStaff' })).toMatchObject(
      refusal(403, 'identity.mayNotGrant'),
    )
    expect(await asked('staff-1', { list: 'role', role: 'volunteer', community: 'other' })).toMatchObject(
      refusal(403, 'identity.mayNotGrant'),
    )
    expect(await asked('staff-1', { list: 'role' })).toMatchObject(refusal(400, 'request.invalid'))
    expect(await asked('lead-1', {})).toMatchObject(refusal(403, 'identity.notYourRole'))
  })

  test('When a page of one list is continued as another, or by another, then it has to be begun anew', async () => {
    const { next } = await given.as('staff-1').do(identity.grants, { list: 'role', role: 'volunteer' })
    expect(next).toBeDefined()
    const other = { list: 'role', role: 'volunteer', scope: 'team-9', next } as const
    expect(await given.as('staff-1').tryAnything(identity.grants, other)).toMatchObject(
      refusal(400, 'request.staleCursor'),
    )
    expect(
      await given.as('staff-2').tryAnything(identity.grants, { list: 'role', role: 'volunteer', next }),
    ).toMatchObject(refusal(400, 'request.staleCursor'))
  })

  test('When staff choose what to give, then they are offered what they may give, with the teams of their community', async () => {
    const choices = await given.as('staff-1').do(identity.grantChoices, {})
    expect(choices).toMatchObject({ community: 'bchd', communityName: '宝翠花都社区' })
    const of = (role: string) => choices.roles.find(each => each.role === role)
    expect(of('volunteer')!.scopes).toHaveLength(15)
    expect(of('volunteer')!.scopes![1]).toEqual({ id: 'team-2', name: '第2服务队' })
    expect(of('mediator')).toEqual({ role: 'mediator' })
    expect(of('communityStaff')).toBeUndefined()
    expect((await given.as('supervisor-1').do(identity.grantChoices, {})).roles).toEqual([
      { role: 'communityStaff' },
    ])
  })
})

test('When a role is taken back between reading who someone is and a write, then the write does not happen', async () => {
  const user = await given.idOf('lead-14')
  const who = { id: user, grants: [], actsFor: [] }
  const ctx = { ...given.effects, now: given.now(), who }
  const note = { pk: 'TEST#look', sk: 'x' }
  const write = () => given.table.transact([grantCheck(ctx, 'teamLead', 'bchd', 'team-14'), { put: note }])
  expect(await write()).toEqual({ done: true })
  await given.table.remove(note)
  await given.as('staff-1').do(identity.revoke, { user, grant: 'teamLead.bchd.team-14' })
  expect(await write()).toMatchObject({ done: false, step: 0 })
  expect(await given.table.get(note)).toBeUndefined()
  // One that was never given holds as little as one taken back; given again, it holds again.
  expect(await given.table.transact([grantCheck(ctx, 'mediator', 'bchd')])).toMatchObject({ done: false })
  await given.as('staff-1').do(identity.grant, { user, role: 'teamLead', scope: 'team-14' })
  expect(await write()).toEqual({ done: true })
  expect((await given.as('lead-14').try(help.board, {})).status).toBe(200)
})
