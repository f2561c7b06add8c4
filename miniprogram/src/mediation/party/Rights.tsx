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
      closeText="等会儿再看"
      foot={
        <View className="stack">
          {last ? (
            <Button text="听明白了" onTap={understood ?? close} />
          ) : (
            <Button text="下一条" onTap={() => setAt(at + 1)} />
          )}
          {at > 0 && <Button text="上一条" kind="plain" onTap={() => setAt(at - 1)} />}
          <View className="gap" />
        </View>
      }
    >
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <View className="small">{`第${at + 1}条，共${rights.length}条`}</View>
      <View className="strong">{about}</View>
      <View className="greeting" {...acts('status')}>
        {text}
      </View>
    </Sheet>
  )
}
