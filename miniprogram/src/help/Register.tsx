/** 电话单: somebody rings who has never rung before; written down while they speak. */
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { identity } from '../../../shared/identity.ts'
import { Button } from '../components/Button.tsx'
import { Fields, line, oneOf } from '../components/fields.tsx'
import { Awaited, Notice } from '../components/States.tsx'
import { useMove, useReply } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'

const empty = { phone: '', callName: '', name: '', building: '', unit: '', room: '' }

interface Props {
  /** What the phone ends with. */
  readonly four: string
  readonly done: (person: Reply<typeof identity.registerByPhone>) => void
}

export const Register = ({ four, done }: Props) => {
  const { data: buildings, error, again } = useReply(identity.buildings, {})
  const { go } = useMove()
  const [said, setSaid] = useState(empty)
  const [refused, setRefused] = useState<unknown>()
  if (!buildings) return <Awaited error={error} again={again} />
  const { unit, room, ...who } = said
  // A call name is enough where nobody asked for more.
  const save = () =>
    go(identity.registerByPhone, {
      ...who,
      name: who.name || who.callName,
      unit: unit || undefined,
      room: room || undefined,
    }).then(done, setRefused)
  const names = Object.fromEntries(buildings.items.map(({ id, name }) => [id, name]))
  return (
    <>
      <Notice text={`没有尾号${four}的邻居。边听边记，记好就能开单。`} />
      <Fields
        of={{
          phone: line('他的电话', { longest: 11, hint: `11位，尾号${four}`, type: 'digit' }),
          callName: line('怎么称呼', { longest: 10, hint: '比如：钱奶奶' }),
          name: line('姓名（可以不写）', { longest: 20 }),
          building: oneOf<string>('哪栋楼', names),
          unit: line('几单元', { longest: 6, hint: '比如：2' }),
          room: line('几号房', { longest: 6, hint: '比如：301' }),
        }}
        value={said}
        set={setSaid}
        empty={empty}
        complaints={refused instanceof Refused ? refused.fields : {}}
      />
      {refused !== undefined && <Notice text={sayRefusal(refused)} tone="warn" />}
      <Button text="记下这位邻居" onTap={save} />
    </>
  )
}
