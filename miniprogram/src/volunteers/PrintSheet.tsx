/** 打印签到表: the list of a shift on paper, to be signed by hand. */
import { volunteers } from '../../../shared/volunteers.ts'
import { Button } from '../components/Button.tsx'
import { Notice } from '../components/States.tsx'
import { useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { words } from './lead-words.ts'
import { usePaper } from '../components/paper.tsx'

export const PrintSheet = ({ id }: { readonly id: string }) => {
  const { go, error } = useMove()
  const { order, sheet } = usePaper()
  const print = () => order(key => go(volunteers.sheet, { id, key })).catch(() => undefined) // shown below
  return (
    <>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={words.print} kind="plain" onTap={print} />
      {sheet}
    </>
  )
}
