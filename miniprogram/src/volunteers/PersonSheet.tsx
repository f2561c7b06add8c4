/** One name of the list: came, came at, went, did not come, by the lead. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { shanghai } from '../../../shared/time.ts'
import { volunteers } from '../../../shared/volunteers.ts'
import type { ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { Button } from '../components/Button.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Notice } from '../components/States.tsx'
import { WhenField } from '../components/WhenField.tsx'
import { useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { sayMinutes } from './days.ts'
import { words } from './lead-words.ts'
import { standingOf, timeWithin, usualTimes, type OnRoll } from './roll-list.ts'

const clock = (at: string) => shanghai(at).format('HH:mm')

/** What is known of them, in a line. */
export const sayPresence = (person: OnRoll): string | undefined => {
  const { inAt, outAt, minutes, noShow, how, place, position } = person
  if (noShow) return words.absentBy(noShow.name)
  if (inAt && outAt) return words.went(clock(inAt), clock(outAt), sayMinutes(minutes ?? 0))
  if (inAt) return words.came(clock(inAt), how === 'lead' ? words.byLead : '')
  if (place === 'held') return words.seatKept
  return place === 'waiting' && position ? words.next(position) : undefined
}

interface Props {
  readonly shift: ShiftReply
  readonly person: OnRoll
  readonly close: () => void
  readonly made: (reply: ShiftReply) => void
}

/** A time of their own, for what is entered later than it was. */
const AtTime = ({
  label,
  usual,
  record,
}: {
  readonly label: string
  readonly usual: string
  readonly record: (at: string) => Promise<void>
}) => {
  const [at, setAt] = useState(usual)
  return (
    <View className="apart">
      <WhenField label={label} mode="time" value={at} onChange={setAt} />
      <Button
        text={words.byTime}
        label={`${label}，${words.byTime}`}
        kind="plain"
        disabled={at === ''}
        onTap={() => record(at)}
      />
    </View>
  )
}

export const PersonSheet = ({ shift, person, close, made }: Props) => {
  const { go, error } = useMove()
  const { id } = shift
  const who = { id, person: person.user }
  const standing = standingOf(person)
  const now = new Date().toISOString()
  const [begun, over] = [shift.startsAt <= now, shift.endsAt <= now]
  const usual = usualTimes(now, shift)
  const record = async (telling: Promise<ShiftReply>) => {
    try {
      made(await telling)
      close()
    } catch {
      // shown below
    }
  }
  const at = (time: string) => ({ ...who, at: timeWithin(time, shift) })
  const presence = sayPresence(person)
  return (
    <Sheet open title={person.name} close={close} closeText={words.close}>
      {presence && <View className="sheet-text big">{presence}</View>}
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      {standing !== 'here' && standing !== 'gone' && shift.checkInFromAt <= now && (
        <>
          {/* Afterwards "now" says nothing about when they came. */}
          {!over && (
            <Button
              text={words.cameNow}
              size="huge"
              onTap={() => record(go(volunteers.checkIn, { ...who }))}
            />
          )}
          <AtTime
            label={words.cameAt}
            usual={usual.came}
            record={time => record(go(volunteers.checkIn, at(time)))}
          />
        </>
      )}
      {standing === 'here' && (
        <Button text={words.goneNow} size="huge" onTap={() => record(go(volunteers.checkOut, { ...who }))} />
      )}
      {(standing === 'here' || standing === 'gone') && (
        <AtTime
          label={words.goneAt}
          usual={usual.went}
          record={time => record(go(volunteers.checkOut, at(time)))}
        />
      )}
      {standing === 'here' && person.inAt && (
        <AtTime
          label={words.cameAt}
          usual={clock(person.inAt)}
          record={time => record(go(volunteers.checkIn, at(time)))}
        />
      )}
      {standing === 'gone' && <View className="hint">{words.wrongTimes}</View>}
      <View className="apart">
        {standing === 'expected' && begun && (
          <>
            <Button
              text={words.absent}
              kind="plain"
              onTap={() => record(go(volunteers.noShow, { ...who }))}
            />
            <View className="hint">{words.absentNote}</View>
          </>
        )}
        {(standing === 'expected' || standing === 'waiting') && !begun && (
          <Button
            text={standing === 'waiting' ? words.dropPlaceInQueue : words.giveUp}
            kind="plain"
            onTap={() => record(go(volunteers.giveUpShift, { ...who }))}
          />
        )}
        {standing === 'absent' && (
          <Button
            text={words.undoAbsent}
            kind="plain"
            onTap={() => record(go(volunteers.noShow, { ...who, undo: true }))}
          />
        )}
      </View>
    </Sheet>
  )
}
