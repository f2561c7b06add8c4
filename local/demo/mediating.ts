// The room of mediation: two months of notes and cases, each by the real rules to its end, and what is on its desk this
// week. Days are counted as the room is open, so that it holds at a weekend, on a holiday and at night.
import { readFileSync } from 'node:fs'
import { partKey } from '../../functions/files/files-store.ts'
import { bucketOf } from '../../functions/platform/context.ts'
import { getMatter } from '../../functions/platform/matter-item.ts'
import { settings } from '../../shared/community/community.ts'
import type { Input, Operation } from '../../shared/contract.ts'
import { files } from '../../shared/files/files.ts'
import { mediation } from '../../shared/mediation/mediation.ts'
import { partyKeys, type PartyKey } from '../../shared/mediation/life.ts'
import type { QuarrelReply } from '../../shared/mediation/quarrels.ts'
import { signersOf } from '../../shared/mediation/records.ts'
import { instantOf, isOpenOn, onDay, onOf, plusMinutes, shanghai } from '../../shared/time.ts'
import { disputes, endings, notes, openNotes, type Dispute } from './disputes.ts'
import { community, demoPeople } from './people.ts'
import type { Stage } from './stage.ts'

const [first] = settings.parse({}).mediation.rooms
/** The room of the settings, and a smaller one for people who work by day. */
export const rooms = [
  first!,
  {
    ...{ id: 'room-2', name: '小议事室', place: '6号楼底商二楼' },
    hours: { ...first!.hours, from: '13:00', to: '20:00' },
  },
]
/** 周五矛调日, as the article has it: a judge and the police sit there too. */
export const mediationDay = { weekdays: [5], from: '14:00', to: '16:00', who: '法官、民警、律师' }
/** Invented, as is all of the demo. */
export const courts = [
  { id: 'court-1', name: '宝翠区人民法院', place: '宝翠大街1号，立案大厅', phone: '12368' },
  { id: 'court-2', name: '宝翠区人民法院花都人民法庭', place: '花都路20号', phone: '12368' },
]
const [bigRoom, smallRoom] = rooms.map(({ id }) => id) as [string, string]

/** The n-th day on which the room is open, before today or after it, at this time. */
const calendarOf = (now: string) => (n: number, clock: string) => {
  const step = Math.sign(n)
  let day = shanghai(now).startOf('day')
  for (let left = Math.abs(n); left > 0;) {
    day = day.add(step, 'day')
    if (isOpenOn(day, first!.hours)) left--
  }
  return instantOf(onDay(day, clock))
}
type Calendar = ReturnType<typeof calendarOf>

/** Later today, where the room is open and the day is long enough; else on the next day. */
const soonest = (on: Calendar, now: string) => {
  const today = shanghai(now)
  const left = ['10:00', '11:00', '13:30', '14:30', '15:30'].map(clock =>
    instantOf(onDay(today.startOf('day'), clock)),
  )
  const next = isOpenOn(today, first!.hours) ? left.find(at => at > plusMinutes(now, 45)) : undefined
  return next ?? on(1, '11:00')
}

// ---- 说和 ----

const noteAll = async (stage: Stage, on: Calendar, now: string) => {
  for (const [i, { by, ...about }] of notes.entries()) {
    const days = (notes.length - openNotes - i) * 2
    const open = days <= 0
    stage.at(open ? plusMinutes(now, (i - notes.length) * 9 * 60) : on(-days, '10:20'))
    let it: QuarrelReply = await stage.as(by, mediation.note, { key: `demo-note-${i}`, ...about })
    await stage.follow(open)
    if (open) continue
    const tap = () => ({ id: it.id, seq: it.seq, op: `demo-note-${i}-${it.seq}` })
    if (i % 3 === 0) {
      stage.at(on(-days, '16:40'))
      it = await stage.as(by, mediation.addToNote, { ...tap(), text: '两边都打过电话，约了晚饭后见面' })
    }
    stage.at(on(-days + 1, '18:30'))
    const how = endings[i]
    if (how === 'formal') await turned(stage, tap(), now)
    else if (how === 'dropped') await stage.as(by, mediation.settle, { ...tap(), ending: how })
    else if (how) await stage.as(by, mediation.settle, { ...tap(), ending: 'oral', terms: how.oral })
    else await stage.as(by, mediation.settle, { ...tap(), ending: 'talkedOver' })
    await stage.follow(false)
  }
}

