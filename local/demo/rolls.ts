// 应急点名: a windy night some weeks ago. Who has a phone said so, the others were rung, visited, or ticked on paper; what
// was left in the end are mostly homes that stand empty.
import { addHome } from '../../functions/identity/moving.ts'
import { kindOf } from '../../functions/modules.ts'
import { knownOf, setMark, type Mark } from '../../functions/rolls/rolls-store.ts'
import { rollMatters } from '../../functions/rolls/roll-kind.ts'
import type { How, Said } from '../../shared/rolls/life.ts'
import { rolls } from '../../shared/rolls/rolls.ts'
import { instantOf, plusMinutes, shanghai } from '../../shared/time.ts'
import type { Chance } from './chance.ts'
import { community, demoPeople, households, livesHere } from './people.ts'
import type { Stage } from './stage.ts'

const nightsAgo = 38
const began = 19 * 60 + 40
/** Minutes until the first round was done, and until it was closed. */
const [round, length] = [120, 170]

interface Word {
  readonly said: Said
  readonly how: How
  readonly by: string
}

const doorOf = ({ building, unit, room }: { building: number; unit: number; room: string }) =>
  `${building}.${unit}.${room}`
const residents = new Map(demoPeople.filter(livesHere).map(person => [doorOf(person), person.id]))
const helpers = new Map(
  demoPeople.flatMap(({ id, grants }) =>
    grants.flatMap(({ role, scope }) => (role === 'buildingHelper' ? [[scope, id] as const] : [])),
  ),
)

const wordOf = (chance: Chance, home: (typeof households)[number]): Word => {
  const own = residents.get(doorOf(home))
  const helper = helpers.get(`building-${home.building}`) ?? 'staff-1'
  if (home.kind === 'vacant') return { said: 'notReached', how: 'door', by: helper }
  if (own && chance.percent(80)) return { said: chance.percent(95) ? 'fine' : 'away', how: 'self', by: own }
  const said = chance.weighed<Said>([
    ['fine', 90],
    ['away', 8],
    ['notReached', 2],
  ])
  const [how, by] = chance.weighed<readonly [How, string]>([
    [['door', helper], 50],
    [['phone', 'staff-1'], 30],
    [['paper', helper], 20],
  ])
  return { said, how, by }
}

export const playRolls = async (stage: Stage, chance: Chance, now: string) => {
  const at = instantOf(shanghai(now).startOf('day').subtract(nightsAgo, 'day').add(began, 'minute'))
  stage.at(at)
  const { id } = await stage.as('staff-1', rolls.callRoll, {
    ...{ key: 'demo-roll-wind', community, reason: 'wind' },
    note: '今晚大风，花盆收进来，没事别下楼',
  })
  const ctx = () => ({ ...stage.effects, now: stage.now() })
  const roll = (await rollMatters.get(ctx(), id))!
  for (const [n, home] of households.entries()) {
    const building = `building-${home.building}`
    const place = { building, unit: String(home.unit), room: home.room }
    const { by, ...word } = wordOf(chance, home)
    const mark: Mark = {
      ...{ ...word, at: plusMinutes(at, 1 + chance.between(0, round)), by: stage.idOf(by) },
      as: word.how === 'self' ? 'resident' : by.startsWith('staff') ? 'communityStaff' : 'buildingHelper',
    }
    // The door is in the register already: this says only which home it is.
    const where = { building, home: await addHome(ctx(), { community, ...place }), op: `demo-roll-${n}` }
    await setMark(ctx(), roll, where, mark)
    // Some needed help.
    if (n % 331 === 5)
      await setMark(
        ctx(),
        roll,
        { ...where, op: `demo-roll-${n}-later` },
        { ...mark, said: 'needsHelp', how: 'door', at: plusMinutes(at, round + 5) },
      )
  }
  stage.at(plusMinutes(at, length))
  await stage.as('staff-1', rolls.closeRoll, { id, seq: roll.seq, op: 'demo-roll-close' })
  await stage.follow(false)
  for (const { part } of (await knownOf(ctx(), roll)).values()) await kindOf('rollPart').due(ctx(), part)
  await stage.follow(false)
}
