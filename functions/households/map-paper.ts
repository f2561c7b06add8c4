/**
 * 民情图 for the wall, A3 across: the community on one sheet as its buildings stand, and each building door by door. Colours
 * and letters, counts and door numbers; no names, no needs, nothing of how people are.
 */
import type { HomeGroup } from '../../shared/households/settings.ts'
import { hexOf } from '../../shared/households/settings.ts'
import type { Spot, Spotted, Staircase } from '../../shared/households/plan.ts'
import { mm, type Sheet, lineHeight } from '../platform/pdf-sheet.ts'
import { pdf, type Block } from '../platform/pdf.ts'

export interface PaperDoor {
  readonly unit: string
  readonly room: string
  /** Ids of groups; none where only a Party member who wants it marked lives there. */
  readonly groups: readonly string[]
  readonly lacking: boolean
  readonly star: boolean
}
export interface PaperBuilding {
  readonly name: string
  readonly homes: number
  readonly paired: number
  readonly lacking: number
  readonly stars: number
  readonly byGroup: Readonly<Record<string, number>>
  readonly staircases: readonly Staircase<PaperDoor>[]
}
export interface MapPaper {
  readonly communityName: string
  readonly on: string
  readonly madeAt: string
  readonly groups: readonly HomeGroup[]
  readonly plan: readonly (readonly Spot<PaperBuilding>[])[]
  /** Those that get a sheet of their own. */
  readonly buildings: readonly PaperBuilding[]
  /** With the sheet of the whole community. */
  readonly whole: boolean
}

const day = (on: string) => {
  const [year, month, date] = on.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}
const ink = '#2a2521'
const soft = '#635a52'
const edge = '#b9aca0'
const ground = '#f5f1eb'
const alert = '#ad3522'
const green = '#e6f2e9'

const discreet = '社区内部用图，请挂在外人看不到的地方。★ 本人同意标出的党员家　缺 还缺结对的人'

// ---- parts ----

type Frame = readonly [x: number, y: number, wide: number, high: number]

const fill = (sheet: Sheet, x: number, y: number, wide: number, high: number, colour: string, line = edge) =>
  sheet.doc.lineWidth(0.6).roundedRect(x, y, wide, high, mm(1.2)).fillAndStroke(colour, line)

/** Text of this size in the middle of a line that is so high. */
const inLine = (
  sheet: Sheet,
  text: string,
  x: number,
  y: number,
  wide: number,
  high: number,
  style: {
    size: number
    align?: 'left' | 'center' | 'right'
    bold?: boolean
    colour?: string
  },
) => sheet.write(text, x, y + (high - lineHeight(style.size)) / 2, wide, { colour: ink, ...style })

/** A group: its letter on its colour, so that either is enough. */
const chip = (sheet: Sheet, group: HomeGroup, x: number, y: number, side: number) => {
  sheet.doc.roundedRect(x, y, side, side, side / 6).fill(hexOf(group.colour))
  const size = (side * 0.72) / Math.max(1, [...group.letter].length * 0.8)
  inLine(sheet, group.letter, x, y, side, side, {
    size,
    align: 'center',
    colour: '#ffffff',
    bold: side > mm(6),
  })
}

const head = (sheet: Sheet, title: string, said: string, on: string) => {
  sheet.write(title, sheet.left, sheet.y - mm(3), sheet.width, { size: 30, bold: true, colour: ink })
  sheet.write(said, sheet.left, sheet.y, sheet.width, { size: 13, align: 'right', colour: ink })
  sheet.write(day(on), sheet.left, sheet.y + mm(7), sheet.width, { size: 11, align: 'right', colour: soft })
  sheet.down(mm(16))
  sheet.doc
    .lineWidth(1.2)
    .moveTo(sheet.left, sheet.y)
    .lineTo(sheet.left + sheet.width, sheet.y)
    .stroke(alert)
  sheet.down(mm(4))
}

const facts = ({ homes, paired, lacking }: Pick<PaperBuilding, 'homes' | 'paired' | 'lacking'>) =>
  [`共${homes}户`, `结对${paired}户`, ...(lacking ? [`${lacking}户还缺人`] : [])].join('　')