/** Two neighbours have a time to come: one of the next days, one on a 矛调日. */
const talks = async (stage: Stage) => {
  const booked = [
    { who: 'resident-65', kind: 'noise', what: '楼上半夜拖椅子，说过两回', marked: false, passed: 6 },
    { who: 'resident-77', kind: 'parking', what: '车位划线的事，想问问法官', marked: true, passed: 0 },
  ] as const
  for (const { who, kind, what, marked, passed } of booked) {
    const { starts } = await stage.as(who, mediation.talkTimes, {})
    const fitting = starts.filter(start => (start.marked ?? false) === marked)
    const { room, fromAt } = fitting[passed] ?? starts[0]!
    await stage.as(who, mediation.bookTalk, { key: `demo-talk-${who}`, kind, what, room, fromAt })
    await stage.follow(true)
  }
}

/** What a note became is a case like any other, and waits to be looked at. */
const turned = async (stage: Stage, tap: Input<typeof mediation.turn>, now: string) => {
  const { case: made } = await stage.as('room-1', mediation.turn, tap)
  await stage.pass('case', made!, now)
}

// ---- one case ----

const personOf = (id: string) => demoPeople.find(person => person.id === id)!
const someoneOf = (other: Dispute['against'][number]) => {
  if (typeof other !== 'string') return other
  const { callName: name, building, unit, room } = personOf(other)
  return { name, building: `${building}号楼`, room: `${unit}单元${room}室` }
}

/** As their identity paper would say it: nobody of the demo has one. */
const signatoryOf = (other: Dispute['against'][number], i: number) => ({
  party: partyKeys[i]!,
  name: typeof other === 'string' ? personOf(other).name : other.name,
  how: i ? 'vouched' : 'paper',
})

/** The paper of one case, signed and sealed: drawn for the demo, as is written on it. */
const paper = readFileSync(new URL('sealed-agreement.jpg', import.meta.url))

const photograph = async (stage: Stage, person: string) => {
  const about = { key: 'demo-sealed-paper', type: 'image/jpeg', size: paper.length } as const
  const { id } = await stage.as(person, files.begin, about)
  await bucketOf(stage.effects).put(partKey(id, 0), paper, about.type)
  return (await stage.as(person, files.finish, { id })).id
}

