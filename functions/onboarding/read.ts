/** What a sheet says: its tables found by their headings, each line read, and everything that is wrong named. */
import type { Code } from '../../shared/choice.ts'
import { callName, type Role } from '../../shared/contract.ts'
import { buildingIn, isDoor, plainDoor } from '../../shared/door.ts'
import { bases, consentWays } from '../../shared/households/life.ts'
import { scopeKind } from '../../shared/identity/grants.ts'
import type { HomeKind } from '../../shared/identity/homes.ts'
import { skills } from '../../shared/modules/manifests.ts'
import type { Problem } from '../../shared/onboarding/onboarding.ts'
import { isPhone, plainPhone } from '../../shared/phone.ts'
import { cleanName, cleanText, hasUnseen } from '../../shared/text.ts'
import { teamGroups, type TeamGroup } from '../../shared/volunteers/teams.ts'
import type { SheetCell, SheetIn, SheetRow } from '../platform/sheet-in.ts'
import {
  bare,
  explanation,
  homeKindIn,
  isExample,
  roleIn,
  tables,
  type ColumnOf,
  type TableName,
} from './tables.ts'

export interface Place {
  readonly sheet: string
  readonly line: number
}
export interface SaidBuilding extends Place {
  readonly building: string
  readonly grid: string
}
export interface SaidHome extends Place {
  readonly building: string
  readonly unit: string
  readonly room: string
  readonly person?: SaidPerson | undefined
  readonly as: HomeKind
  /** Groups of the map by name, and on what it rests that the home stands there. */
  readonly needs: readonly string[]
  readonly basis?: SaidBasis | undefined
}
export interface SaidBasis {
  readonly basis: Code<typeof bases>
  readonly consent?: Code<typeof consentWays> | undefined
  readonly duty?: string | undefined
}
export interface SaidPerson {
  readonly name: string
  readonly phone: string
  readonly callName?: string | undefined
}
export interface SaidTeam extends Place {
  readonly team: string
  readonly group: TeamGroup
  readonly purpose: string
  readonly skills: readonly string[]
  readonly buildings: readonly string[]
  readonly most?: number | undefined
}
export interface SaidRole extends Place {
  readonly person: SaidPerson
  readonly role: Role
  readonly where: string
}
export interface Said {
  readonly buildings: readonly SaidBuilding[]
  readonly homes: readonly SaidHome[]
  readonly teams: readonly SaidTeam[]
  readonly roles: readonly SaidRole[]
  /** Which tables the sheet has at all. */
  readonly has: ReadonlySet<TableName>
  readonly problems: readonly Problem[]
  /** People of whom no number is written. */
  readonly withoutPhone: readonly Place[]
}

type Cells = Readonly<Record<string, SheetCell>>

// ---- finding the tables ----

const columnsOf = (table: TableName): readonly (readonly [string, ColumnOf])[] =>
  Object.entries(tables[table].columns)

/** Which column of the sheet is which of the table; an empty place is nobody's. */
const headed = (table: TableName, row: SheetRow) => {
  const titles = row.cells.map(({ text }) => bare(text))
  const taken = new Set<number>()
  const found = new Map<string, number>()
  for (const names of [0, 1] as const)
    for (const [column, { title, also = [] }] of columnsOf(table)) {
      if (found.has(column)) continue
      const wanted = (names === 0 ? [title] : also).map(bare)
      const at = titles.findIndex((each, i) => !taken.has(i) && wanted.includes(each))
      if (at < 0) continue
      found.set(column, at)
      taken.add(at)
    }
  return found
}

const names = Object.keys(tables) as TableName[]

/** The table whose heading this row is: that of the sheet's name, or the one of which most is there. */
const tableAt = (sheet: string, row: SheetRow) => {
  const all = names.map(table => ({ table, columns: headed(table, row) }))
  const named = all.find(({ table }) => tables[table].sheet === sheet.trim())
  const fit = all
    .filter(({ columns }) => columns.size > 1)
    .sort((a, b) => lacking(a).length - lacking(b).length || b.columns.size - a.columns.size)
  const best = named && named.columns.size > 0 ? named : fit[0]
  return best && (best === named || lacking(best).length < 2) ? best : undefined
}
type Head = NonNullable<ReturnType<typeof tableAt>>

const lacking = ({
  table,
  columns,
}: {
  readonly table: TableName
  readonly columns: ReadonlyMap<string, number>
}) => columnsOf(table).filter(([column, { needed }]) => needed && !columns.has(column))

// ---- reading the lines ----

const oddTexts: Readonly<Record<NonNullable<SheetCell['odd']>, readonly [wrong: string, instead: string]>> = {
  formula: ['这一格是公式', '请写成文字：复制这一格，“选择性粘贴”成“数值”。'],
  date: ['这一格成了日期', '请把格子设成“文本”，再照门牌写。'],
  error: ['这一格是出错的提示', '请写上该写的内容，或清空。'],
  long: ['这一格太长', '请只写这一列要的内容。'],
}