// ---- the whole community ----

const legend = (sheet: Sheet, groups: readonly HomeGroup[], countOf: (id: string) => number) => {
  const side = mm(8)
  const each = sheet.width / groups.length
  groups.forEach((group, i) => {
    const x = sheet.left + i * each
    chip(sheet, group, x, sheet.y, side)
    inLine(sheet, `${group.name} ${countOf(group.id)}户`, x + side + mm(2), sheet.y, each, side, { size: 12 })
  })
  sheet.down(side + mm(4))
}

/** How large counts can be where so many stand in so much room. */
const sizeOfCounts = (many: number, wide: number, high: number) => {
  const inRow = (side: number) => Math.max(1, Math.floor(wide / (side * 2.1)))
  const fits = (side: number) => Math.ceil(many / inRow(side)) * side * 1.2 <= high
  const side = [10, 9, 8, 7, 6.5, 6, 5.5, 5, 4, 3].map(mm).find(fits) ?? mm(2.5)
  return { side, inRow: inRow(side) }
}

const tile = (
  sheet: Sheet,
  { name, homes, byGroup, lacking, stars }: PaperBuilding,
  groups: readonly HomeGroup[],
  [x, y, wide, high]: Frame,
) => {
  const pad = Math.min(mm(2.5), high / 10)
  const line = Math.min(mm(9), high * 0.3)
  const size = line * 0.72
  fill(sheet, x, y, wide, high, homes ? '#ffffff' : ground)
  inLine(sheet, name, x + pad, y + pad / 2, wide, line, { size, bold: true })
  const small = { size: size * 0.72, align: 'right', colour: soft } as const
  const all = [stars ? `★${stars}` : '', homes ? `${homes}户` : ''].filter(Boolean).join('  ')
  inLine(sheet, all, x, y + pad / 2, wide - pad, line, small)
  const left = wide - pad - all.length * small.size * 0.75 - mm(2)
  if (lacking)
    inLine(sheet, `缺${lacking}`, x, y + pad / 2, left, line, { ...small, colour: alert, bold: true })
  const top = y + line + pad
  // The same in every tile: counts are compared across the sheet.
  const { side, inRow } = sizeOfCounts(groups.length, wide - 2 * pad, y + high - pad - top)
  const step = (wide - 2 * pad) / inRow
  const of = groups.flatMap(group => (byGroup[group.id] ? [[group, byGroup[group.id]!] as const] : []))
  of.forEach(([group, count], i) => {
    const at = [x + pad + (i % inRow) * step, top + Math.floor(i / inRow) * side * 1.2] as const
    chip(sheet, group, ...at, side)
    inLine(sheet, String(count), at[0] + side * 1.15, at[1], step, side, { size: side * 0.8, bold: true })
  })
}

const whole =
  ({ communityName, on, groups, plan, buildings }: MapPaper): Block =>
  sheet => {
    const all = plan.flat().flatMap(spot => (spot && 'building' in spot ? [spot.building] : []))
    const sum = (of: (each: PaperBuilding) => number) => all.reduce((total, each) => total + of(each), 0)
    head(
      sheet,
      `${communityName}民情图`,
      facts({ homes: sum(b => b.homes), paired: sum(b => b.paired), lacking: sum(b => b.lacking) }),
      on,
    )
    legend(sheet, groups, id => sum(({ byGroup }) => byGroup[id] ?? 0))
    const foot = mm(7)
    const gap = mm(3)
    const columns = Math.max(1, ...plan.map(row => row.length))
    const wide = (sheet.width - gap * (columns - 1)) / columns
    const free = sheet.bottom - foot - sheet.y
    const high = Math.min((free - gap * (plan.length - 1)) / Math.max(1, plan.length), mm(56))
    plan.forEach((row, r) =>
      row.forEach((spot, c) => {
        if (!spot) return
        const at = [sheet.left + c * (wide + gap), sheet.y + r * (high + gap), wide, high] as const
        if ('building' in spot) tile(sheet, spot.building, groups, at)
        else {
          fill(sheet, ...at, green, green)
          inLine(sheet, spot.label, ...at, {
            size: Math.min(16, high / 2),
            align: 'center',
            colour: '#1f6a3c',
          })
        }
      }),
    )
    sheet.write(discreet, sheet.left, sheet.bottom - mm(5), sheet.width, { size: 10, colour: soft })
    if (buildings.length) sheet.nextPage()
  }

