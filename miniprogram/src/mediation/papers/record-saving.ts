/** Saves a record as it is written: after a second of quiet, again once there is a network, and never over another's. */
import { useEffect, useRef, useState } from 'react'
import type { Reply } from '../../../../shared/contract.ts'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import { call } from '../../platform/call.ts'
import { useDraft } from '../../platform/drafts.ts'
import { keepReply, useReply } from '../../platform/query.tsx'
import { isUnanswered, Refused } from '../../platform/refused.ts'
import { draftSchema, savable, type Draft } from './record-lines.ts'

const quietMs = 1000
const againMs = 10_000

/** Somebody else has saved it, or it is being signed: what stands there is shown. */
const gaveWay: readonly string[] = ['mediation.recordChanged', 'mediation.recordSigned']

type Stands = Reply<typeof mediation.record>

const draftOf = ({ version, blocks, points }: Stands): Draft => ({
  version,
  blocks,
  points: points.join('\n'),
})
const same = (draft: Draft, stands: Stands) =>
  JSON.stringify(savable(draft)) === JSON.stringify(savable(draftOf(stands)))

const none: Draft = { version: -1, blocks: [], points: '' }
const orNone = (draft: Draft) => (draft.version < 0 ? undefined : draft)

export const useRecord = (id: string, session: number) => {
  const of = { id, session }
  const { data, error, again } = useReply(mediation.record, of)
  const kept = useDraft(`mediation.record.${id}.${session}`, draftSchema, none)
  /** What was written upon an older version: shown, to be copied. */
  const mine = useDraft(`mediation.mine.${id}.${session}`, draftSchema, none)
  const [stands, setStands] = useState<Stands>()
  const [under, setUnder] = useState<'saving' | 'offline' | 'refused'>()
  const [refusal, setRefusal] = useState<unknown>()

  const draft = orNone(kept.value)
  const dirty = draft !== undefined && stands !== undefined && !same(draft, stands)
  const latest = useRef({ draft, dirty, clear: kept.clear })
  latest.current = { draft, dirty, clear: kept.clear }

  /** Somebody else was first: theirs is shown, and what was written here stays beside it. */
  const giveWay = (theirs: Stands, own: Draft | undefined) => {
    if (own && !same(own, theirs)) mine.set(own)
    setStands(theirs)
    kept.clear()
  }

  useEffect(() => {
    if (!data || (stands && data.version <= stands.version)) return
    const own = latest.current.draft
    // At first, what was written before the page was left goes on; later, only what nobody writes on here gives way.
    if (!own || own.version !== data.version) giveWay(data, stands && !latest.current.dirty ? undefined : own)
    else setStands(data)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- when it has come
  }, [data])

  const save = async (sent: Draft) => {
    setUnder('saving')
    try {
      // Sent twice it is the same: `call`, for what follows from it concerns nobody else, and each look is on record.
      const saved = await call(mediation.record, { ...of, version: sent.version, ...savable(sent) })
      keepReply(mediation.record, of, saved)
      setStands(saved)
      kept.set({ ...(latest.current.draft ?? sent), version: saved.version })
      setUnder(undefined)
    } catch (failure) {
      if (failure instanceof Refused && gaveWay.includes(failure.code)) {
        const theirs = await call(mediation.record, of).catch(() => undefined)
        if (!theirs) return setUnder('offline')
        keepReply(mediation.record, of, theirs)
        giveWay(theirs, latest.current.draft)
        setUnder(undefined)
        return
      }
      setRefusal(failure)
      setUnder(isUnanswered(failure) ? 'offline' : 'refused')
    }
  }

  const written = JSON.stringify(draft)
  useEffect(() => {
    if (!dirty || under === 'saving' || under === 'refused') return
    const timer = setTimeout(
      () => void (latest.current.draft && save(latest.current.draft)),
      under === 'offline' ? againMs : quietMs,
    )
    return () => clearTimeout(timer)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- by what is written, and how the last saving went
  }, [written, dirty, under])

  // What has arrived does not stay on the device.
  useEffect(
    () => () => {
      if (!latest.current.dirty) latest.current.clear()
    },
    [],
  )

  const value = draft ?? (stands && draftOf(stands))
  return {
    ...{ error, again, value, refusal, stands: data },
    savedAt: stands?.savedAt,
    saving: under ?? (dirty ? 'waiting' : 'saved'),
    /** What could not be saved because somebody else was first. */
    mine: orNone(mine.value),
    dropMine: mine.clear,
    set: (change: Partial<Pick<Draft, 'blocks' | 'points'>>) => {
      if (!stands || !value) return
      kept.set({ ...value, ...change })
      if (under === 'refused') setUnder(undefined)
    },
  }
}