const longestName = 20
const longestScope = 20
const shownOf = (text: string) => [...text].slice(0, 20).join('')
const split = (text: string) =>
  text
    .split(/[、,，;；/\n]+/)
    .map(each => each.trim())
    .filter(Boolean)
const callNames = callName(12)

/** What somebody reads who knows the heading of the column: of the sheet, not of the template. */
class Lines {
  readonly problems: Problem[] = []
  readonly place: Place
  private readonly columns: Readonly<Record<string, ColumnOf>>
  private readonly cells: Cells
  constructor(place: Place, table: TableName, cells: Cells) {
    this.place = place
    this.columns = tables[table].columns
    this.cells = cells
  }
  /** Of a cell the first thing that is wrong is said. */
  wrong(column: string, wrong: string, instead: string) {
    const { title } = this.columns[column]!
    if (this.problems.some(each => each.column === title)) return
    const wrote = this.cells[column]?.text
    this.problems.push({
      ...this.place,
      column: title,
      wrong,
      instead,
      wrote: wrote ? shownOf(wrote) : undefined,
    })
  }
  /** The text of a column; what is odd about it is said. */
  text(column: string): string {
    const { text = '', odd } = this.cells[column] ?? {}
    if (odd) this.wrong(column, ...oddTexts[odd])
    return odd ? '' : cleanText(text)
  }
  needed(column: string): string {
    const text = this.text(column)
    if (!text) this.wrong(column, '空着', this.columns[column]!.says)
    return text
  }
  name(column: string): string {
    const name = cleanName(this.text(column))
    if (hasUnseen(name)) this.wrong(column, '有看不见的字符', '请删掉这一格，重新打一遍。')
    else if ([...name].length > longestName) this.wrong(column, '太长', `最多${longestName}个字。`)
    else if (/\d{5}/.test(name)) this.wrong(column, '像是号码，不是姓名', '请看看是不是写串了列。')
    return name
  }
  phone(): string {
    const text = this.text('phone')
    const phone = plainPhone(text)
    if (text && !isPhone(phone)) {
      const digits = text.replace(/\D/g, '').length
      this.wrong(
        'phone',
        split(text).length > 1 ? '一格写了几个号码' : `写了${digits}位数字，不是电话号码`,
        '请写11位手机号，或带区号的座机，如 022-26810123；一格写一个。',
      )
    }
    return phone
  }
  person(): SaidPerson | undefined {
    const [name, phone, called] = [this.name('name'), this.phone(), cleanName(this.text('callName'))]
    if (phone && !name) this.wrong('name', '有电话，没有姓名', '请写上这个号码是谁的；不知道就把电话也空着。')
    const judged = called ? callNames.safeParse(called) : undefined
    if (judged && !judged.success)
      this.wrong('callName', '这样称呼不行', '最多12个字，不带单位和职务，比如王阿姨。')
    return name && phone ? { name, phone, callName: called || undefined } : undefined
  }
  door(column: 'unit' | 'room'): string {
    const door = plainDoor(this.needed(column))
    if (door && !isDoor(door))
      this.wrong(
        column,
        '不像门牌',
        column === 'unit' ? '照门牌写，比如 2、A座。' : '照门牌写，比如 301、501-1、东户。',
      )
    return door
  }
  building(text: string, column: string) {
    if ([...text].length > longestScope) this.wrong(column, '太长', `最多${longestScope}个字，比如 3号楼。`)
    return buildingName(text)
  }
}