// ---- a building ----

const door = (
  sheet: Sheet,
  { room: number, doors }: Spotted<PaperDoor>,
  groups: readonly HomeGroup[],
  [x, y, wide, high]: Frame,
) => {
  const ids = new Set(doors.flatMap(each => each.groups))
  const here = groups.filter(({ id }) => ids.has(id))
  const marked = here.length > 0 || doors.some(each => each.star)
  fill(sheet, x, y, wide, high, marked ? '#ffffff' : ground, marked ? soft : '#e4dcd2')
  const pad = Math.min(mm(1), high / 12)
  const size = Math.min(mm(4.2), high * 0.3, wide / 4)
  const top = { size, colour: marked ? ink : edge, bold: marked }
  inLine(sheet, number, x + pad, y + pad / 2, wide - 2 * pad, size * 1.35, top)
  const marks = [doors.some(each => each.star) ? '★' : '', doors.some(each => each.lacking) ? '缺' : ''].join(
    '',
  )
  inLine(sheet, marks, x, y + pad / 2, wide - pad, size * 1.35, {
    size,
    align: 'right',
    colour: alert,
    bold: true,
  })
  const below = y + size * 1.5 + pad
  const room = y + high - pad - below
  const side = Math.min(room, (wide - pad * (here.length + 1)) / Math.max(1, here.length))
  const from = x + (wide - here.length * side - (here.length - 1) * pad) / 2
  here.forEach((group, i) => chip(sheet, group, from + i * (side + pad), below + (room - side) / 2, side))
}

const facade = (
  sheet: Sheet,
  staircases: readonly Staircase<PaperDoor>[],
  groups: readonly HomeGroup[],
  [x, y, wide, high]: Frame,
) => {
  const between = mm(5)
  const label = mm(9)
  const columnsOf = ({ floors, others }: Staircase<PaperDoor>) =>
    Math.max(1, floors[0]?.spots.length ?? 0, others.length && 2)
  const columns = staircases.reduce((sum, each) => sum + columnsOf(each), 0)
  const one = Math.min((wide - label - between * (staircases.length - 1)) / Math.max(1, columns), mm(52))
  const shops = staircases.some(({ others }) => others.length) ? 1 : 0
  const floors = Math.max(1, ...staircases.map(each => each.floors.length)) + shops
  const step = Math.min((high - mm(18)) / floors, mm(27))
  const inset = Math.min(mm(0.7), step / 12)
  const floorTop = y + high - mm(12)
  for (let floor = 1; floor <= floors - shops; floor++)
    inLine(sheet, `${floor}层`, x, floorTop - (floor + shops) * step, label - mm(1), step, {
      ...{ size: Math.min(11, step * 0.5), align: 'right', colour: soft },
    })
  let left = x + label
  for (const staircase of staircases) {
    const { unit, floors: levels, others } = staircase
    const across = columnsOf(staircase) * one
    const top = floorTop - (levels.length + shops) * step
    // The roof, and the house under it.
    sheet.doc
      .moveTo(left - mm(1), top)
      .lineTo(left + mm(3), top - mm(5))
      .lineTo(left + across - mm(3), top - mm(5))
      .lineTo(left + across + mm(1), top)
      .closePath()
      .fill('#d9c7b6')
    sheet.doc.rect(left, top, across, floorTop - top).fill('#faf6f1')
    levels.forEach(({ spots }, down) =>
      spots.forEach((spot, i) =>
        door(sheet, spot, groups, [
          ...([left + i * one + inset, top + down * step + inset] as const),
          ...([one - 2 * inset, step - 2 * inset] as const),
        ]),
      ),
    )
    others.forEach((spot, i) =>
      door(sheet, spot, groups, [
        ...([left + (i * across) / others.length + inset, floorTop - step + inset] as const),
        ...([across / others.length - 2 * inset, step - 2 * inset] as const),
      ]),
    )
    inLine(sheet, /^[A-Z]$/.test(unit) ? `${unit}座` : `${unit}单元`, left, floorTop + mm(2), across, mm(8), {
      ...{ size: 14, align: 'center', bold: true },
    })
    left += across + between
  }
  sheet.doc
    .lineWidth(2)
    .moveTo(x, floorTop)
    .lineTo(Math.min(left, x + wide), floorTop)
    .stroke(soft)
}

