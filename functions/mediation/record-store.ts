/** The records (笔录) of a case, one beside it for each session: the words, who has signed them, and what was said later. */
import type { Code } from '../../shared/choice.ts'
import { is } from '../../shared/lifecycle.ts'
import type { Input } from '../../shared/contract.ts'
import type { PartyKey } from '../../shared/mediation/life.ts'
import type { mediation } from '../../shared/mediation/mediation.ts'
import {
  recordStateOf,
  type RecordState,
  type recordSigns,
  type Signer,
} from '../../shared/mediation/records.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { matterKey, sealedIn } from '../platform/matter-item.ts'
import { nextVersion, unchanged, type Item, type Key } from '../platform/table.ts'
import { write } from '../platform/write.ts'
import { caseMatters } from './case-kind.ts'
import type { Case } from './case-store.ts'

type Given = Input<typeof mediation.record>
/** What was said, and what they came to. */
export interface Words {
  readonly blocks: NonNullable<Given['blocks']>
  readonly points: NonNullable<Given['points']>
}

interface Tapped {
  readonly at: string
  readonly by: string
  readonly op?: string | undefined
}
/** Only ever added to; of one person the last counts. */
export interface Sign extends Tapped {
  readonly what: Signer
  readonly how: Code<typeof recordSigns>
}
export interface Said extends Tapped {
  readonly name: string
  readonly text: string
}
/** Before all had signed, it was taken back with what was signed until then. */
export interface Reopening extends Said {
  readonly signs: readonly Sign[]
}

interface Person {
  readonly key: PartyKey
  /** 申请人 or 被申请人. */
  readonly role: string
  readonly name: string
  readonly agent?: string | undefined
  readonly companions?: readonly string[] | undefined
  readonly there: boolean
}

/** What stands on the paper beside the words. */
export interface Frame {
  /** Which session it was. */
  readonly session: number
  readonly number: string
  readonly kind: string
  readonly place: string
  /** The slot: for one that did not take place, or is still to come. */
  readonly fromAt?: string | undefined
  readonly toAt?: string | undefined
  readonly beganAt?: string | undefined
  readonly endedAt?: string | undefined
  readonly held: boolean
  readonly mediator: string
  readonly recorder?: string | undefined
  readonly people: readonly Person[]
  readonly came?: 'agreed' | 'not' | 'later' | undefined
}

export interface SessionRecord {
  readonly session: number
  /** Of the words; 0: none yet. */
  readonly edition: number
  readonly words: Words
  readonly savedAt?: string | undefined
  readonly savedBy?: string | undefined
  /** The last taps that saved it, and all that each sent: one that comes late once more has been made. */
  readonly saves: readonly { readonly op: string; readonly sent: string | undefined }[]
  readonly signs: readonly Sign[]
  /** What else stands on the paper, as it was when the first signed; with it the words stand as well. */
  readonly frame?: Frame | undefined
  readonly additions: readonly Said[]
  readonly reopenings: readonly Reopening[]
}

type Ways = Pick<Ctx, 'table' | 'secrets'>

const parted = 'RECORD#'
export const recordKey = (id: string, session: number): Key => ({
  pk: matterKey('case', id)!.pk,
  sk: `${parted}${String(session).padStart(2, '0')}`,
})

const opened = async (
  ways: Ways,
  item: Case,
  session: number,
  stored: Item | undefined,
): Promise<SessionRecord> => {
  const none = { blocks: [], points: [] }
  if (!stored)
    return { session, edition: 0, words: none, saves: [], signs: [], additions: [], reopenings: [] }
  const { open } = sealedIn(ways, item)
  const {
    edition,
    savedAt,
    savedBy,
    saves = [],
    signs,
  } = stored as unknown as Partial<SessionRecord> & Pick<SessionRecord, 'edition' | 'signs'>
  const [words = none, frame, later] = await Promise.all([
    open<Words>('words', stored.words as string | undefined),
    open<Frame>('frame', stored.frame as string | undefined),
    open<Pick<SessionRecord, 'additions' | 'reopenings'>>('later', stored.later as string | undefined),
  ])
  return {
    ...{ session, edition, words, savedAt, savedBy, saves, signs, frame },
    ...{ additions: [], reopenings: [], ...later },
  }
}

/** An item of DynamoDB holds 400 KB. */
const most = { words: 180_000, frame: 50_000, later: 120_000 } as const

const closed = async (ways: Ways, item: Case, record: SessionRecord) => {
  const { edition, words, savedAt, savedBy, saves, signs, frame, additions, reopenings } = record
  const sealed = async (field: keyof typeof most, value: unknown) => {
    const text = await sealedIn(ways, item).seal(field, value)
    if (text.length > most[field]) throw new Refusal('mediation.recordFull')
    return text
  }
  return {
    ...{ edition, savedAt, savedBy, saves, signs },
    words: await sealed('words', words),
    ...(frame && { frame: await sealed('frame', frame) }),
    ...((additions.length > 0 || reopenings.length > 0) && {
      later: await sealed('later', { additions, reopenings }),
    }),
  }
}

export const recordOf = async (ways: Ways, item: Case, session: number) =>
  opened(ways, item, session, await ways.table.get(recordKey(item.id, session)))

/**
 * Writes what `change` makes of the record that is there, while the case is what it was judged on; undefined: nothing
 * is to be written. When somebody else is quicker, it is asked again.
 */
export const changeRecord = (
  ctx: SignedIn,
  id: string,
  session: number,
  change: (item: Case, record: SessionRecord) => Promise<Partial<SessionRecord> | undefined>,
): Promise<{ readonly item: Case; readonly record: SessionRecord }> =>
  write(ctx.table, async () => {
    const item = await caseMatters.find(ctx, id)
    const key = recordKey(id, session)
    const was = await ctx.table.get(key)
    const record = await opened(ctx, item, session, was)
    const made = await change(item, record)
    if (!made) return { answer: { item, record } }
    const next = { ...record, ...made }
    return {
      steps: [
        { put: nextVersion(was, key, await closed(ctx, item, next)), when: unchanged(was) },
        { check: matterKey('case', id)!, when: is('seq', item.seq) },
      ],
      answer: { item, record: next },
    }
  })

/** How the record of each session stands, by session; nothing is opened for it. */
export const recordStatesOf = async (
  { table }: Pick<Ctx, 'table'>,
  { id, sessions }: Case,
): Promise<ReadonlyMap<number, RecordState>> => {
  if (!sessions.length) return new Map()
  const { pk } = recordKey(id, 1)
  const stored = await table.queryAll({ pk, sk: { beginsWith: parted } })
  return new Map(
    stored.flatMap(({ sk, signs }) => {
      const session = Number(sk.slice(parted.length))
      const { present } = sessions[session - 1] ?? {}
      return present ? [[session, recordStateOf(present, signs as readonly Sign[])] as const] : []
    }),
  )
}
