// The people of the demo: plainly invented, the same at every start. The community is 宝翠花都; its 28 buildings and
// 15 teams are facts, the teams' names and everybody in it are not.
import type { NamedScope } from '../../functions/community/community-store.ts'
import type { Role } from '../../shared/contract.ts'

export const community = 'bchd'
/** Where outsider-1 holds every role, to try what a stranger can do: nothing. */
export const elsewhere = 'other'

/** A team's name, what it is for, and how many buildings it serves from its first one on; undefined: all of them. */
const teamNames: readonly (readonly [name: string, skills: readonly string[], serves?: number])[] = [
  ['助老服务队', ['groceries', 'errands', 'chat', 'visit'], 10],
  ['代买服务队', ['groceries', 'bills'], 10],
  ['送药服务队', ['medicine'], 14],
  ['应急解困队', ['urgent']],
  ['陪诊服务队', ['escort', 'hospital'], 14],
  ['小修小补队', ['repairs', 'utilities'], 14],
  ['巾帼服务队', ['groceries', 'chat', 'visit'], 8],
  ['青年服务队', ['groceries', 'medicine', 'parcel'], 8],
  ['党员先锋队', ['groceries', 'medicine', 'urgent', 'escort']],
  ['文明劝导队', ['parcel', 'otherErrand'], 8],
  ['环境维护队', ['groceries', 'parcel'], 8],
  ['平安巡逻队', ['urgent', 'parcel'], 14],
  ['文化服务队', ['chat', 'visit'], 14],
  ['助学服务队', ['groceries', 'parcel', 'bills'], 8],
  ['法律服务队', ['bills', 'otherErrand']],
]
/** 互助小组: neighbours who look in on each other. */
const groupNames: typeof teamNames = [
  ['聊天解闷小组', ['chat']],
  ['串门看望小组', ['visit', 'chat']],
  ['结伴买菜小组', ['groceries'], 10],
  ['结伴看病小组', ['escort'], 14],
  ['针线家务小组', ['repairs', 'otherErrand'], 14],
  ['棋牌说话小组', ['chat', 'visit'], 14],
]
const buildingCount = 28
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
/** So many buildings from this one on, round the estate. */
const buildingsFrom = (first: number, count = buildingCount) =>
  numbers(Math.min(count, buildingCount)).map(n => `building-${((first + n - 2) % buildingCount) + 1}`)

const teamsOf = (id: string, names: typeof teamNames) =>
  names.map(([name, skills, serves], i) => ({
    ...{ id: `${id}-${i + 1}`, name, kind: 'team' as const },
    ...{ buildings: buildingsFrom(i * 2 + 1, serves), skills },
  }))
export const teams = teamsOf('team', teamNames)
export const groups = teamsOf('group', groupNames)

/** Every scope that a grant can name, with what people call it. */
export const scopes: readonly NamedScope[] = [
  ...teams,
  ...groups,
  ...numbers(buildingCount).map(n => ({
    id: `building-${n}`,
    name: `${n}号楼`,
    kind: 'building' as const,
  })),
  // Seven buildings, some 250 households, to a grid.
  ...numbers(4).map(n => ({
    ...{ id: `grid-${n}`, name: `第${n}网格`, kind: 'grid' as const },
    buildings: buildingsFrom((n - 1) * 7 + 1, 7),
  })),
  { id: 'beat-1', name: '第一警格', kind: 'beat' },
  { id: 'firm-1', name: '小区物业', kind: 'firm' },
  { id: 'department-1', name: '城管中队', kind: 'department' },
  { id: 'department-2', name: '水务站', kind: 'department' },
  { id: 'department-3', name: '物业服务中心', kind: 'department' },
  // They work with a system of their own: the community rings and notes what they say.
  { id: 'department-4', name: '12345热线', kind: 'department' },
  { id: 'partner-1', name: '市委党校', kind: 'partner' },
  { id: 'partner-2', name: '河北工业大学', kind: 'partner' },
]

export interface DemoPerson {
  readonly id: string
  readonly callName: string
  readonly name: string
  readonly phone: string
  readonly building: number
  readonly unit: number
  readonly room: string
  readonly community: string
  readonly grants: readonly { readonly role: Role; readonly scope: string }[]
  readonly actsFor?: string
}

const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'
const given = ['桂兰', '建国', '秀英', '志强', '玉珍', '德明', '淑华', '永福', '春梅', '国庆']
const elders = ['奶奶', '爷爷']
const grownUps = ['阿姨', '叔叔']

