/** Orders a paper and shows it; why it is not made stands above the button. */
import { useMove } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { Button } from './Button.tsx'
import { usePaper } from './PaperSheet.tsx'
import { Notice } from './States.tsx'

interface Props {
  readonly text: string
  readonly kind?: 'primary' | 'plain'
  readonly ask: (go: ReturnType<typeof useMove>['go']) => Promise<{ readonly paper: string }>
}

export const PaperButton = ({ text, kind = 'plain', ask }: Props) => {
  const { go, error } = useMove()
  const { show, sheet } = usePaper()
  const make = () =>
    ask(go).then(
      ({ paper }) => show(paper),
      () => undefined, // shown here
    )
  return (
    <>
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      <Button text={text} kind={kind} onTap={make} />
      {sheet}
    </>
  )
}