/** One case from its application on; `told`: those whom it concerns hear of it. */
const caseOf = (stage: Stage, name: keyof typeof disputes, told = false) => {
  const { from, against, ...about }: Dispute = disputes[name]
  const people = [from, ...against]
  let id = ''
  let taps = 0
  const op = () => `demo-${name}-${++taps}`
  const others = partyKeys.slice(1, people.length)
  /** In a record everybody is called by name. */
  const [first, second] = people.map((person, i) => signatoryOf(person, i).name)
  const called: Readonly<Record<string, string | undefined>> = { 申请人: first, 对方: second }

  /** The clock says and does what it has to until then; of another case it may have been later already. */
  const pass = async (at: string) => {
    stage.at((await getMatter(stage.effects.table, 'case', id))!.changedAt)
    await stage.pass('case', id, at)
    await stage.follow(told)
  }
  /** A move on what stands there, which the clock may have moved. */
  const move = async <Op extends Operation>(
    at: string,
    person: string,
    operation: Op,
    input: Record<string, unknown>,
  ) => {
    await pass(at)
    const { seq } = (await getMatter(stage.effects.table, 'case', id))!
    const reply = await stage.as(person, operation, { id, seq, op: op(), ...input } as Input<Op>)
    await stage.follow(told)
    return reply
  }
  /** As the party does it, or the room for those who only have a phone. */
  const forParty = (key: PartyKey) => {
    const person = people[partyKeys.indexOf(key)]!
    return typeof person === 'string' ? { by: person } : { by: 'room-1', party: { party: key } }
  }

  const story = {
    async apply(at: string) {
      stage.at(at)
      const applied = { key: op(), ...about, others: against.map(someoneOf) }
      ;({ id } = await stage.as(from, mediation.apply, applied))
      await stage.follow(told)
    },
    accept: (at: string) => move(at, 'room-1', mediation.screen, { accept: true }),
    elsewhere: (at: string) =>
      move(at, 'room-1', mediation.screen, { accept: false, reason: 'inCourt', to: 'court' }),
    async ask(at: string) {
      for (const party of others) {
        const person = people[partyKeys.indexOf(party)]!
        const neighbour = typeof person === 'string' && { how: 'neighbour', user: stage.idOf(person) }
        await move(at, 'room-1', mediation.askOtherSide, { party, how: 'phone', ...neighbour })
      }
    },
    async answer(at: string, answer: 'yes' | 'no' | 'unreachable') {
      for (const key of others) {
        const { by, party } = forParty(key)
        await move(at, by, mediation.answerOtherSide, { seq: undefined, ...party, answer })
      }
    },
    mediator: (at: string, mediator: string) =>
      move(at, 'room-1', mediation.setMediator, { mediator: stage.idOf(mediator) }),
    offer: (at: string, room = bigRoom) => move(at, 'room-1', mediation.offerTimes, { room }),
    /** Rights and duties, and the times that suit; `most`: of so many parties. */
    async hear(at: string, most = people.length) {
      for (const key of partyKeys.slice(0, most)) {
        const { by, party } = forParty(key)
        const { offered } = await move(at, by, mediation.hearRights, { ...party })
        const starts = offered?.starts.filter((_, i) => (i + partyKeys.indexOf(key)) % 3 > 0)
        if (starts) await move(at, by, mediation.chooseTimes, { ...party, starts })
      }
    },
    book: (at: string, fromAt: string, room = bigRoom) =>
      move(at, 'room-1', mediation.book, { room, fromAt }),
    async object(at: string, key: PartyKey) {
      const { by, party } = forParty(key)
      await move(at, by, mediation.objectToMediator, { seq: undefined, ...party })
    },
    wait: (at: string) => move(at, 'room-1', mediation.joinWaitlist, {}),
    async hold(at: string, mediator: string, blocks: readonly (readonly [who: string, text: string])[]) {
      const present = partyKeys.slice(0, people.length)
      await move(at, mediator, mediation.hold, { present, held: true })
      const said = blocks.map(([who, text]) => ({ who: called[who] ?? who, text }))
      await move(plusMinutes(at, 20), mediator, mediation.record, { version: 0, blocks: said })
    },
    /** They got up, and those who were there have signed. */
    async signed(at: string, mediator: string) {
      await move(at, mediator, mediation.endSession, {})
      const present = partyKeys.slice(0, people.length)
      for (const what of signersOf(present))
        await move(plusMinutes(at, 5), mediator, mediation.signRecord, {
          ...{ session: 1, version: 1, what },
          how: what === 'p2' ? 'thumb' : 'pen',
        })
    },
    addToRecord: (at: string, text: string) =>
      move(at, 'room-1', mediation.addToRecord, { session: 1, text }),
    adjourn: (at: string, fromAt: string, room = bigRoom) =>
      move(at, 'room-1', mediation.adjourn, { room, fromAt }),
    agree: (at: string, mediator: string, oral: boolean, ...terms: string[]) =>
      story.agreeOn(at, mediator, { oral, terms }),
    /** With all that a form of it asks for. */
    agreeOn: (at: string, mediator: string, agreed: Partial<Input<typeof mediation.agree>>) =>
      move(at, mediator, mediation.agree, { people: people.map(signatoryOf), ...agreed }),
    sign: (at: string, what: PartyKey | 'mediator' | 'seal') =>
      move(at, 'room-1', mediation.sign, { what, how: what === 'p2' ? 'thumb' : 'pen' }),
    async scan(at: string) {
      stage.at(at)
      await move(at, 'room-1', mediation.sign, { what: 'scan', files: [await photograph(stage, 'room-1')] })
    },
    confirm: (
      at: string,
      state: Input<typeof mediation.confirmation>['state'],
      ruled: Partial<Input<typeof mediation.confirmation>> = {},
    ) => move(at, 'room-1', mediation.confirmation, { state, court: courts[0]!.id, ...ruled }),
    notAgreed: (at: string, mediator: string, text: string) =>
      move(at, mediator, mediation.noAgreement, { text }),
    followUp: (at: string, mediator: string) =>
      move(at, mediator, mediation.followUp, { performed: 'all', satisfied: true, text: '两家都说好了' }),
    /** Originals in the paper file, as the clerk says. */
    async onFile(at: string, ...items: Input<typeof mediation.putOnFile>['item'][]) {
      for (const item of items) await move(at, 'room-1', mediation.putOnFile, { seq: undefined, item })
    },
    archive: (at: string) => move(at, 'room-1', mediation.archive, {}),
    withdraw: (at: string) => move(at, from, mediation.withdraw, {}),
    pass,
  }
  return story
}
type CaseStory = ReturnType<typeof caseOf>

