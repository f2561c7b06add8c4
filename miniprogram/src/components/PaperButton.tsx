/** Orders a paper and shows it; why it is not made stands above the button. */
import { useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { Button } from './Button.tsx'
import { usePaper } from './paper.tsx'
import { Notice } from './States.tsx'

interface Props {
  readonly text: string
  readonly kind?: 'primary' | 'plain'
  readonly ask: (go: ReturnType<typeof useMove>['go'], key: string) => Promise<{ readonly paper: string }>
}

export const PaperButton = ({ text, kind = 'plain', ask }: Props) => {
  const { go, error } = useMove()
  const { order, sheet } = usePaper()
  const make = () => order(key => ask(go, key)).catch(() => undefined) // shown here
  return (
    <>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={text} kind={kind} onTap={make} />
      {sheet}
    </>
  )
}
