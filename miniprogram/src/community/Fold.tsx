/** A part that is out of sight until somebody wants it. */
import type { PropsWithChildren } from 'react'
import { Card } from '../components/Card.tsx'
import { Row } from '../components/Row.tsx'
import { words } from './words.ts'

interface Props {
  readonly title: string
  readonly note: string
  readonly open: boolean
  readonly toggle: () => void
}

export const Fold = ({ title, note, open, toggle, children }: PropsWithChildren<Props>) => (
  <>
    <Card>
      <Row name={title} note={note} value={open ? words.fold : words.unfold} onTap={toggle} />
    </Card>
    {open && children}
  </>
)
