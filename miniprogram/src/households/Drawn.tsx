/** What 民情图 is drawn with: groups by letter and colour, buildings as they stand, doors as they lie above each other. */
import { ScrollView, View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import type { households } from '../../../shared/households/households.ts'
import type { MapDoor } from '../../../shared/households/map.ts'
import { staircasesOf, type Spotted } from '../../../shared/households/plan.ts'
import { hexOf } from '../../../shared/households/settings.ts'
import { dayOf, mondayOf } from '../../../shared/time.ts'
import { isChecked, role } from '../components/aria.ts'
import { classes } from '../components/classes.ts'
import './map.css'

export type TheMap = Reply<typeof households.map>
export type Group = TheMap['groups'][number]
type Tile = TheMap['buildings'][number]

export const Letter = ({ group: { letter, colour } }: { readonly group: Group }) => (
  <View className="map-letter" style={{ backgroundColor: hexOf(colour) }}>
    {letter}
  </View>
)

/** More than a phone is wide is moved to the side. */
const Broad = ({ children }: PropsWithChildren) => (
  <ScrollView scrollX className="map-broad">
    <View className="map-broad-inner">{children}</View>
  </ScrollView>
)

interface LegendProps extends Pick<TheMap, 'groups' | 'total'> {
  readonly chosen: string
  readonly choose: (group: string) => void
}

/** What letters and colours mean; a tap shows one group alone. */
export const Legend = ({ groups, total, chosen, choose }: LegendProps) => (
  <View className="map-legend" {...role('radiogroup', '看哪一类')}>
    {[undefined, ...groups].map(group => {
      const on = chosen === (group?.id ?? '')
      const said = group ? `${group.name} ${total.byGroup[group.id] ?? 0}` : `全部 ${total.homes}`
      return (
        <View
          key={group?.id ?? ''}
          className={classes('map-choice', on && 'chosen')}
          hoverClass="card-pressed"
          onClick={() => choose(group?.id ?? '')}
          {...role('radio', on ? `${said}户，已选` : `${said}户`)}
          {...isChecked(on)}
        >
          {group && <Letter group={group} />}
          {said}
        </View>
      )
    })}
  </View>
)

// ---- how long ago ----

const daysFrom = (on: string, until: string) => dayOf(until).diff(dayOf(on), 'day')

const ages = [
  { upTo: 4, name: '四周内都去过' },
  { upTo: 13, name: '有的四周多没去' },
  { upTo: Infinity, name: '有的三个月没去，或还没去过' },
] as const

/** The weeks since the home that waits longest was seen; undefined: nobody goes there. */
const weeksOf = ({ paired, never, oldestOn }: Tile, today: string) => {
  if (!paired) return undefined
  return never || !oldestOn ? Infinity : daysFrom(oldestOn, mondayOf(today)) / 7
}
const ageClass = (weeks: number | undefined) =>
  weeks === undefined ? '' : `map-age-${ages.findIndex(({ upTo }) => weeks <= upTo)}`
const sayWeeks = (tile: Tile, weeks: number | undefined) => {
  if (weeks === undefined) return ''
  if (weeks === Infinity) return `${tile.never}户没去过`
  return weeks < 1 ? '本周都去过' : `最久${weeks}周前`
}

export const Ages = () => (
  <View className="map-ages">
    {ages.map(({ name }, i) => (
      <View key={name} className="map-age">
        <View className={`map-swatch map-age-${i}`} />
        {name}
      </View>
    ))}
    <View className="map-age">★ 愿意标出的党员家</View>
  </View>
)

// ---- the buildings ----

interface TileProps {
  readonly tile: Tile
  readonly map: TheMap
  readonly group: string
  readonly chosen: boolean
  readonly onTap: () => void
}

const BuildingTile = ({ tile, map, group, chosen, onTap }: TileProps) => {
  const weeks = weeksOf(tile, map.on)
  const shown = map.groups.filter(({ id }) => (group ? id === group : tile.byGroup[id]))
  const marks = [
    tile.lacking > 0 && `缺${tile.lacking}`,
    tile.late > 0 && `晚${tile.late}`,
    tile.stars > 0 && `★${tile.stars}`,
  ].filter(Boolean)
  const said = [
    `${tile.name}，${tile.homes}户`,
    ...shown.map(({ id, name }) => `${name}${tile.byGroup[id] ?? 0}户`),
    tile.lacking > 0 && `${tile.lacking}户缺帮手`,
    tile.late > 0 && `${tile.late}户过了日子`,
    sayWeeks(tile, weeks),
  ]
  return (
    <View
      className={classes('map-tile', ageClass(weeks), chosen && 'map-chosen')}
      hoverClass="card-pressed"
      onClick={onTap}
      {...role('button', said.filter(Boolean).join('，'))}
    >
      <View className="map-tile-head">
        <View className="map-tile-name">{tile.name.replace(/号楼$/, '号')}</View>
        <View className="map-tile-homes">{tile.homes > 0 && tile.homes}</View>
      </View>
      <View className={classes('map-counts', group !== '' && 'map-one')}>
        {shown.map(each => (
          <View key={each.id} className="map-count">
            <Letter group={each} />
            {tile.byGroup[each.id] ?? 0}
          </View>
        ))}
      </View>
      {marks.length > 0 && <View className="map-marks">{marks.join(' ')}</View>}
      <View className="map-weeks">{sayWeeks(tile, weeks)}</View>
    </View>
  )
}

interface PlanProps {
  readonly map: TheMap
  readonly group: string
  readonly chosen?: string | undefined
  readonly go: (tile: Tile) => void
}

export const Plan = ({ map, group, chosen, go }: PlanProps) => (
  <Broad>
    {map.plan.map((row, r) => (
      <View key={r} className="map-row">
        {row.map(({ building, label = '' }, c) => {
          const tile = map.buildings.find(({ id }) => id === building)
          return tile ? (
            <BuildingTile
              key={c}
              {...{ tile, map, group }}
              chosen={chosen === tile.id}
              onTap={() => go(tile)}
            />
          ) : (
            <View key={c} className={label ? 'map-label' : 'map-gap'}>
              {label}
            </View>
          )
        })}
      </View>
    ))}
  </Broad>
)

// ---- the doors of a building ----

type Building = Reply<typeof households.building>

const sayAge = (visitedOn: string | undefined, today: string) => {
  if (!visitedOn) return '没去过'
  const days = daysFrom(visitedOn, today)
  return days === 0 ? '今天' : days < 100 ? `${days}天` : `${Math.round(days / 30)}月`
}
const doorAge = { late: 'map-age-2', today: 'map-age-1', window: 'map-age-1', ahead: 'map-age-0' } as const

/** As many as there is room for in a door. */
const mostLetters = 4

interface DoorProps {
  readonly spot: Spotted<MapDoor>
  readonly unit: string
  readonly building: Building
  readonly group: string
  readonly go: (homes: MapDoor['homes']) => void
}

const DoorSpot = ({ spot: { room, doors }, unit, building, group, go }: DoorProps) => {
  const here = doors.flatMap(({ homes }) => homes).filter(each => !group || each.groups.includes(group))
  const groups = building.groups.filter(({ id }) => here.some(each => each.groups.includes(id)))
  const star = doors.some(each => each.star)
  const open = here.filter(each => each.open)
  const [first] = here
  const lacking = here.some(each => each.lacking)
  const age = first && first.state !== 'listed' ? sayAge(first.visitedOn, building.on) : ''
  const said = [
    `${unit}单元${room}`,
    ...groups.map(({ name }) => name),
    age && `上次${age}${/天$|月$/.test(age) ? '前' : ''}`,
    first?.near === 'late' && '过了日子',
    lacking && '缺帮手',
    star && '党员家',
  ]
  return (
    <View
      className={classes(
        'map-door',
        !doors.length && 'map-unknown',
        here.length > 0 && 'map-listed',
        first?.near && doorAge[first.near],
      )}
      {...(open.length > 0 && {
        onClick: () => go(open),
        hoverClass: 'card-pressed',
        ...role('button', said.filter(Boolean).join('，')),
      })}
    >
      <View className="map-room">{room}</View>
      <View className="map-counts">
        {groups.slice(0, groups.length > mostLetters ? mostLetters - 1 : mostLetters).map(each => (
          <Letter key={each.id} group={each} />
        ))}
        {groups.length > mostLetters && `+${groups.length - mostLetters + 1}`}
        {(star || lacking) && (
          <View className="map-door-marks">{`${star ? '★' : ''}${lacking ? '缺' : ''}`}</View>
        )}
      </View>
      {age && (
        <View className="map-weeks">{first?.near === 'late' ? `晚${first.visitedOn ? age : ''}` : age}</View>
      )}
    </View>
  )
}

/** The house from its roof down, staircase beside staircase. */
export const House = ({ building, group, go }: Pick<DoorProps, 'building' | 'group' | 'go'>) => (
  <Broad>
    <View className="map-house">
      {staircasesOf(building.doors).map(({ unit, floors, others }) => (
        <View key={unit} className="map-stairs">
          <View className="map-roof" />
          {[...floors.map(({ spots }) => spots), others].map((spots, i) => (
            <View key={i} className="map-floor">
              {spots.map(spot => (
                <DoorSpot key={spot.room} {...{ spot, unit, building, group, go }} />
              ))}
            </View>
          ))}
          <View className="map-unit">{/^[A-Z]$/.test(unit) ? `${unit}座` : `${unit}单元`}</View>
        </View>
      ))}
    </View>
  </Broad>
)
