/** Takes a code that somebody shows: by camera in WeChat, else pasted, alone or in a link. */
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Button } from './Button.tsx'
import { Field } from './Field.tsx'

const words = {
  paste: '也可以把收到的码粘贴在这里',
  notOne: '没认出来，请整段复制再粘贴',
  use: '用这个码',
} as const

const canScan = process.env.TARO_ENV === 'weapp'
const codeIn = (text: string) => /[a-z2-7]{32}/.exec(text)?.[0]

interface Props {
  readonly label: string
  readonly scan: string
  readonly onCode: (code: string) => unknown
  readonly complaint?: string | undefined
}

export const CodeField = ({ label, scan, onCode, complaint }: Props) => {
  const [typed, setTyped] = useState('')
  const [bad, setBad] = useState(false)
  const take = (text: string) => {
    const code = codeIn(text)
    setBad(!code)
    return code && onCode(code)
  }
  const read = async () => {
    // Who closes the camera has not failed.
    const seen = await Taro.scanCode({}).catch(() => undefined)
    if (seen) await take(seen.result)
  }
  return (
    <>
      {canScan && <Button text={scan} onTap={read} />}
      <Field
        label={label}
        value={typed}
        longest={300}
        placeholder={words.paste}
        onChange={text => {
          setTyped(text)
          setBad(false)
        }}
        complaint={bad ? words.notOne : complaint}
      />
      <Button text={words.use} kind="plain" onTap={() => take(typed)} />
    </>
  )
}
