/** Only in demo builds: to see the software as somebody else. */
import { Input, View } from '@tarojs/components'
import { useState } from 'react'
import { usePeople } from '../platform/demo.ts'
import { open, startAgain } from '../platform/open.ts'
import { forgetReplies } from '../platform/query.tsx'
import { become, usePersona } from '../platform/session.ts'
import { inputLabel, role } from './aria.ts'
import { Awaited } from './Awaited.tsx'
import { classes } from './classes.ts'
import { Sheet } from './Sheet.tsx'

const longest = 40
const title = '演示：换个人看看'
const search = inputLabel('找人')

export const DemoPanel = () => {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <View className="demo-button" onClick={() => setOpen(true)} {...role('button', title)}>
        演示
      </View>
      <Sheet open={open} title={title} close={close} closeText="关上">
        {open && <People chosen={close} />}
      </Sheet>
    </>
  )
}

interface LineProps {
  readonly name: string
  readonly note: string
  readonly on?: boolean
  readonly onTap: () => void
}

const Line = ({ name, note, on, onTap }: LineProps) => (
  <View className={classes('demo-person', on && 'chosen')} onClick={onTap} {...role('button', name)}>
    <View className="row-name">{name}</View>
    <View className="row-note">{note}</View>
  </View>
)

const People = ({ chosen }: { readonly chosen: () => void }) => {
  const persona = usePersona()
  const [wanted, setWanted] = useState('')
  const choose = (code: string) => {
    chosen()
    become(code)
    forgetReplies()
    void startAgain()
  }
  const toDesk = () => {
    chosen()
    void open('identity/desk')
  }
  return (
    <>
      <Input
        className="field-input"
        value={wanted}
        placeholder="找人：队长、志愿者、奶奶…"
        {...search}
        onInput={event => setWanted(event.detail.value)}
      />
      {wanted === '' && (
        <Line name="试试扫码登录电脑" note="这个窗口当电脑，另一个窗口当手机" onTap={toDesk} />
      )}
      <Awaited asked={usePeople()} calls={false}>
        {people =>
          people
            .filter(({ id, name, about }) => `${id} ${name} ${about}`.includes(wanted.trim()))
            .slice(0, longest)
            .map(({ id, name, about, code }) => (
              <Line
                key={id}
                name={name}
                note={`${about} · ${id}`}
                on={code === persona}
                onTap={() => choose(code)}
              />
            ))
        }
      </Awaited>
    </>
  )
}
