/** 120, 119 and 110, each with what it is for. */
import type { ComponentProps } from 'react'
import { CallButton } from './CallButton.tsx'

const emergencies = [
  ['120', '120 急救'],
  ['119', '119 着火、煤气'],
  ['110', '110 报警'],
] as const

type Look = Pick<ComponentProps<typeof CallButton>, 'kind' | 'size'>

/** They stand in a stack, with what else is to be rung. `first`: the one this page is most likely about. */
export const EmergencyCalls = ({ first = '120', ...look }: Look & { readonly first?: '120' | '110' }) =>
  [...emergencies]
    .sort(([one], [other]) => Number(other === first) - Number(one === first))
    .map(([phone, text]) => <CallButton key={phone} phone={phone} text={text} {...look} />)
