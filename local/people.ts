// The people of the demo: plainly invented, the same at every start. The community is 宝翠花都; its 28 buildings and
// 15 teams are facts, the teams' names and everybody in it are not.
import type { NamedScope } from '../functions/community/community.ts'
import type { Role } from '../shared/contract.ts'

export const community = 'bchd'
/** Where outsider-1 holds every role, to try what a stranger can do: nothing. */
export const elsewhere = 'other'

/** A team's name, what it is for, and how many buildings it serves from its first one on; undefined: all of them. */
const teamNames: readonly (readonly [name: string, skills: readonly string[], serves?: number])[] = [
  ['助老服务队', ['groceries', 'errands', 'company', 'hospital'], 8],
  ['代买服务队', ['groceries', 'payment'], 8],
  ['送药服务队', ['medicine'], 14],
  ['应急解困队', ['urgent', 'utilities']],
  ['陪诊服务队', ['errands', 'hospital'], 14],
  ['小修小补队', ['errands', 'repair', 'utilities'], 14],
  ['巾帼服务队', ['groceries', 'errands', 'company'], 7],
  ['青年服务队', ['groceries', 'medicine', 'errands'], 7],
  ['党员先锋队', ['groceries', 'medicine', 'urgent', 'errands']],
  ['文明劝导队', ['errands'], 7],
  ['环境维护队', ['groceries', 'errands'], 7],
  ['平安巡逻队', ['urgent', 'errands'], 14],
  ['文化服务队', ['errands', 'company'], 7],
  ['助学服务队', ['groceries', 'errands'], 7],
  ['法律服务队', ['errands'], 28],
]
const buildingCount = 28
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
/** So many buildings from this one on, round the estate. */
const buildingsFrom = (first: number, count = buildingCount) =>
  numbers(Math.min(count, buildingCount)).map(n => `building-${((first + n - 2) % buildingCount) + 1}`)

export const teams = teamNames.map(([name, skills, serves], i) => ({
  ...{ id: `team-${i + 1}`, name, kind: 'team' as const },
  ...{ buildings: buildingsFrom(i * 2 + 1, serves), skills },
}))

/** Every scope that a grant can name, with what people call it. */
export const scopes: readonly NamedScope[] = [
  ...teams,
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
  { id: 'partner-1', name: '市委党校', kind: 'partner' },
  { id: 'partner-2', name: '河北工业大学', kind: 'partner' },
]

export interface DemoPerson {
  readonly id: string
  readonly callName: string
  readonly name: string
  readonly phone: string
  readonly building: number
  readonly room: string
  readonly community: string
  readonly grants: readonly { readonly role: Role; readonly scope: string }[]
  readonly actsFor?: string
}

const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'
const given = ['桂兰', '建国', '秀英', '志强', '玉珍', '德明', '淑华', '永福', '春梅', '国庆']
const elders = ['奶奶', '爷爷']
const grownUps = ['阿姨', '叔叔']

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
    // 100 is no range of mobile numbers: nobody real can be called by mistake.
    phone: `100${String(10_000_000 + n * 7)}`,
    building: (n % 28) + 1,
    room: `${(n % 3) + 1}单元${(n % 6) + 1}0${(n % 2) + 1}`,
    community,
    grants: grants.map(([role, scope]) => ({ role, scope })),
    ...rest,
  }
}

const many = (count: number, make: (n: number) => DemoPerson) =>
  Array.from({ length: count }, (_, i) => make(i + 1))
const resident = ['resident', community] as const

export const demoPeople: readonly DemoPerson[] = [
  ...many(200, n => person(`resident-${n}`, grownUps, [resident])),
  person('elder-1', elders, [resident]),
  person('child-1', grownUps, [resident], { actsFor: 'elder-1' }),
  ...many(15, n =>
    person(`lead-${n}`, grownUps, [resident, ['teamLead', `team-${n}`], ['volunteer', `team-${n}`]]),
  ),
  ...many(60, n =>
    person(`volunteer-${n}`, grownUps, [resident, ['volunteer', `team-${((n - 1) % 15) + 1}`]]),
  ),
  ...many(4, n => person(`grid-${n}`, grownUps, [['gridWorker', `grid-${n}`]])),
  ...many(4, n => person(`party-${n}`, grownUps, [resident, ['partyMember', community]])),
  ...many(4, n => person(`mediator-${n}`, ['老师'], [['mediator', community]])),
  person('room-1', ['老师'], [['mediationStaff', community]]),
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
]
