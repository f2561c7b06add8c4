/** What is wrong with lines that are each well written: two that contradict each other, a name that stands nowhere. */
import { sayDoor } from '../../shared/door.ts'
import { scopeKind } from '../../shared/identity/grants.ts'
import type { Problem } from '../../shared/onboarding/onboarding.ts'
import type { Place, Said, SaidPerson } from './read.ts'
import { buildingName } from './read.ts'
import type { Scopes } from './scopes.ts'
import { tables } from './tables.ts'

export const personKey = ({ name, phone }: SaidPerson) => `${phone} ${name}`

/** The lines that say something else than an earlier one that names the same. */
const contradictions = <Line extends Place>(
  lines: readonly Line[],
  same: (line: Line) => string | undefined,
  says: (line: Line) => string,
) => {
  const first = new Map<string, Line>()
  return lines.flatMap(line => {
    const key = same(line)
    const before = key === undefined ? undefined : first.get(key)
    if (key !== undefined && !before) first.set(key, line)
    return before && says(before) !== says(line) ? [{ line, before }] : []
  })
}

/** `groups`: of the map, by name. */
export const judge = (said: Said, { find }: Pick<Scopes, 'find'>, groups: readonly string[]): Problem[] => {
  const { buildings, homes, teams, roles } = said
  const title = tables.homes.columns
  const unknownBuilding = (place: Place, column: string, building: string): Problem[] =>
    building && !find('building', building)
      ? [
          {
            ...{ sheet: place.sheet, line: place.line, column, wrote: building },
            wrong: '没有这栋楼',
            instead: '请看看是不是写错了；是新的楼，先在“楼栋”里加上。',
          },
        ]
      : []
  return [
    ...contradictions(
      buildings,
      ({ building }) => building || undefined,
      ({ grid }) => grid,
    ).map(({ line, before }) => ({
      ...{
        sheet: line.sheet,
        line: line.line,
        column: tables.buildings.columns.grid.title,
        wrote: line.grid,
      },
      wrong: `第${before.line}行写的是另一个网格`,
      instead: '一栋楼归一个网格，请留一行。',
    })),
    ...contradictions(
      homes,
      ({ person }) => person && personKey(person),
      ({ building, unit, room }) => `${building}${sayDoor({ unit, room })}`,
    ).map(({ line, before }) => ({
      ...{ sheet: line.sheet, line: line.line, column: title.name.title },
      wrong: `同一个人，第${before.line}行写在另一户`,
      instead: '一个人只登一户：请留他住的那一户，另一行的姓名和电话清空。',
    })),
    ...contradictions(
      teams,
      ({ team }) => team || undefined,
      ({ line }) => String(line),
    ).map(({ line, before }) => ({
      ...{ sheet: line.sheet, line: line.line, column: tables.teams.columns.team.title, wrote: line.team },
      wrong: `和第${before.line}行重名`,
      instead: '一个队只写一行；不是同一个队，名称要写得不一样。',
    })),
    ...homes.flatMap(home => unknownBuilding(home, title.building.title, home.building)),
    ...homes.flatMap(({ sheet, line, needs }) =>
      needs
        .filter(each => !groups.includes(each))
        .map(wrote => ({
          ...{ sheet, line, column: title.needs.title, wrote },
          wrong: '民情图上没有这一类',
          instead: `请写“${groups.join('”“')}”，几类用顿号隔开。`,
        })),
    ),
    ...teams.flatMap(team =>
      team.buildings.flatMap(each => unknownBuilding(team, tables.teams.columns.buildings.title, each)),
    ),
    ...roles.flatMap(({ sheet, line, role, where }) => {
      const kind = scopeKind[role]
      const isNamed = kind === 'team' || kind === 'grid' || kind === 'building'
      if (!where || !isNamed || find(kind, kind === 'building' ? buildingName(where) : where)) return []
      const called = { team: '队', grid: '网格', building: '楼' }[kind]
      const sheetOf = {
        team: tables.teams.sheet,
        grid: tables.buildings.sheet,
        building: tables.buildings.sheet,
      }
      return [
        {
          ...{ sheet, line, column: tables.people.columns.where.title, wrote: where },
          wrong: `没有这个${called}`,
          instead: `请照“${sheetOf[kind]}”里的写；是新的，先在那里加上。`,
        },
      ]
    }),
  ]
}