const doorsInBuilding = 36
/** Six floors, three stairs with two doors on each floor. */
const doorOf = (slot: number) => ({
  unit: (slot % 3) + 1,
  room: `${(Math.floor(slot / 3) % 6) + 1}0${Math.floor(slot / 18) + 1}`,
})
/** 100 is no range of mobile numbers: nobody real can be called by mistake. */
const phoneOf = (n: number) => `100${String(10_000_000 + n * 7)}`

let count = 0
/** The next person; who is who follows from the order below, so it never changes. */
const person = (
  id: string,
  kinds: readonly string[],
  grants: readonly (readonly [Role, string])[],
  rest: Partial<DemoPerson> = {},
): DemoPerson => {
  const n = count++
  const surname = surnames[n % surnames.length]!
  return {
    id,
    callName: surname + kinds[n % kinds.length]!,
    name: surname + given[(n * 7) % given.length]!,
    phone: phoneOf(n),
    // One to each building in turn: everybody has a door of their own.
    building: (n % buildingCount) + 1,
    ...doorOf(Math.floor(n / buildingCount)),
    community,
    grants: grants.map(([role, scope]) => ({ role, scope })),
    ...rest,
  }
}

const many = (count: number, make: (n: number) => DemoPerson) =>
  Array.from({ length: count }, (_, i) => make(i + 1))
const resident = ['resident', community] as const

/** What some of the residents are besides: one in each building its 楼门长, six lead a group, three more in each. */
const alsoOf = (n: number): (readonly [Role, string])[] => {
  if (n > 100 && n <= 100 + buildingCount)
    return [['buildingHelper', `building-${((n - 1) % buildingCount) + 1}`]]
  const group = n > 160 && n <= 184 ? `group-${((n - 161) % 6) + 1}` : undefined
  if (!group) return []
  return n <= 166
    ? [
        ['teamLead', group],
        ['volunteer', group],
      ]
    : [['volunteer', group]]
}

/** Two of one team and one building who are called alike. */
const twoAlike: Readonly<Record<string, Partial<DemoPerson>>> = {
  'volunteer-16': { callName: '万阿姨', name: '万桂兰', building: 22, unit: 1, room: '502' },
  'volunteer-31': { callName: '万阿姨', name: '万桂英', building: 22, unit: 2, room: '502' },
}

/** Nobody else is called so: who mediates is no party, and papers must not look as if. */
const roomNames: Readonly<Record<string, Partial<DemoPerson>>> = {
  'mediator-1': { name: '杨守和' },
  'mediator-2': { name: '赵知平' },
  'mediator-3': { name: '黄敬之' },
  'mediator-4': { name: '周静好' },
  'room-1': { name: '吴慎言' },
}

export const demoPeople: readonly DemoPerson[] = [
  ...many(200, n => person(`resident-${n}`, grownUps, [resident, ...alsoOf(n)])),
  person('elder-1', elders, [resident]),
  person('child-1', grownUps, [resident], { actsFor: 'elder-1' }),
  ...many(15, n =>
    person(`lead-${n}`, grownUps, [resident, ['teamLead', `team-${n}`], ['volunteer', `team-${n}`]]),
  ),
  ...many(60, n =>
    person(
      `volunteer-${n}`,
      grownUps,
      [resident, ['volunteer', `team-${((n - 1) % 15) + 1}`]],
      twoAlike[`volunteer-${n}`],
    ),
  ),
  ...many(4, n => person(`grid-${n}`, grownUps, [['gridWorker', `grid-${n}`]])),
  ...many(4, n => person(`party-${n}`, grownUps, [resident, ['partyMember', community]])),
  ...many(4, n => person(`mediator-${n}`, ['老师'], [['mediator', community]], roomNames[`mediator-${n}`])),
  person('room-1', ['老师'], [['mediationStaff', community]], roomNames['room-1']),
  person('staff-1', ['社工'], [['communityStaff', community]]),
  person('police-1', ['警官'], [['policeOfficer', 'beat-1']]),
  ...many(3, n => person(`department-${n}`, ['经理'], [['departmentOfficer', `department-${n}`]])),
  ...many(2, n => person(`partner-${n}`, ['老师'], [['partnerContact', `partner-${n}`]])),
  person('supervisor-1', ['主任'], [['supervisor', community]]),
  person(
    'outsider-1',
    grownUps,
    [
      ['resident', elsewhere],
      ['volunteer', 'team-1'],
      ['teamLead', 'team-1'],
      ['gridWorker', 'grid-1'],
      ['partyMember', elsewhere],
      ['mediator', elsewhere],
      ['mediationStaff', elsewhere],
      ['communityStaff', elsewhere],
      ['buildingHelper', 'building-1'],
      ['propertyManager', 'firm-1'],
      ['policeOfficer', 'beat-1'],
      ['departmentOfficer', 'department-1'],
      ['partnerContact', 'partner-1'],
      ['supervisor', elsewhere],
    ],
    { community: elsewhere },
  ),
  ...many(2, n => person(`staff-${n + 1}`, ['社工'], [['communityStaff', community]])),
  person('firm-1', ['经理'], [['propertyManager', 'firm-1']]),
  // 二对一: a second grid worker in each grid, and Party members enough that nobody has more than a dozen homes.
  ...many(4, n => person(`grid-${n + 4}`, grownUps, [['gridWorker', `grid-${n}`]])),
  ...many(30, n => person(`party-${n + 4}`, grownUps, [resident, ['partyMember', community]])),
]

