/** Door and phone: shown only on this screen and only now; each look is on record. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { help } from '../../../shared/help.ts'
import { Button } from '../components/Button.tsx'
import { CallButton } from '../components/CallButton.tsx'
import { Card } from '../components/Card.tsx'
import { Row } from '../components/Row.tsx'
import { Notice } from '../components/States.tsx'
import { useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { words } from './words.ts'

interface Props {
  readonly id: string
  readonly whom?: 'asker' | 'volunteer'
  /** It is time to ring them. */
  readonly wanted?: boolean
}

export const Reveal = ({ id, whom = 'asker', wanted = false }: Props) => {
  const [seen, setSeen] = useState<Reply<typeof help.reveal>>()
  const { go, error } = useMove()
  const look = () => go(help.reveal, { id, whom }).then(setSeen, () => undefined) // shown below
  if (!seen)
    return (
      <>
        {error && <Notice text={sayRefusal(error)} tone="warn" />}
        <Button
          text={whom === 'asker' ? words.reveal : words.callHelper}
          kind={wanted ? 'primary' : 'plain'}
          onTap={look}
        />
      </>
    )
  const { name, phone, address, door } = seen
  return (
    <Card title={name}>
      {address && <Row name={words.address} value={address} />}
      {door && <Row name={words.doorRow} value={door} />}
      {whom === 'asker' && <View className="small">{words.revealNote}</View>}
      <CallButton phone={phone} text={words.call(`${name} ${phone}`)} kind="plain" />
    </Card>
  )
}
