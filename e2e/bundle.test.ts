/** The built bundle under serverless-offline, over real HTTP, with the stream and the clock running. */
import { describe, expect, test } from '@jest/globals'
import { readPdf } from '../functions/testing/pdf.ts'
import { api as contracts } from '../shared/api/api.ts'
import type { Operation } from '../shared/contract.ts'
import { help } from '../shared/help/help.ts'
import { papers } from '../shared/papers/papers.ts'
import { volunteers } from '../shared/volunteers/volunteers.ts'
import { api, as, op, post, signedIn, until } from './people.ts'

const leads = Array.from({ length: 15 }, (_, i) => `lead-${i + 1}`)
const basket = { kind: 'groceries' as const, lines: [{ what: '鸡蛋', howMany: '2斤' }] }

test('When the demo people are listed, then all the named ones are there and can sign in', async () => {
  const personas = (await (await fetch(`${api()}/demo/personas`)).json()) as { id: string; code: string }[]
  const ids = personas.map(({ id }) => id)
  const named = {
    resident: 200,
    lead: 15,
    volunteer: 60,
    grid: 8,
    party: 34,
    mediator: 4,
    department: 3,
    partner: 2,
  }
  for (const [kind, count] of Object.entries(named))
    expect(ids.filter(id => id.startsWith(`${kind}-`))).toHaveLength(count)
  for (const id of ['elder-1', 'child-1', 'room-1', 'staff-1', 'police-1', 'supervisor-1', 'outsider-1'])
    expect((await signedIn(id)).me.grants.length).toBeGreaterThan(0)
})

describe('a request among 15 teams', () => {
  test('When all leads tap claim three times at once, then one team has it and everybody is told the same', async () => {
    const it = await as('resident-20').do(help.ask, basket)
    await Promise.all(leads.map(signedIn))
    const answers = await Promise.all(
      leads.flatMap(lead =>
        [1, 2, 3].map(async () => ({
          lead,
          ...(await as(lead).try(help.claim, { id: it.id, seq: it.seq, op: op() })),
        })),
      ),
    )
    const won = answers.filter(({ status }) => status === 200)
    const [winner] = won
    expect(won).toHaveLength(3)
    for (const each of won) expect(each).toEqual(winner)
    const { name } = (winner!.body as { team?: { name: string } }).team!
    for (const { status, body } of answers.filter(({ lead }) => lead !== winner!.lead)) {
      expect([status, body.code]).toEqual([409, 'help.alreadyClaimed'])
      expect(body.text).toContain(name)
    }
    const seen = await as('resident-20').do(help.get, { id: it.id })
    expect(seen.timeline.map(({ move }) => move)).toEqual(['ask', 'claim'])
  })

  test('When it changes, then it turns up in "mine" of the people it concerns', async () => {
    const it = await as('resident-21').do(help.ask, basket)
    const inMine = async (persona: string) => (await as(persona).do(help.mine, {})).items.map(({ id }) => id)
    await until(
      () => inMine('resident-21'),
      ids => ids.includes(it.id),
    )
    await as('lead-5').do(help.claim, { id: it.id, seq: it.seq, op: op() })
    await until(
      () => inMine('lead-5'),
      ids => ids[0] === it.id,
    )
    expect(await inMine('lead-6')).not.toContain(it.id)
  })
})

test('When a volunteer wants a record sheet, then it is made in the background, font and all, and fetched by a link', async () => {
  const period = { fromOn: '2026-01-01', toOn: new Date().toISOString().slice(0, 10) }
  const { paper } = await as('volunteer-3').do(volunteers.record, { key: op(), ...period })
  const { url, type } = await until(
    () => as('volunteer-3').do(papers.get, { id: paper! }),
    ({ state }) => state === 'ready' || state === 'failed',
    20_000,
  )
  const answer = await fetch(`${api()}${url}`)
  expect([type, answer.status, answer.headers.get('content-type')]).toEqual([
    'application/pdf',
    200,
    'application/pdf',
  ])
  const { fonts, pages } = readPdf(Buffer.from(await answer.arrayBuffer()))
  expect(fonts.map(({ name }) => name)).toEqual([expect.stringContaining('NotoSerifSC')])
  expect(pages.flat()).toContain('志愿服务记录单')
})

test('When rubbish arrives at any operation, then the answer is a refusal with a code', async () => {
  const { token } = await signedIn('resident-22')
  for (const operation of Object.values(contracts).flatMap(module => Object.values(module) as Operation[]))
    for (const rubbish of [
      { id: 7, code: 7, user: 7, kind: 7, next: 7, community: 7 },
      [],
      'x',
      null,
      { id: { $ne: 1 } },
    ]) {
      if (operation.name === 'identity.signOutEverywhere' || operation.name === 'identity.me') continue
      const { status, body } = await post(operation, rubbish, token)
      // Those that ask for nothing take an object without their fields as a fine question.
      if (status === 200)
        expect([operation.name, operation.takes.safeParse({}).success]).toEqual([operation.name, true])
      else
        expect([operation.name, status >= 400 && status < 500, typeof body.code]).toEqual([
          operation.name,
          true,
          'string',
        ])
    }
}, 240_000)

test('When the OpenAPI document is asked for, then it is there, over HTTP', async () => {
  const document = (await (await fetch(`${api()}/api/openapi.json`)).json()) as { paths: object }
  expect(Object.keys(document.paths)).toContain('/api/help/claim')
})