// ---- the households ----

export type HouseholdKind = 'alone' | 'emptyNest' | 'family' | 'tenants' | 'vacant'

/** A door, and who of it the community knows by phone, where nobody there uses WeChat. */
export interface Household {
  readonly building: number
  readonly unit: number
  readonly room: string
  readonly kind: HouseholdKind
  readonly known?: readonly Known[]
}
interface Known {
  readonly callName: string
  readonly name: string
  readonly phone: string
}

/** 28 buildings of 36 doors, and one more under the roof of the first. */
export const householdCount = 1_009
const topDoor = { building: 1, unit: 3, room: '701' }

/** Of those in whose homes nobody uses WeChat; the others are families, tenants and homes that stand empty. */
const [livingAlone, emptyNests, rented, empty] = [24, 104, 90, 40]

const elderNames = ['奶奶', '爷爷', '大娘', '大爷']
const moreSurnames = `${surnames}梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕`

const knownIn = (kind: HouseholdKind, n: number): Household['known'] => {
  const rings = { alone: 1, emptyNest: 1, family: 0.4, tenants: 0.25, vacant: 0 }[kind]
  if ((n * 37) % 100 >= rings * 100) return undefined
  const surname = moreSurnames[(n * 11) % moreSurnames.length]!
  const elder = kind === 'alone' || kind === 'emptyNest'
  const calls = elder ? elderNames : grownUps
  const phone = phoneOf(demoPeople.length + n)
  const one = {
    callName: surname + calls[(n * 5 + Math.floor(n / 3)) % calls.length]!,
    name: surname + given[(n * 3) % given.length]!,
    phone,
  }
  if (kind !== 'emptyNest' || n % 20 !== 4) return [one]
  // Two old people with one phone between them.
  const other = moreSurnames[(n * 11 + 5) % moreSurnames.length]!
  return [one, { callName: `${other}老师`, name: other + given[(n * 3 + 4) % given.length]!, phone }]
}

const doorName = ({ building, unit, room }: Pick<Household, 'building' | 'unit' | 'room'>) =>
  `${building}.${unit}.${room}`

/** All doors; at those where somebody of `demoPeople` lives nobody else is known. */
export const households: readonly Household[] = (() => {
  const doors = numbers(buildingCount).flatMap(building =>
    Array.from({ length: doorsInBuilding }, (_, slot) => ({ building, ...doorOf(slot) })),
  )
  const lived = new Set(demoPeople.filter(livesHere).map(doorName))
  const all = [...doors, topDoor]
  const others = all.filter(door => !lived.has(doorName(door)))
  // Spread over the estate: 37 has no divisor in common with their number.
  const spread = others.map((_, i) => others[(i * 37) % others.length]!)
  const kinds = new Map(
    spread.map((door, n) => {
      const below = (...counts: number[]) => n < counts.reduce((sum, each) => sum + each)
      const kind: HouseholdKind = below(livingAlone)
        ? 'alone'
        : below(livingAlone, emptyNests)
          ? 'emptyNest'
          : below(livingAlone, emptyNests, rented)
            ? 'tenants'
            : below(livingAlone, emptyNests, rented, empty)
              ? 'vacant'
              : 'family'
      return [doorName(door), { kind, known: knownIn(kind, n) }]
    }),
  )
  return all.map(door => {
    const { kind = 'family' as const, known } = kinds.get(doorName(door)) ?? {}
    return { ...door, kind, ...(known && { known }) }
  })
})()

/** Those who work here but do not live here have no home in the register. */
export function livesHere({ community: where, grants }: DemoPerson) {
  return where === community && grants.some(({ role }) => role === 'resident')
}
