/** Whom the lead sends: the one with the least to do is chosen already, with the reason beside the name. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { HelpReply } from '../../../shared/help.ts'
import { identity } from '../../../shared/identity.ts'
import { acts, isChecked } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { classes } from '../components/classes.ts'
import { Sheet } from '../components/Sheet.tsx'
import { useReply } from '../platform/query.tsx'
import type { useUndo } from './undo.ts'
import { words } from './words.ts'

export interface Choice {
  readonly id: string
  readonly seq: number
  readonly volunteer: string
  readonly name: string
  /** The lead goes in person. */
  readonly self: boolean
}

interface Props {
  readonly item: HelpReply
  readonly open: boolean
  readonly close: () => void
  readonly choose: (choice: Choice) => unknown
}

export const AssignSheet = ({ item, open, close, choose }: Props) => {
  const { data: me } = useReply(identity.me, {}, { remember: true })
  const [chosen, setChosen] = useState<string>()
  const self = (id: string) => id === me?.id
  // Somebody else is proposed before the lead.
  const volunteers = [...(item.volunteers ?? [])]
    .filter(({ id }) => id !== item.volunteer?.id)
    .sort((a, b) => Number(self(a.id)) - Number(self(b.id)))
  const least = volunteers[0]
  const one = volunteers.find(({ id }) => id === chosen) ?? least
  const choiceOf = ({ id, name }: { readonly id: string; readonly name: string }): Choice => ({
    id: item.id,
    seq: item.seq,
    volunteer: id,
    name,
    self: self(id),
  })
  return (
    <Sheet
      open={open}
      title={words.whom}
      close={close}
      closeText={words.thinkAgain}
      foot={
        one && (
          <Button
            text={self(one.id) ? words.sendMyself : words.sendTo(one.name)}
            onTap={() => choose(choiceOf(one))}
          />
        )
      }
    >
      {volunteers.map(({ id, name, building, inHand, why }) => (
        <View
          key={id}
          className={classes('person', id === one?.id && 'chosen')}
          onClick={() => setChosen(id)}
          {...acts(
            'radio',
            `${name}，${building ?? ''}，${words.load(inHand)}${id === one?.id ? '，已选' : ''}`,
          )}
          {...isChecked(id === one?.id)}
        >
          <View className="row-name">
            {name}
            {self(id) && words.yourself}
          </View>
          <View className="row-note">
            {building && `${building} · `}
            {words.load(inHand)}
            {why && `，${words.why[why]}`}
          </View>
        </View>
      ))}
      {!one && <View className="sheet-text">{words.nobodyInTeam}</View>}
    </Sheet>
  )
}

export const AssignUndo = ({ undo }: { readonly undo: ReturnType<typeof useUndo<Choice>> }) => {
  const takeBack = () => {
    undo.undo()
    void Taro.showToast({ title: words.undone, icon: 'none' })
  }
  return (
    undo.what && (
      <Card tone="accent" title={words.telling(undo.what.name, undo.left)}>
        <Button text={words.undo} kind="plain" onTap={takeBack} />
        <Button text={words.tellNow(undo.what.name)} onTap={undo.now} />
      </Card>
    )
  )
}
