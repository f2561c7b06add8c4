/** Takes a code that somebody shows: by camera in WeChat, else pasted, alone or in a link. */
import { useState } from 'react'
import { canScan } from '../platform/scan.ts'
import { Button } from './Button.tsx'
import { Field } from './Field.tsx'
import { useScan } from './useScan.ts'

const codeIn = (text: string) => /[a-z2-7]{32,}/.exec(text)?.[0]

interface Props {
  readonly label: string
  readonly scan: string
  readonly onCode: (code: string) => unknown
  readonly complaint?: string | undefined
  /** What was said of the one before is no longer said of what is typed now. */
  readonly onType?: () => void
}

export const CodeField = ({ label, scan: scanText, onCode, complaint, onType }: Props) => {
  const [typed, setTyped] = useState('')
  const { read, judge, problem, forget } = useScan(codeIn, '没认出来，请整段复制再粘贴', onCode)
  return (
    <>
      {canScan && <Button text={scanText} onTap={read} />}
      <Field
        label={label}
        value={typed}
        longest={300}
        placeholder="也可以把收到的码粘贴在这里"
        onChange={text => {
          setTyped(text)
          forget()
          onType?.()
        }}
        complaint={problem ?? complaint}
      />
      <Button text="用这个码" kind="plain" onTap={() => judge(typed)} />
    </>
  )
}
