/** Whom the lead sends: the one with the least to do is chosen already, with the reason beside the name. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { HelpReply } from '../../../shared/help.ts'
import { identity } from '../../../shared/identity.ts'
import { acts } from '../components/aria.ts'
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
}

interface Props {
  readonly item: HelpReply
  readonly open: boolean
  readonly close: () => void
  readonly choose: (choice: Choice) => void
}

export const AssignSheet = ({ item, open, close, choose }: Props) => {
  const { data: me } = useReply(identity.me, {}, { remember: true })
  const [chosen, setChosen] = useState<string>()
  const volunteers = item.volunteers?.filter(({ id }) => id !== item.volunteer?.id) ?? []
  const least = volunteers[0]
  const one = volunteers.find(({ id }) => id === chosen) ?? least
  return (
    <Sheet open={open} title={words.whom} close={close}>
      {volunteers.map(({ id, name, building, inHand }) => (
        <View
          key={id}
          className={classes('person', id === one?.id && 'chosen')}
          onClick={() => setChosen(id)}
          {...acts(
            'radio',
            `${name}，${building ?? ''}，${words.load(inHand)}${id === one?.id ? '，已选' : ''}`,
          )}
        >
          <View className="row-name">
            {name}
            {building && ` · ${building}`}
            {id === me?.id && words.yourself}
          </View>
          <View className="row-note">
            {words.load(inHand)}
            {id === least?.id && volunteers.length > 1 && `，${words.why}`}
          </View>
        </View>
      ))}
      {one ? (
        <Button
          text={words.sendTo(one.name)}
          onTap={() => choose({ id: item.id, seq: item.seq, volunteer: one.id, name: one.name })}
        />
      ) : (
        <View className="sheet-text">{words.nobodyInTeam}</View>
      )}
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
        <View className="hint">{words.tellingNote}</View>
        <Button text={words.undo} kind="plain" onTap={takeBack} />
        <Button text={words.tellNow} onTap={undo.now} />
      </Card>
    )
  )
}
