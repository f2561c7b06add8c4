import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { help } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { everyConsent } from '../identity/consents.ts'
import { giveGrant } from '../identity/grants.ts'
import { createUser } from '../identity/identity-store.ts'
import { neighbourhood, type Neighbourhood } from '../testing/given.ts'
import { namesApart } from './called.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

let people = 0
const person = (callName: string, name: string, phone = `1007555${String(++people).padStart(4, '0')}`) =>
  createUser(given.effects, `called-${++people}`, callName, {
    contact: { name, phone, address: '5号楼1单元' },
    consents: everyConsent(given.now()),
    home: { id: `home_called${people}`, community: 'bchd', building: '5号楼' },
  })
const named = async (...ids: string[]) => {
  const names = await namesApart(given.effects, ids)
  return ids.map(id => names.get(id))
}

test('When two of a list are called alike, then their given names tell them apart, and nobody else’s is said', async () => {
  const [one, other, third] = [
    await person('万阿姨', '万桂兰'),
    await person('万阿姨', '万桂英'),
    await person('李叔叔', '李国强'),
  ]
  expect(await named(one, other, third)).toEqual(['万阿姨（桂兰）', '万阿姨（桂英）', '李叔叔'])
  expect(await named(one, third)).toEqual(['万阿姨', '李叔叔'])
})

test('When their names are alike too or not known, then the phone’s end does; and where there is none, their order', async () => {
  const [one, other] = [
    await person('刘大爷', '刘伟', '10075559001'),
    await person('刘大爷', '刘伟', '10075559002'),
  ]
  expect(await named(one, other)).toEqual(['刘大爷（伟 尾号9001）', '刘大爷（伟 尾号9002）'])
  const nameless = [await person('马大娘', '马大娘', ''), await person('马大娘', '', '')]
  expect(new Set(await named(...nameless)).size).toBe(2)
  const rare = [await person('𠮷叔', '𠮷伟'), await person('𠮷叔', '𠮷强')]
  expect((await named(...rare)).sort()).toEqual(['𠮷叔（伟）', '𠮷叔（强）'].sort())
})

test('When a lead has two volunteers of one name and building, then the one to be sent is told from the other', async () => {
  const ids = [await person('万阿姨', '万秀芝'), await person('万阿姨', '万秀萍')]
  const grant = { role: 'volunteer', community: 'bchd', scope: 'team-5', grantedBy: 'test' } as const
  for (const id of ids)
    await giveGrant({ ...given.effects, now: given.now() }, id, {
      ...grant,
      until: '2027-06-01T00:00:00.000Z',
    })
  const asked = await given.as('resident-5').do(help.ask, { kind: 'errands', lines: [{ what: '修灯' }] })
  const claimed = await given.as('lead-5').do(help.claim, { id: asked.id, seq: asked.seq })
  const { volunteers } = await given.as('lead-5').do(help.candidates, { id: claimed.id })
  const names = volunteers!.flatMap(({ name }) => (name.startsWith('万阿姨') ? name : []))
  expect(names.sort()).toEqual(['万阿姨（秀芝）', '万阿姨（秀萍）'].sort())
})

test('When two of one name and building have asked, then those who go there read which is which', async () => {
  const staff = given.as('staff-1')
  const building = 'building-6'
  for (const name of ['万玉珍', '万玉芬']) {
    const said = { phone: `1007556${String(++people).padStart(4, '0')}`, callName: '万奶奶', name, building }
    const { id } = await staff.do(identity.registerByPhone, said)
    await staff.do(help.ask, { kind: 'urgent', topic: 'danger', lines: [{ what: '没人应门' }], for: id })
  }
  await given.settled()
  const { items } = await staff.do(help.board, { list: 'late' })
  const names = items.flatMap(({ askerName = '' }) => (askerName.startsWith('万奶奶') ? askerName : []))
  expect(names.sort()).toEqual(['万奶奶（玉珍）', '万奶奶（玉芬）'].sort())
})
