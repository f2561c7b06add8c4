/**
 * Sessions of one case that are held, adjourned and put right, while their records are written, signed, taken back and
 * added to: by two of the room at once, with names and mediators that change meanwhile, taps sent twice, and writes and
 * answers lost. Whatever happens, what was signed is what is printed.
 */
import { beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { memoryTable } from '../../local/memory/memory-table.ts'
import { openStage, type Stage } from '../../local/demo/stage.ts'
import type { Input, Operation } from '../../shared/contract.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import { recordStateOf, signers, type Signer } from '../../shared/mediation/records.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import { saveSettings } from '../community/community.ts'
import { everyConsent } from '../identity/consents.ts'
import { giveGrant } from '../identity/grants.ts'
import { createUser } from '../identity/identity-store.ts'
import type { Effects } from '../platform/context.ts'
import type { Item } from '../platform/table.ts'
import { lossy, type Loss } from '../testing/lossy.ts'
import { openly } from '../testing/openly.ts'
import { readPdf } from '../testing/pdf.ts'
import { runs } from '../testing/runs.ts'
import { pdf } from '../platform/pdf.ts'
import type { Case } from './case-store.ts'
import { sessionRecord } from './papers/session-record.ts'
import { recordToPrint, type RecordOnPaper } from './record-frame.ts'

const community = 'bchd'
/** 08:00 on a Monday in Shanghai. */
const starts = '2026-11-23T00:00:00.000Z'
const errors: string[] = []
const around = {
  secrets: openly,
  wechat: { phoneOf: async (code: string) => code } as Effects['wechat'],
  log: { info: () => undefined, error: (message: string) => void errors.push(message) },
}
const people = ['staff', 'm1', 'm2'] as const
const users = new Map<string, string>()
const enter = (stage: Stage) => {
  for (const [person, id] of users) {
    const role = person === 'staff' ? 'mediationStaff' : 'mediator'
    stage.enter(person, { id, actsFor: [], grants: [{ role, community, scope: community }] })
  }
}

let ready: readonly Item[]
let id: string
beforeAll(async () => {
  const table = memoryTable()
  await saveSettings(table, community, {
    name: '社区',
    mediation: {
      rooms: [{ id: 'room-1', name: '一号', place: '一楼', hours: { from: '09:00', to: '18:00' } }],
    },
  })
  const stage = openStage({ ...around, table }, starts)
  const ctx = { ...stage.effects, now: starts }
  for (const person of people) {
    const home = { id: `home_${person}`, community, building: '1号楼' }
    const user = await createUser(ctx, `openid-${person}`, person, { home, consents: everyConsent(starts) })
    users.set(person, user)
    if (person === 'staff') continue
    const grant = { role: 'mediator' as const, community, scope: community, grantedBy: 'test' }
    await giveGrant(ctx, user, { ...grant, until: '2027-06-01T00:00:00.000Z' })
  }
  enter(stage)
  const tap = ({ id, seq }: { id: string; seq: number }) => ({ id, seq })
  let each = await stage.as('staff', mediation.apply, {
    ...{ key: 'case-number-1', kind: 'noise', facts: '夜里吵' },
    ...{ applicant: { name: '甲一' }, others: [{ name: '乙一' }, { name: '丙一' }] },
  })
  id = each.id
  each = await stage.as('staff', mediation.screen, { ...tap(each), accept: true })
  for (const party of ['p2', 'p3'] as const) {
    const { seq } = await stage.as('staff', mediation.get, { id })
    await stage.as('staff', mediation.askOtherSide, { id, seq, party, how: 'phone' })
    await stage.as('staff', mediation.answerOtherSide, { id, party, answer: 'yes' })
  }
  each = await stage.as('staff', mediation.get, { id })
  each = await stage.as('staff', mediation.setMediator, {
    ...tap(each),
    mediator: users.get('m1')!,
    knowing: true,
  })
  for (const party of ['p1', 'p2', 'p3'] as const)
    await stage.as('staff', mediation.hearRights, { id, party })
  each = await stage.as('staff', mediation.get, { id })
  await stage.as('staff', mediation.book, { ...tap(each), room: 'room-1', fromAt: plusMinutes(starts, 120) })
  table.written()
  ready = table.items()
})

const known = (['p1', 'p2', 'p3'] as const).map((party, i) => ({
  party,
  name: `${'甲乙丙'[i]!}一`,
  how: 'paper' as const,
}))
const names = [
  ...(['sit', 'sit', 'end', 'correct', 'adjourn', 'adjourn', 'agree', 'unsign'] as const),
  ...(['save', 'save', 'save', 'sign', 'sign', 'sign', 'sign', 'signAll', 'reopen', 'add', 'add'] as const),
  ...(['rename', 'replace', 'pass'] as const),
] as const
interface Act {
  readonly name: (typeof names)[number]
  readonly by: 'staff' | 'm1'
  readonly session: number
  readonly who: Signer
  readonly many: number
  /** Upon the version that stands there, or an older one. */
  readonly stale: boolean
  readonly loss: Loss
  readonly twice: boolean
  readonly together: boolean
}
const someAct: fc.Arbitrary<Act> = fc.record({
  name: fc.constantFrom(...names),
  by: fc.constantFrom('staff', 'm1'),
  session: fc.integer({ min: 1, max: 3 }),
  who: fc.constantFrom(...signers.filter(what => !['p4', 'p5', 'p6'].includes(what))),
  many: fc.nat(9),
  stale: fc.boolean(),
  loss: fc.constantFrom<Loss>(undefined, undefined, undefined, 'before', 'after'),
  twice: fc.boolean(),
  together: fc.boolean(),
})

const counts = { frozen: 0, signed: 0, reopened: 0, added: 0, refused: 0, second: 0, lost: 0 }
const wrong = (...facts: readonly unknown[]) => {
  throw new Error(JSON.stringify(facts))
}

/** What somebody has put their name to. */
const substance = ({ words, frame }: RecordOnPaper) => JSON.stringify({ words, frame })
const onPaper = async (record: RecordOnPaper) => {
  const blocks = sessionRecord({ ...record, additions: [] })
  return readPdf(await pdf({ name: '人民调解记录', madeAt: starts, number: '1', blocks })).pages.join('')
}

const play = async (acts: readonly Act[], paper: boolean) => {
  const memory = memoryTable()
  for (const item of ready) await memory.put(item)
  const { table, lose } = lossy(memory)
  const stage = openStage({ ...around, table }, starts)
  enter(stage)
  let ops = 0
  const find = () => memory.items().find(item => item.sk === 'MATTER' && item.id === id) as unknown as Case

  const tap = async <Op extends Operation>(operation: Op, input: object, { by, loss, twice }: Act) => {
    const sent = { id, ...input, op: `tap-number-${ops++}` } as unknown as Input<Op>
    const send = async () => {
      try {
        await stage.as(by, operation, sent)
      } catch (error) {
        if (error instanceof Refusal) {
          counts.refused++
          return false
        }
        if ((error as Error).name !== 'TimeoutError') throw error
        counts.lost++
        return true
      }
      return false
    }
    lose(loss)
    const again = await send()
    lose(undefined)
    if (again || twice) await send()
  }

  const edition = (session: number) => {
    const sk = `RECORD#0${session}`
    return (memory.items().find(item => item.sk === sk)?.edition as number | undefined) ?? 0
  }

  const act = async (each: Act) => {
    const { name, session, who, many } = each
    const { seq, slot } = find()
    const version = Math.max(edition(session) - (each.stale && many < 3 ? 1 : 0), 0)
    const staff = { ...each, by: 'staff' } as const
    switch (name) {
      case 'sit': {
        if (!slot) return
        if (slot.fromAt > stage.now()) stage.at(plusMinutes(slot.fromAt, many))
        const present = many % 3 ? (['p1', 'p2', 'p3'] as const) : (['p1', 'p2'] as const)
        return tap(mediation.hold, { seq, present: [...present], held: many > 1 }, each)
      }
      case 'end':
        return tap(mediation.endSession, { seq }, each)
      case 'correct': {
        const { fromAt } = find().sessions[session - 1] ?? { fromAt: starts }
        const times = { beganAt: plusMinutes(fromAt, many), endedAt: plusMinutes(fromAt, 10 + many) }
        const present = many % 2 ? ['p1', 'p2'] : ['p1', 'p3']
        return tap(mediation.correctSession, { session, ...times, present }, each)
      }
      case 'adjourn': {
        const fromAt = plusMinutes(starts, 24 * 60 * (find().sessions.length + many + 1) + 120)
        return tap(mediation.adjourn, { seq, room: 'room-1', fromAt }, each)
      }
      case 'agree':
        return tap(mediation.agree, { seq, oral: many > 4, terms: ['不再吵'], people: known }, each)
      case 'unsign':
        return tap(mediation.unsign, { seq, text: '再谈' }, each)
      case 'save': {
        const blocks = [{ who: '调解员', text: `第${session}次说的${many}` }]
        return tap(mediation.record, { session, version, blocks, points: [] }, each)
      }
      case 'sign':
        return tap(
          mediation.signRecord,
          { session, version, what: who, how: many > 5 ? 'pen' : 'thumb' },
          each,
        )
      case 'signAll':
        for (const what of signers) await tap(mediation.signRecord, { session, version, what }, each)
        return
      case 'reopen':
        return tap(mediation.reopenRecord, { session, text: '改一句' }, each)
      case 'add':
        return tap(mediation.addToRecord, { session, text: `后来说的${ops}` }, each)
      case 'rename':
        return tap(mediation.saveParty, { party: many > 4 ? 'p2' : 'p3', who: { name: `乙${many}` } }, each)
      case 'replace':
        return tap(
          mediation.setMediator,
          { seq, mediator: users.get(many > 4 ? 'm1' : 'm2')!, knowing: true },
          staff,
        )
      case 'pass':
        return stage.at(plusMinutes(stage.now(), many * 10))
    }
  }

  /** What has been signed, and whether by all; what was added. */
  const stands = new Map<number, { readonly what: string; readonly paper: string; readonly all: boolean }>()
  const added = new Map<number, readonly string[]>()
  const judge = async () => {
    const item = find()
    for (const session of item.sessions.map((_, i) => i + 1)) {
      const record = await recordToPrint({ table: memory, secrets: openly }, item, session)
      const { words, signs, frame, additions, reopenings } = record
      const { present } = item.sessions[session - 1]!
      if (words.blocks.some(({ text }) => !text.startsWith(`第${session}次`)))
        wrong('of another session', words)
      const before = added.get(session) ?? []
      const now = additions.map(({ text }) => text)
      if (before.some((text, i) => now[i] !== text)) wrong('an addition is gone', before, now)
      if (new Set(now).size < now.length) wrong('added twice', now)
      added.set(session, now)
      counts.added += now.length
      counts.reopened += reopenings.length
      const was = stands.get(session)
      if (!signs.length) {
        if (was?.all) wrong('what all had signed is open again', session)
        stands.delete(session)
        continue
      }
      const there = frame.people.flatMap(({ key, there }) => (there ? [key] : []))
      if (JSON.stringify(there) !== JSON.stringify([...present].sort())) wrong('other people', there, present)
      if (signs.some(({ what }) => what.startsWith('p') && !there.includes(what as 'p1')))
        wrong('not there', signs)
      if (frame.held && !(frame.beganAt && frame.endedAt)) wrong('signed without times', frame)
      const all = recordStateOf(there, signs) === 'signed'
      const what = substance(record)
      // Taken back and signed anew between two looks, it is another paper, unless all had signed.
      const anew = !was?.all && reopenings.length > 0
      if (was && was.what !== what && !anew) wrong('not what was signed', was.what, what)
      const bare = { ...record, signs: [] }
      const printed = paper ? await onPaper(bare) : ''
      if (was && was.what === what && was.paper !== printed) wrong('printed otherwise', was.paper, printed)
      stands.set(session, { what, paper: printed, all })
      counts.frozen++
      if (all) counts.signed++
      if (session > 1) counts.second++
    }
  }

  for (let i = 0; i < acts.length;) {
    const group = [acts[i]!]
    while (acts[++i]?.together) group.push(acts[i]!)
    const alone = group.some(({ name }) => ['pass', 'sit'].includes(name))
    if (alone) for (const each of group) await act(each)
    else await Promise.all(group.map(act))
    await judge()
  }
}

/** Begins at the table, so that there is something to sign. */
const plainly = (session: number, ...acts: readonly Act['name'][]): readonly Act[] =>
  acts.map(name => ({
    ...{ name, by: 'staff', session, who: 'p1', many: 2, stale: false, twice: false, together: false },
    loss: undefined,
  }))
const atTheTable = plainly(1, 'sit', 'save', 'pass', 'end')
/** Of some histories the second session is signed as well. */
const twoSessions = [...plainly(1, 'signAll', 'adjourn'), ...plainly(2, 'sit', 'save', 'end', 'sign')]
const histories = fc.array(someAct, { minLength: 6, maxLength: 24, size: 'max' })

test('When sessions are held, written down, signed, taken back and added to in any order, at once, twice, with answers lost, then what was signed is what stands', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.boolean(), (acts, two) =>
      play([...atTheTable, ...(two ? twoSessions : []), ...acts], false),
    ),
    { numRuns: runs(400, 120) },
  )
  expect(errors).toEqual([])
  // A check that never gets anywhere proves nothing.
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(runs(10, 0))
})

test('When it is printed again after anything else has happened, then the paper says what was signed', async () => {
  await fc.assert(
    fc.asyncProperty(histories, acts => play([...atTheTable, ...acts], true)),
    { numRuns: runs(25, 6) },
  )
})
