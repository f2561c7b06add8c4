/** On the page of a shift, for its lead and staff: who comes, and what they do with it. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { volunteers } from '../../../shared/volunteers.ts'
import { cancelReasons, type ShiftReply } from '../../../shared/volunteers/shifts.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Row } from '../components/Row.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { Notice } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { words } from './lead-words.ts'
import { sayPresence } from './PersonSheet.tsx'
import { PrintSheet } from './PrintSheet.tsx'
import { countsOf, groupsOf } from './roll-list.ts'
import { cancelText } from './words.ts'

const List = ({ shift }: { readonly shift: ShiftReply }) => {
  const people = shift.people ?? []
  return (
    <Card title={words.people(countsOf(people).all, shift.places)}>
      {people.length === 0 && <View className="hint">{words.noPeople}</View>}
      {groupsOf(people).map(([standing, group]) => (
        <View key={standing}>
          {standing !== 'expected' && <View className="strong">{words.groups[standing]}</View>}
          {group.map(person => (
            <Row
              key={person.user}
              name={person.name}
              note={[person.building, sayPresence(person)].filter(Boolean).join(' · ')}
            />
          ))}
        </View>
      ))}
    </Card>
  )
}

const Cancel = ({ shift }: { readonly shift: ShiftReply }) => {
  const [open, setOpen] = useState(false)
  const { go, error } = useMove()
  const { id, seq } = shift
  const cancel = (reason: (typeof cancelReasons)[number]) =>
    go(volunteers.cancelShift, { id, seq, reason }).then(
      () => {
        setOpen(false)
        void Taro.showToast({ title: words.cancelled, icon: 'none' })
      },
      () => undefined, // shown below
    )
  return (
    <>
      <Button text={words.cancel} kind="danger" onTap={() => setOpen(true)} />
      <Sheet open={open} title={words.cancelWhy} close={() => setOpen(false)} closeText={words.keepIt}>
        <View className="sheet-text">{words.cancelNote}</View>
        {error && <Notice text={sayRefusal(error)} tone="warn" />}
        {cancelReasons.map(reason => (
          <Button key={reason} text={cancelText[reason]} kind="plain" onTap={() => cancel(reason)} />
        ))}
      </Sheet>
    </>
  )
}

export const LeadShift = ({ shift }: { readonly shift: ShiftReply }) => {
  const { id, may } = shift
  if (!may.includes('again')) return null
  // Called off, there is no list to keep.
  const keeps = may.includes('keepList')
  const opens = shift.checkInFromAt > new Date().toISOString()
  return (
    <View className="section">
      {keeps && (
        <View className="moves">
          <Button
            text={opens ? words.keepList : words.toRoll}
            kind={opens ? 'plain' : 'primary'}
            onTap={() => open('volunteers/roll', { id })}
          />
        </View>
      )}
      {keeps && <List shift={shift} />}
      <View className="stack moves">
        {may.includes('change') && (
          <Button text={words.change} kind="plain" onTap={() => open('volunteers/add', { id })} />
        )}
        {keeps && <PrintSheet id={id} />}
        <Button text={words.again} kind="plain" onTap={() => open('volunteers/add', { from: id })} />
        {may.includes('cancel') && <Cancel shift={shift} />}
      </View>
    </View>
  )
}
