/** What stands on a record beside its words: which session it was, who was there, and what came of it. */
import { partiesIn } from '../../shared/mediation/life.ts'
import { settingsOf } from '../community/community.ts'
import { contactOf, profilesOf } from '../people/people.ts'
import type { Ctx } from '../platform/context.ts'
import { kindOnPaper } from './case-paper-words.ts'
import { mediatorOnPaper, numberOnPaper, partiesOnPaper } from './case-names.ts'
import { detailsOf, type Case, type Session } from './case-store.ts'
import { recordOf, type Frame, type SessionRecord } from './record-store.ts'

type Ways = Pick<Ctx, 'table' | 'secrets'>

/** Their full name, or what they are called. */
export const signingName = async (ways: Ways, user: string) =>
  (await contactOf(ways, user))?.name || ((await profilesOf(ways, [user])).get(user)?.callName ?? '')

const cameOf = ({ state, agreedAt, sessions }: Case, session: number): Frame['came'] => {
  if (sessions[session - 1]?.held === false) return undefined
  if (state === 'adjourned' || sessions.slice(session).some(({ held }) => held)) return 'later'
  if (agreedAt || state === 'signing' || state === 'agreed' || state === 'followUp') return 'agreed'
  return state === 'notAgreed' ? 'not' : undefined
}

/** Printed before it begins, to write on: all are expected. */
const toCome = (item: Case): Partial<Session> & Pick<Session, 'held' | 'present'> => {
  const { slot, mediator, mediatorName } = item
  return { ...slot, mediator, mediatorName, held: true, present: partiesIn(item) }
}

/** As it is now; `writer`: who has saved it last. */
export const frameNow = async (
  ways: Ways,
  item: Case,
  session: number,
  writer: string | undefined,
): Promise<Frame> => {
  const { room, mediator, mediatorName, present, ...times } = item.sessions[session - 1] ?? toCome(item)
  const { fromAt, toAt, beganAt, endedAt, held } = times
  const [{ name, mediation }, details] = await Promise.all([
    settingsOf(ways, item.community),
    detailsOf(ways, item),
  ])
  const [people, by, recorder] = await Promise.all([
    partiesOnPaper(ways, item, details),
    mediatorOnPaper(ways, { mediator, mediatorName }),
    writer && signingName(ways, writer),
  ])
  const place = mediation.rooms.find(({ id }) => id === room)
  return {
    ...{ session, fromAt, toAt, beganAt, endedAt, held },
    number: numberOnPaper(name, item.number),
    kind: kindOnPaper[item.what],
    place: place ? `${place.name}（${place.place}）` : '',
    mediator: by ?? '',
    recorder: recorder || undefined,
    people: people.map(({ key, role, name, agent, companions }) => ({
      ...{ key, role, name, agent, companions },
      there: present.includes(key),
    })),
    came: cameOf(item, session),
  }
}

/** As it was signed, else as it is now. */
export const framed = async (ways: Ways, item: Case, record: SessionRecord): Promise<Frame> =>
  record.frame ?? frameNow(ways, item, record.session, record.savedBy)

export interface RecordOnPaper extends SessionRecord {
  readonly frame: Frame
}

/** All that a paper says of it. */
export const recordToPrint = async (ways: Ways, item: Case, session: number): Promise<RecordOnPaper> => {
  const record = await recordOf(ways, item, session)
  return { ...record, frame: await framed(ways, item, record) }
}

/** Which session is meant where none is named: the last that took place, else the last, or the first to come. */
export const usualSession = ({ sessions }: Pick<Case, 'sessions'>) =>
  sessions.findLastIndex(({ held }) => held) + 1 || sessions.length || 1
