/** Rights and duties, one line after the other; nobody is hurried through them. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { acts } from '../../components/aria.ts'
import { Button } from '../../components/Button.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { Notice } from '../../components/States.tsx'
import { sayRefusal } from '../../platform/refused.ts'
import { rights, words } from '../words.ts'

interface Props {
  readonly close: () => void
  /** Left out: they were heard before, and are only read again. */
  readonly understood?: (() => unknown) | undefined
  readonly error?: Error | null
}

export const RightsSheet = ({ close, understood, error }: Props) => {
  const [at, setAt] = useState(0)
  const [about, text] = rights[at]!
  const last = at === rights.length - 1
  return (
    <Sheet
      open
      title={words.rightsTitle}
      close={close}
      closeText={words.notNow}
      foot={
        <View className="stack">
          {last ? (
            <Button text={words.understood} onTap={understood ?? close} />
          ) : (
            <Button text={words.nextLine} onTap={() => setAt(at + 1)} />
          )}
          {at > 0 && <Button text={words.lineBefore} kind="plain" onTap={() => setAt(at - 1)} />}
          <View className="gap" />
        </View>
      }
    >
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <View className="small">{words.lineOf(at + 1, rights.length)}</View>
      <View className="strong">{about}</View>
      <View className="greeting" {...acts('status')}>
        {text}
      </View>
    </Sheet>
  )
}
