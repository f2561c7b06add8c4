import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mediation } from '../../shared/mediation/mediation.ts'
import { caseStory } from '../testing/case-story.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
})
afterAll(() => given.close())

let people = 20
const apply = (more: object) =>
  given.as(`resident-${++people}`).do(mediation.apply, {
    ...{
      key: op(),
      kind: 'noise',
      facts: '半夜两点拉琴，孩子睡不着',
      others: [{ name: '楼上那个不讲理的' }],
    },
    ...more,
  })
const accepted = async (more: object) => {
  const each = await apply(more)
  return given.as('room-1').do(mediation.screen, { ...story.tap(each), accept: true })
}
const codeIn = ({ body }: { readonly body: unknown }) => (body as { readonly code?: string }).code

test('When nothing else is said, then the other side is told what is usual for the kind, and no more', async () => {
  const each = await accepted({})
  expect(each.subject).toBe('家里声响的事')
  const code = await story.linked(each)
  const link = await given.as('resident-60').do(mediation.openLink, { code })
  expect(link).toMatchObject({ subject: '家里声响的事' })
  const asked = await given
    .as('resident-60')
    .do(mediation.answerOtherSide, { code, op: op(), answer: 'thinking' })
  expect(asked.subject).toBe('家里声响的事')
  expect(JSON.stringify([link, asked])).not.toMatch(/半夜|孩子|不讲理/)
})

test('When who holds the link is not signed in, then they read what it is about and whom to ring, no names, until a new one is made', async () => {
  const each = await accepted({})
  const code = await story.linked(each)
  const read = () => given.request('/api/mediation/invitation', JSON.stringify({ code }))
  const invited = await read()
  expect(invited.body).toEqual({
    ...{ subject: '家里声响的事', community: '宝翠花都社区', phone: '10000000001' },
  })
  await story.linked(await story.read('room-1', each))
  expect(codeIn(await read())).toBe('mediation.linkUnknown')
})

test('When the applicant puts it in other words, or agrees to others on the phone, then those are told', async () => {
  const own = await accepted({ subject: '晚上安静的事' })
  expect(own.subject).toBe('晚上安静的事')
  const each = await apply({ subject: '楼上不讲理的事' })
  const agreed = await given
    .as('room-1')
    .do(mediation.screen, { ...story.tap(each), accept: true, subject: '晚上安静的事' })
  const link = { code: await story.linked(agreed) }
  expect(await given.as('resident-61').do(mediation.openLink, link)).toMatchObject({
    subject: '晚上安静的事',
  })
  expect((await story.read(`resident-${people}`, each)).subject).toBe('晚上安静的事')
})

test.each([
  ['police', '派出所在管'],
  ['agency', '别的部门在管'],
] as const)('When %s has it, then staff accept it only knowing that', async (already, said) => {
  const each = await apply({ already })
  const screen = { ...story.tap(each), accept: true }
  const warned = await given.as('room-1').try(mediation.screen, screen)
  expect(codeIn(warned)).toBe('mediation.hasIt')
  expect((warned.body as { readonly text?: string }).text).toContain(said)
  const knowing = { ...screen, op: op(), knowing: true } as const
  expect(await given.as('room-1').do(mediation.screen, knowing)).toMatchObject({ state: 'accepted' })
})

test('When the police themselves sent it, or nobody has it, then there is nothing to warn of', async () => {
  const sent = { applicant: { name: '王先生' }, origin: 'police', already: 'police' } as const
  for (const more of [sent, { applicant: { name: '王先生' }, origin: 'walkIn' } as const]) {
    const each = await given.as('room-1').do(mediation.apply, {
      ...{ key: op(), kind: 'noise', facts: '吵', others: [{ name: '李先生' }] },
      ...more,
    })
    const screen = { ...story.tap(each), accept: true }
    expect(await given.as('room-1').do(mediation.screen, screen)).toMatchObject({ state: 'accepted' })
  }
})
