import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mediation } from '../../shared/mediation/mediation.ts'
import { papers } from '../../shared/papers/papers.ts'
import { pdf } from '../platform/pdf.ts'
import { caseStory } from '../testing/case-story.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { readPdf } from '../testing/pdf.ts'
import { invitation } from './papers/invitation.ts'
import { codePicture } from '../../local/wechat-code.ts'

let given: Neighbourhood
let story: ReturnType<typeof caseStory>
beforeAll(async () => {
  given = await neighbourhood()
  story = caseStory(given)
})
afterAll(() => given.close())

const codeIn = ({ body }: { readonly body: unknown }) => (body as { readonly code?: string }).code
const party = 'p2'
let applicants = 20
const linked = async () => {
  const each = await story.accepted(`resident-${++applicants}`)
  return { id: each.id, code: await story.linked(each) }
}
const fault = (errcode: number, times = 1) =>
  fetch(`${process.env.WECHAT_BASE}/_faults`, {
    method: 'POST',
    body: JSON.stringify({ path: '/wxa/getwxacodeunlimit', errcode, times }),
  })

test('When a link was made, then WeChat draws a code of it, whose scene is the link itself', async () => {
  const { id, code } = await linked()
  expect(code).toMatch(/^[a-z2-7]{32}$/)
  const { picture } = await given.as('room-1').do(mediation.invitationCode, { id, party })
  expect(picture).toMatch(/^data:image\/png;base64,/)
  const drawn = codePicture(`mediation/answer?scene=${code}`, 430).toString('base64')
  expect(picture).toBe(`data:image/png;base64,${drawn}`)
})

test('When WeChat is busy, or does not know the page, then staff read what to do', async () => {
  const { id } = await linked()
  const ask = () => given.as('room-1').try(mediation.invitationCode, { id, party })
  await fault(45009)
  expect(codeIn(await ask())).toBe('identity.weChatBusy')
  await fault(41030)
  expect(codeIn(await ask())).toBe('identity.pageNotPublished')
  expect((await ask()).status).toBe(200)
})

test('When there is no link yet, or it was answered, then there is nothing to print or draw', async () => {
  const asked = await story.accepted(`resident-${++applicants}`)
  const both = (id: string) => [
    given.as('room-1').try(mediation.printInvitation, { id, party, key: op() }),
    given.as('room-1').try(mediation.invitationCode, { id, party }),
  ]
  for (const tried of both(asked.id)) expect(codeIn(await tried)).toBe('mediation.noLinkYet')
  const rung = await given
    .as('room-1')
    .do(mediation.askOtherSide, { ...story.tap(asked), party, how: 'phone' })
  for (const tried of both(rung.id)) expect(codeIn(await tried)).toBe('mediation.noLinkYet')
  const { id, code } = await linked()
  await given.as('resident-70').do(mediation.answerOtherSide, { code, op: op(), answer: 'yes' })
  for (const tried of both(id)) expect(codeIn(await tried)).toBe('matter.moved')
})

test('When a paper is printed and a new link is made, then the paper opens nothing any more', async () => {
  const { id, code } = await linked()
  const { paper } = await given.as('room-1').do(mediation.printInvitation, { id, party, key: op() })
  await given.settled()
  expect(await given.as('room-1').do(papers.get, { id: paper })).toMatchObject({ state: 'ready' })
  const other = given.as('resident-71')
  expect(await other.do(mediation.openLink, { code })).toMatchObject({ subject: '楼上楼下漏水的事' })
  const again = await story.read('room-1', { id })
  const next = await story.linked(again)
  expect(codeIn(await other.try(mediation.openLink, { code }))).toBe('mediation.linkUnknown')
  expect((await other.try(mediation.openLink, { code: next })).status).toBe(200)
})

test('When much has been noted since the link was made, then the paper still says until which day it opens', async () => {
  const { id } = await linked()
  for (let i = 0; i < 21; i++)
    await given.as('room-1').do(mediation.noteCase, { id, op: op(), text: `第${i}次敲门，没人` })
  await given.settled()
  const { paper } = await given.as('room-1').do(mediation.printInvitation, { id, party, key: op() })
  await given.settled()
  const { url } = await given.as('room-1').do(papers.get, { id: paper })
  const { bytes } = await given.fetchFrom(url!)
  expect(readPdf(bytes).pages.flat().join('')).toContain('12月23日')
})

test('When it is read at the letterbox, then it says the subject, phone and what silence means on one page, and no fact', async () => {
  const bytes = await pdf({
    name: '调解邀请',
    madeAt: '2026-11-23T02:00:00.000Z',
    blocks: invitation({
      ...{ door: '2号楼1单元201室', committee: '宝翠花都社区人民调解委员会', subject: '楼上楼下漏水的事' },
      ...{ phone: '010-88886666', madeAt: '2026-11-23T02:00:00.000Z', untilAt: '2026-12-23T02:00:00.000Z' },
      code: codePicture('mediation/answer?scene=abc', 430),
    }),
  })
  const { pages } = readPdf(bytes)
  const all = pages.flat().join('')
  expect(pages).toHaveLength(1)
  for (const said of [
    '2号楼1单元201室的邻居',
    '楼上楼下漏水的事',
    '010-88886666',
    '不回话不算不愿意',
    '不收费',
    '12月23日',
  ])
    expect(all).toContain(said)
})