/** 3 and 三号楼 are 3号楼; what has no number is called as it is written. */
export const buildingName = (text: string): string => {
  const name = text.normalize('NFKC').replace(/\s/g, '')
  const number = buildingIn(name)
  return number && /^[^\p{L}]*([\d零〇一二三四五六七八九十]+|[A-Za-z])(#|号?(楼|栋|幢|座|号楼)?)$/u.test(name)
    ? `${number}号楼`
    : name
}

const readBuilding = (lines: Lines): SaidBuilding => ({
  ...lines.place,
  building: lines.building(lines.needed('building'), 'building'),
  grid: cleanName(lines.text('grid')),
})

/** Nobody is put on a map of those in need without having been asked, but for what is a duty. */
const readBasis = (lines: Lines): SaidBasis | undefined => {
  const said = lines.text('basis')
  const basis = bases.codes.find(code => said.includes(bases.text[code]))
  const consent = consentWays.codes.find(code => said.includes(consentWays.text[code]))
  const duty = basis === 'duty' ? said.split(/[:：]/).slice(1).join('：').trim() : ''
  const { says } = tables.homes.columns.basis
  if (!said) lines.wrong('basis', '空着', says)
  else if (!basis) lines.wrong('basis', '没写谁同意', says)
  else if (basis === 'duty' && !duty) lines.wrong('basis', '没写是哪一项职责', says)
  else if (basis !== 'duty' && !consent) lines.wrong('basis', '没写怎么说的', says)
  return basis && { basis, consent, duty: duty || undefined }
}

const readHome = (lines: Lines): SaidHome => {
  const needs = split(lines.text('needs'))
  const said = lines.text('as')
  const as = said ? homeKindIn(said) : 'owner'
  if (!as) lines.wrong('as', '不认识', tables.homes.columns.as.says)
  return {
    ...lines.place,
    building: lines.building(lines.needed('building'), 'building'),
    unit: lines.door('unit'),
    room: lines.door('room'),
    person: lines.person(),
    as: as ?? 'owner',
    needs,
    basis: needs.length ? readBasis(lines) : undefined,
  }
}

const readTeam = (lines: Lines): SaidTeam => {
  const [team, said, most] = [lines.name('team'), lines.text('group'), lines.text('most')]
  if (!team) lines.needed('team')
  const group = teamGroups.codes.find(
    code => said && teamGroups.text[code].includes(said.replace(/^志愿/, '')),
  )
  if (said && !group) lines.wrong('group', '不认识', tables.teams.columns.group.says)
  const wanted = split(lines.text('skills'))
  const known = wanted.flatMap(each => skills.codes.find(code => skills.text[code] === each) ?? [])
  if (known.length < wanted.length) lines.wrong('skills', '有的不认识', tables.teams.columns.skills.says)
  const places = Number(most)
  if (most && !(Number.isInteger(places) && places > 0 && places <= 300))
    lines.wrong('most', '不是人数', '请写 1 到 300 的数字，或空着。')
  const purpose = lines.text('purpose')
  if ([...purpose].length > 120) lines.wrong('purpose', '太长', '最多120个字，一句话就行。')
  return {
    ...lines.place,
    ...{ team, purpose, skills: known },
    group: group ?? (team.endsWith('组') ? 'mutualAid' : 'service'),
    buildings: split(lines.text('buildings')).map(each => lines.building(each, 'buildings')),
    most: most ? places : undefined,
  }
}

/** `staffToo`: the first staff of a community come with those who set it up. */
const readRole = (lines: Lines, staffToo: boolean): SaidRole | undefined => {
  const person = lines.person()
  for (const column of ['name', 'phone'] as const) if (!lines.text(column)) lines.needed(column)
  const said = lines.needed('role')
  const role = roleIn(said)
  const where = cleanName(lines.text('where'))
  const mayNot = role === 'supervisor' || role === 'resident' || (role === 'communityStaff' && !staffToo)
  if (said && !role) lines.wrong('role', '不认识', tables.people.columns.role.says)
  else if (mayNot)
    lines.wrong(
      'role',
      '这个身份不在这里给',
      role === 'resident' ? '住在这里的人写在“住户”里，请删掉这一行。' : '要由街道给，请删掉这一行。',
    )
  else if (role && scopeKind[role] !== 'community' && !where)
    lines.wrong('where', '空着', tables.people.columns.where.says)
  return person && role && !mayNot ? { ...lines.place, person, role, where } : undefined
}

/** Reads all of it, or says `undefined` where no table is found. */
export const read = (
  sheets: readonly SheetIn[],
  { staffToo }: { readonly staffToo: boolean },
): Said | undefined => {
  const has = new Set<TableName>()
  const problems: Problem[] = []
  const withoutPhone: Place[] = []
  const [buildings, homes, teams, roles]: [SaidBuilding[], SaidHome[], SaidTeam[], SaidRole[]] = [
    [],
    [],
    [],
    [],
  ]
  const readLine = (table: TableName, lines: Lines) => {
    if (table === 'buildings') buildings.push(readBuilding(lines))
    else if (table === 'teams') teams.push(readTeam(lines))
    else if (table === 'people') {
      const role = readRole(lines, staffToo)
      if (role) roles.push(role)
    } else {
      const home = readHome(lines)
      homes.push(home)
      if (!home.person && lines.text('name') && !lines.text('phone')) withoutPhone.push(lines.place)
    }
    problems.push(...lines.problems)
  }
  for (const { name, rows } of sheets) {
    if (name === explanation) continue
    let head: Head | undefined
    for (const row of rows) {
      const next = tableAt(name, row)
      if (next && (!head || lacking(next).length === 0)) {
        head = next
        has.add(head.table)
        for (const [, { title }] of lacking(head))
          problems.push({
            ...{ sheet: name || tables[head.table].sheet, line: row.line, column: title },
            ...{ wrong: '没有这一列', instead: `请加上“${title}”这一列，每行都写。` },
          })
        continue
      }
      // Below a heading that lacks a column every line would say the same.
      if (!head || lacking(head).length > 0) continue
      const cells = Object.fromEntries([...head.columns].map(([column, at]) => [column, row.cells[at]]))
      const filled = Object.values(cells).filter(each => each?.text)
      if (!filled.length || isExample(row.cells.find(({ text }) => text)?.text ?? '')) continue
      const place = { sheet: name || tables[head.table].sheet, line: row.line }
      readLine(head.table, new Lines(place, head.table, cells as Cells))
    }
  }
  if (!has.size) return undefined
  return { ...{ buildings, homes, teams, roles, has, withoutPhone }, problems }
}
