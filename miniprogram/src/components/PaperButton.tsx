/** Orders a paper and shows it; why it is not made stands above the button. */
import { useMove } from '../platform/query.tsx'
import { Button } from './Button.tsx'
import { usePaper } from './PaperSheet.tsx'
import { Refusal } from './States.tsx'

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
      <Refusal error={error} />
      <Button text={text} kind={kind} onTap={make} />
      {sheet}
    </>
  )
}