/** From the application to everybody's yes, on this day and the next ones. */
const willing = async (it: CaseStory, on: Calendar, from: number) => {
  await it.apply(on(from, '19:10'))
  await it.accept(on(from + 1, '09:20'))
  await it.ask(on(from + 1, '10:00'))
  await it.answer(on(from + 2, '20:15'), 'yes')
}

/** … and on to a slot, booked on the fifth day. */
const booked = async (
  it: CaseStory,
  on: Calendar,
  from: number,
  mediator: string,
  ...place: [fromAt: string, room?: string]
) => {
  await willing(it, on, from)
  await it.mediator(on(from + 3, '09:30'), mediator)
  await it.offer(on(from + 3, '09:40'), place[1])
  await it.hear(on(from + 3, '19:45'))
  await it.book(on(from + 4, '10:10'), ...place)
}

// ---- what lies behind ----

const ended = async (stage: Stage, on: Calendar) => {
  const violin = caseOf(stage, 'violin')
  await booked(violin, on, -40, 'mediator-1', on(-33, '10:00'))
  await violin.hold(on(-33, '10:05'), 'mediator-1', [
    ['申请人', '老人心脏不好，九点半就睡。'],
    ['对方', '孩子要考级，白天上学没时间。'],
  ])
  await violin.agree(on(-33, '10:50'), 'mediator-1', true, '晚上九点以后不拉琴，周末上午练')
  await violin.followUp(on(-12, '15:00'), 'mediator-1')
  await violin.onFile(on(-11, '09:20'), 'rights', 'identity', 'record', 'agreement')
  await violin.archive(on(-11, '09:30'))
  await violin.onFile(on(-6, '15:10'), 'performance')

  const parking = caseOf(stage, 'parking')
  await booked(parking, on, -36, 'mediator-2', on(-29, '14:30'))
  await parking.hold(on(-29, '14:32'), 'mediator-2', [['对方', '以为是公共车位，没看见牌子。']])
  await parking.agree(on(-29, '15:10'), 'mediator-2', true, '不再停对方车位', '来客停到东门外')
  await parking.followUp(on(-9, '10:30'), 'mediator-2')
  await parking.archive(on(-8, '09:40'))

  const hallway = caseOf(stage, 'hallway')
  await hallway.apply(on(-33, '20:05'))
  await hallway.accept(on(-32, '09:15'))
  await hallway.ask(on(-32, '09:30'))
  await hallway.answer(on(-31, '12:20'), 'no')

  const loan = caseOf(stage, 'loan')
  await loan.apply(on(-28, '11:30'))
  await loan.elsewhere(on(-28, '15:20'))

  const dog = caseOf(stage, 'dog')
  await willing(dog, on, -26)
  await dog.withdraw(on(-23, '18:40'))

  const shares = caseOf(stage, 'shares')
  await booked(shares, on, -25, 'mediator-3', on(-19, '09:30'))
  await shares.hold(on(-19, '09:30'), 'mediator-3', [
    ['申请人', '老人一直住我家，照顾了八年。'],
    ['对方', '房子是老人的，该平分。'],
  ])
  await shares.notAgreed(on(-19, '10:25'), 'mediator-3', '说了可以去法院，也可以先问法律援助')

  const pipe = caseOf(stage, 'pipe')
  await booked(pipe, on, -20, 'mediator-1', on(-14, '15:00'))
  await pipe.hold(on(-14, '15:00'), 'mediator-1', [
    ['物业', '主管到三通是公共的，我们来换。'],
    ['对方', '我家改的那一段，我们自己换。'],
  ])
  await pipe.agree(
    on(-14, '15:55'),
    'mediator-1',
    true,
    '物业三天内换主管',
    '楼上换自家支管',
    '申请人家的顶，两边各出一半',
  )

  const bathroom = caseOf(stage, 'bathroom')
  await booked(bathroom, on, -18, 'mediator-4', on(-12, '10:00'))
  await bathroom.hold(on(-12, '10:00'), 'mediator-4', [
    ['申请人', '吊顶发霉，厨房也有味道。'],
    ['对方', '防水是开发商做的，不过愿意修。'],
  ])
  await bathroom.agreeOn(on(-12, '10:50'), 'mediator-4', {
    oral: false,
    terms: ['楼上一周内请人重做防水', '楼上赔楼下吊顶六百元，修好当天付清', '以后有漏水先打电话，不上门吵'],
    responsibilities: '渗水来自楼上卫生间，防水由楼上修好',
    performedHow: '楼上请人施工，两家一起验收；六百元当面付清',
    performedWhere: '楼上、楼下两家卫生间',
    performedByOn: onOf(on(-2, '10:00')),
  })
  for (const what of ['p1', 'p2', 'mediator', 'seal'] as const) await bathroom.sign(on(-11, '15:20'), what)
  await bathroom.scan(on(-11, '15:40'))
  await bathroom.confirm(on(-10, '09:50'), 'wanted')

  // In force since it was sealed; nobody has taken the photo of it yet.
  const gutter = caseOf(stage, 'gutter')
  await booked(gutter, on, -17, 'mediator-2', on(-11, '10:00'))
  await gutter.hold(on(-11, '10:00'), 'mediator-2', [['对方', '雨水管是我们接长的，下雨就冲到楼下。']])
  await gutter.agree(on(-11, '10:40'), 'mediator-2', false, '一周内把雨水管改回原处', '冲坏的花架赔一百元')
  for (const what of ['p1', 'p2', 'mediator', 'seal'] as const) await gutter.sign(on(-10, '16:00'), what)

  // The court has confirmed it.
  const balustrade = caseOf(stage, 'balustrade')
  await booked(balustrade, on, -38, 'mediator-1', on(-32, '15:00'))
  await balustrade.hold(on(-32, '15:00'), 'mediator-1', [['对方', '护栏是装修时碰弯的，愿意换。']])
  await balustrade.agree(on(-32, '15:40'), 'mediator-1', false, '两周内换好护栏，钱由对方出')
  for (const what of ['p1', 'p2', 'mediator', 'seal'] as const) await balustrade.sign(on(-31, '10:00'), what)
  await balustrade.confirm(on(-25, '09:30'), 'applied')
  await balustrade.confirm(on(-13, '14:30'), 'confirmed', {
    on: onOf(on(-13, '14:30')),
    number: `（${on(-13, '14:30').slice(0, 4)}）演示民特3号`,
  })
  return [violin, parking, hallway, loan, dog, shares, pipe, bathroom, gutter, balustrade]
}

