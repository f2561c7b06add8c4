/** The rooms of mediation as staff change them: what they are called, where they are, and when they are open. */
import type { Settings } from '../../../shared/community.ts'
import { mediationChange, type MediationRoom } from '../../../shared/mediation/settings.ts'
import { judged, type Complaints } from '../components/form.ts'
import { piecesFor, type Piece } from './form.ts'
import { withLine } from './lines.ts'

const { field, each, pair, card } = piecesFor<MediationRoom>()
const slots = [15, 30, 45, 60, 90, 120]

interface How {
  /** It has a name already, which stands in old files. */
  readonly named: boolean
  /** It stands in the settings: it can be closed, but not struck from them. */
  readonly kept: boolean
}
export const roomParts = (
  { slotMinutes }: MediationRoom,
  { named, kept }: How,
): readonly Piece<MediationRoom>[] => [
  field('text', 'name', '叫什么', { hint: '比如：睦邻调解室', longest: 20 }),
  field('text', 'place', '在哪里', { hint: '比如：社区一楼' }),
  ...(named ? ['搬了地方，请停用这间、另加一间：老笔录上的地点才不会跟着变。'] : []),
  pair(...each('clock', 'hours', { from: '几点开门', to: '几点关门' })),
  field('weekdays', 'hours.weekdays', '星期几开门'),
  field('oneNumber', 'slotMinutes', '每隔多久可以约一场', {
    labels: Object.fromEntries([...slots, slotMinutes].map(minutes => [minutes, `${minutes}分钟`])),
  }),
  ...each('dates', 'hours', { closedOn: '放假不开的日子', openOn: '调休开门的日子' }),
  ...(kept
    ? [
        card(
          undefined,
          field('toggle', 'closed', '停用这间'),
          '停用后约不了这间，老案卷上还写着它。还约着人的，请先改约。',
        ),
      ]
    : []),
]

/** As open as the first one, under a name of its own that no old file knows. */
export const newRoom = (rooms: readonly MediationRoom[]): MediationRoom => {
  const used = rooms.map(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0))
  const { closed: _, ...like } = rooms[0]!
  return { ...like, id: `room-${Math.max(0, ...used) + 1}`, name: '', place: '' }
}

/** What to change in the room at `index`, -1 for a new one, field by field; `closed` where it is the last one open. */
export const wrongInRoom = (
  mediation: Settings['mediation'],
  index: number,
  room: MediationRoom,
): Complaints => {
  const rooms = withLine(mediation.rooms, index, room)
  const at = `rooms.${rooms.indexOf(room)}.`
  return Object.fromEntries(
    Object.entries(judged(mediationChange, { ...mediation, rooms })).flatMap(([path, text]) =>
      path === 'rooms' ? [['closed', text]] : path.startsWith(at) ? [[path.slice(at.length), text]] : [],
    ),
  )
}

export const weekdays = ['一', '二', '三', '四', '五', '六', '日'] as const

/** 周一到周五, 周一、三、五, 每天 */
const sayWeekdays = (days: readonly number[]) => {
  const [first = 1, last = first] = [days[0], days.at(-1)]
  const name = (day: number) => weekdays[day - 1]
  if (days.length === 7) return '每天'
  return days.length > 2 && last - first === days.length - 1
    ? `周${name(first)}到周${name(last)}`
    : `周${days.map(name).join('、')}`
}
export const sayRoom = ({ place, hours: { from, to, weekdays } }: MediationRoom) =>
  `${place} · ${sayWeekdays(weekdays)} ${from}–${to}`