/** 2-301, as people say it at the door. */
const sayShort = ({ unit, room }: PaperDoor) => `${unit}-${room}`
const doorsIn = ({ staircases }: PaperBuilding) =>
  staircases.flatMap(({ floors, others }) =>
    [...others, ...[...floors].reverse().flatMap(({ spots }) => spots)].flatMap(({ doors }) => doors),
  )

/** The door numbers of each group, beside the house; where there are too many for that, smaller. */
const lists = (
  sheet: Sheet,
  building: PaperBuilding,
  groups: readonly HomeGroup[],
  [x, y, wide, high]: Frame,
) => {
  const all = doorsIn(building)
  const parts = groups.flatMap(group => {
    const doors = all.filter(each => each.groups.includes(group.id)).map(sayShort)
    return doors.length ? [{ group, title: `${group.name} ${doors.length}户`, text: doors.join('、') }] : []
  })
  const marked = (is: (door: PaperDoor) => boolean, title: string) => {
    const doors = all.filter(is).map(sayShort)
    return doors.length
      ? [{ group: undefined, title: `${title} ${doors.length}户`, text: doors.join('、') }]
      : []
  }
  const every = [
    ...parts,
    ...marked(({ lacking }) => lacking, '缺 还缺结对的人'),
    ...marked(({ star }) => star, '★ 党员家'),
  ]
  const side = mm(7)
  const linesAt = (size: number) => every.map(({ text }) => sheet.linesOf(text, wide, size))
  const highAt = (size: number) =>
    linesAt(size).reduce((sum, lines) => sum + side + mm(2) + lines.length * lineHeight(size) + mm(4), 0)
  const size = [12, 11, 10, 9, 8, 7, 6].find(each => highAt(each) <= high) ?? 5
  let top = y
  linesAt(size).forEach((lines, i) => {
    const { group, title } = every[i]!
    if (group) chip(sheet, group, x, top, side)
    inLine(sheet, title, group ? x + side + mm(2) : x, top, wide, side, { size: 13, bold: true })
    top += side + mm(2)
    for (const line of lines) {
      sheet.write(line, x, top, wide, { size, colour: ink })
      top += lineHeight(size)
    }
    top += mm(4)
  })
}

const house =
  (paper: MapPaper, building: PaperBuilding, last: boolean): Block =>
  sheet => {
    head(sheet, `${building.name}　${paper.communityName}`, facts(building), paper.on)
    const beside = mm(98)
    const foot = mm(7)
    const high = sheet.bottom - foot - sheet.y
    facade(sheet, building.staircases, paper.groups, [
      sheet.left,
      sheet.y,
      sheet.width - beside - mm(8),
      high,
    ])
    lists(sheet, building, paper.groups, [sheet.left + sheet.width - beside, sheet.y, beside, high])
    sheet.write(discreet, sheet.left, sheet.bottom - mm(5), sheet.width, { size: 10, colour: soft })
    if (!last) sheet.nextPage()
  }

export const mapPaperPdf = (paper: MapPaper): Promise<Buffer> =>
  pdf({
    ...{ name: '民情图', madeAt: paper.madeAt, paper: 'A3' },
    blocks: [
      ...(paper.whole ? [whole(paper)] : []),
      ...paper.buildings.map((each, i) => house(paper, each, i === paper.buildings.length - 1)),
    ],
  })
