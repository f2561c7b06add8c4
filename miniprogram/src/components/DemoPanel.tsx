/** Only in demo builds: to see the software as somebody else. */
import { Input, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { usePeople, type Person } from '../platform/demo.ts'
import { open, startAgain } from '../platform/open.ts'
import { forgetReplies } from '../platform/query.tsx'
import { become, usePersona } from '../platform/session.ts'
import { inputLabel, role } from './aria.ts'
import { classes } from './classes.ts'
import { Sheet } from './Sheet.tsx'

const longest = 40
const search = inputLabel('找人')
const deskName = '试试扫码登录电脑'

export const DemoPanel = () => {
  const [open, setOpen] = useState(false)
  return (
    <>
      <View className="demo-button" onClick={() => setOpen(true)} {...role('button', '演示：换个人看看')}>
        演示
      </View>
      <Sheet open={open} title="演示：换个人看看" close={() => setOpen(false)} closeText="关上">
        {open && <People chosen={() => setOpen(false)} />}
      </Sheet>
    </>
  )
}

const People = ({ chosen }: { readonly chosen: () => void }) => {
  const people = usePeople()
  const persona = usePersona()
  const [wanted, setWanted] = useState('')
  useEffect(() => {
    if (people === 'failed') void Taro.showToast({ title: '演示人物没取到', icon: 'none' })
  }, [people])
  if (!people || people === 'failed') return <View className="empty-text">正在取名单…</View>
  const found = people.filter(({ id, name, about }) => `${id} ${name} ${about}`.includes(wanted.trim()))
  const choose = ({ code }: Person) => {
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
        <View className="demo-person" onClick={toDesk} {...role('button', deskName)}>
          <View className="row-name">{deskName}</View>
          <View className="row-note">这个窗口当电脑，另一个窗口当手机</View>
        </View>
      )}
      {found.slice(0, longest).map(person => (
        <View
          key={person.id}
          className={classes('demo-person', person.code === persona && 'chosen')}
          onClick={() => choose(person)}
          {...role('button', person.name)}
        >
          <View className="row-name">{person.name}</View>
          <View className="row-note">
            {person.about} · {person.id}
          </View>
        </View>
      ))}
    </>
  )
}