// ---- this week's desk ----

const onTheDesk = async (stage: Stage, on: Calendar, now: string) => {
  const hammer = caseOf(stage, 'hammer', true)
  await hammer.apply(on(-12, '21:00'))
  await hammer.accept(on(-11, '09:10'))
  await hammer.ask(on(-10, '14:00'))
  await hammer.answer(on(-7, '17:30'), 'unreachable')

  const ceiling = caseOf(stage, 'ceiling', true)
  await booked(ceiling, on, -10, 'mediator-2', on(-3, '10:30'))
  await ceiling.hold(on(-3, '10:30'), 'mediator-2', [
    ['申请人', '顶上起皮，墙也黄了一片。'],
    ['对方', '洗衣机下水脱了，已经接好。'],
  ])
  await ceiling.agree(on(-3, '11:20'), 'mediator-2', false, '对方出八百元刷墙', '一周内刷好，两家一起看过')
  // The seal is still to come.
  for (const what of ['p1', 'p2', 'mediator'] as const) await ceiling.sign(on(-2, '15:00'), what)

  const fees = caseOf(stage, 'fees', true)
  await booked(fees, on, -9, 'mediator-3', on(7, '10:00'))
  await fees.wait(on(-4, '11:00'))

  const shoes = caseOf(stage, 'shoes', true)
  await booked(shoes, on, -8, 'mediator-4', on(-4, '15:00'))
  await shoes.hold(on(-4, '15:06'), 'mediator-4', [
    ['申请人', '轮椅要过九十厘米，现在只剩六十。'],
    ['对方', '鞋柜是放了几年的，先回家量一量再说。'],
  ])
  await shoes.signed(on(-4, '15:40'), 'mediator-4')
  await shoes.adjourn(on(-4, '15:50'), on(-1, '15:00'))
  await shoes.addToRecord(on(-3, '09:20'), '对方来电：量过了，过道宽一米二，鞋柜深三十五厘米。')
  await shoes.hold(on(-1, '15:00'), 'mediator-4', [
    ['申请人', '鞋柜挪开，轮椅就过得去了。'],
    ['对方', '鞋柜可以挪，挂钩想留着。'],
  ])

  const charging = caseOf(stage, 'charging', true)
  await booked(charging, on, -7, 'mediator-1', on(1, '14:30'))
  const music = caseOf(stage, 'music', true)
  await booked(music, on, -6, 'mediator-2', on(2, '09:30'))
  await music.object(on(-1, '19:50'), 'p2')
  const balcony = caseOf(stage, 'balcony', true)
  await booked(balcony, on, -6, 'mediator-3', on(3, '18:00'), smallRoom)

  const pigeons = caseOf(stage, 'pigeons', true)
  await willing(pigeons, on, -5)
  await pigeons.mediator(on(-2, '10:00'), 'mediator-4')
  await pigeons.offer(on(-1, '09:30'))
  await pigeons.hear(on(-1, '12:40'), 1)

  const gate = caseOf(stage, 'gate', true)
  await willing(gate, on, -4)

  const wall = caseOf(stage, 'wall', true)
  await wall.apply(on(-2, '18:20'))
  await wall.accept(on(-1, '09:20'))
  await wall.ask(on(-1, '09:45'))

  const stairs = caseOf(stage, 'stairs', true)
  await booked(stairs, on, -5, 'mediator-3', soonest(on, now))

  const drill = caseOf(stage, 'drill', true)
  await drill.apply(on(-5, '08:40'))

  const kitchen = caseOf(stage, 'kitchen', true)
  await kitchen.apply(plusMinutes(now, -3 * 60))
  return [hammer, ceiling, fees, shoes, charging, music, balcony, pigeons, gate, wall, stairs, drill, kitchen]
}

const closures = async (stage: Stage, on: Calendar) => {
  const block = (key: string, span: Pick<Input<typeof mediation.block>, 'fromAt' | 'toAt'>) => ({
    ...{ key: `demo-block-${key}`, community, ...span },
  })
  await stage.as('room-1', mediation.block, {
    ...block('fire', { fromAt: on(2, '13:00'), toAt: on(2, '15:00') }),
    ...{ of: 'room', which: bigRoom, reason: '消防检修' },
  })
  await stage.as('mediator-4', mediation.block, {
    ...block('leave', { fromAt: on(3, '09:00'), toAt: on(3, '17:00') }),
    ...{ of: 'mediator', which: stage.idOf('mediator-4'), reason: '到区里培训' },
  })
}

/** Notes, the cases behind and before the room, and when it is closed; the clock has done its part until now. */
export const playMediation = async (stage: Stage, now: string) => {
  const on = calendarOf(now)
  await noteAll(stage, on, now)
  const cases = [...(await ended(stage, on)), ...(await onTheDesk(stage, on, now))]
  for (const it of cases) await it.pass(now)
  stage.at(plusMinutes(now, -60))
  await closures(stage, on)
  await talks(stage)
  stage.at(now)
}
