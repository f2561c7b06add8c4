import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { help } from '../../shared/help/help.ts'
import { neighbourhood, op, type Neighbourhood } from '../testing/given.ts'
import { tap } from '../testing/help-story.ts'

let given: Neighbourhood
beforeAll(async () => {
  given = await neighbourhood()
})
afterAll(() => given.close())

describe('one team wins', () => {
  const leads = Array.from({ length: 15 }, (_, i) => `lead-${i + 1}`)

  const race = async (taps: (lead: string) => readonly (string | undefined)[]) => {
    const it = await given.request1()
    await Promise.all(leads.map(given.tokenOf))
    const answers = await Promise.all(
      leads.flatMap(lead =>
        taps(lead).map(async each => ({
          lead,
          answer: await given.as(lead).try(help.claim, { id: it.id, seq: it.seq, op: each }),
        })),
      ),
    )
    const won = answers.filter(({ answer }) => answer.status === 200)
    const [winner] = new Set(won.map(({ lead }) => lead))
    expect(new Set(won.map(({ lead }) => lead)).size).toBe(1)
    expect(won).toHaveLength(3)
    for (const { answer } of won) expect(answer).toEqual(won[0]!.answer)
    const team = `第${winner!.split('-')[1]}服务队`
    for (const { lead, answer } of answers.filter(({ lead }) => lead !== winner))
      expect([lead, answer.status, answer.body.code, answer.body.text]).toEqual([
        lead,
        409,
        'help.alreadyClaimed',
        expect.stringContaining(team),
      ])
    const after = await given.as('resident-1').do(help.get, { id: it.id })
    expect(after.timeline.map(({ move }) => move)).toEqual(['ask', 'claim'])
  }

  test('When 15 leads tap three times each at once, then one has it, however it taps, and all others learn who', () =>
    race(() => [op(), op(), op()]))

  test('When each tap is sent three times, then the same holds', () =>
    race(lead => Array(3).fill(`same-tap-${lead}`) as string[]))

  test('When answers are lost after the write and the SDK tries again, then the same holds', async () => {
    const before = given.faults.made()
    // As many in a row as the SDK tries again: a claim is one transaction, which knows its own retry.
    given.faults.next('TransactWriteItems', ...Array<'answerLost'>(3).fill('answerLost'))
    await race(() => [op(), op(), op()])
    expect(given.faults.made() - before).toBeGreaterThan(0)
    given.faults.calm()
  })

  test('When a claim comes late, after the winner gave it back, then it does not claim again unseen', async () => {
    const it = await given.request1()
    const late = tap(it)
    const claimed = await given.as('lead-1').do(help.claim, tap(it))
    await given.as('lead-1').do(help.release, { ...tap(claimed), reason: 'other' })
    expect(await given.as('lead-2').try(help.claim, late)).toMatchObject({
      status: 409,
      body: { code: 'matter.moved' },
    })
  })
})

describe('asking twice is asking once', () => {
  test('When the same form is sent again with its key, then there is one request', async () => {
    const key = op()
    const [first, second] = await Promise.all([given.request1({ key }), given.request1({ key })])
    expect(second.id).toBe(first.id)
    const other = await given
      .as('resident-1')
      .try(help.ask, { key, kind: 'groceries', lines: [{ what: '别的东西' }] })
    expect(other).toMatchObject({ status: 409, body: { code: 'request.keyReused' } })
  })

  test('When two people happen to use the same key, then they have two requests', async () => {
    const key = op()
    const mine = await given.request1({ key })
    const theirs = await given
      .as('resident-2')
      .do(help.ask, { key, kind: 'groceries', lines: [{ what: '米' }] })
    expect(theirs.id).not.toBe(mine.id)
  })
})
