/** What a matter came of, and what came of it, of what the reader may see; nothing where there is neither. */
import { linkOf } from '../../../shared/contract.ts'
import { matters, type Card } from '../../../shared/matters/matters.ts'
import { pathOf } from '../../../shared/modules/manifests.ts'
import { openAddress } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { FactCard } from './facts.tsx'

const line = ({ kind, id, title, stateText }: Card) => ({
  name: title,
  value: stateText,
  onTap: () => void openAddress(pathOf(kind, id)),
})

export const Linked = ({ id }: { readonly id: string }) => {
  const { data } = useReply(matters.links, linkOf(id))
  return (
    <>
      <FactCard title="由哪件事来的" lines={data?.from ? [line(data.from)] : []} />
      <FactCard title="由此办的事" lines={data?.items.map(line) ?? []} />
    </>
  )
}
