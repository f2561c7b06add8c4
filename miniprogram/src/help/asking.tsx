/** How asking begins: by saying it, by what one asked for the last time, or by four large tiles. */
import { View } from '@tarojs/components'
import * as z from 'zod/mini'
import { help, type HelpReply } from '../../../shared/help/help.ts'
import { role } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Drawing } from '../components/Drawing.tsx'
import { VoiceField } from '../components/VoiceField.tsx'
import { useDraft } from '../platform/drafts.ts'
import { useMe } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import './asking.css'
import { isGoingOn, sayLines } from './words.ts'

const tiles = [
  ['groceries', 'basket', '帮我买菜', '买多少，您说了算'],
  ['medicine', 'medicine', '帮我拿药', '药店、医院都行'],
  ['urgent', 'urgent', '家里急事', '有危险先打120'],
  ['errands', 'together', '跑腿陪伴', '陪看病、说说话'],
] as const

/** The groceries one asked for last, for oneself or someone one acts for, unless some are on their way. */
const usualOf = (items: readonly HelpReply[]) => {
  const groceries = items.filter(({ mine, kind, lines }) => mine && kind === 'groceries' && lines)
  if (groceries.some(isGoingOn)) return undefined
  return groceries.reduce<HelpReply | undefined>(
    (last, each) => (last && last.createdAt >= each.createdAt ? last : each),
    undefined,
  )
}

export const Usual = () => {
  const mine = useReply(help.mine, {})
  const { data: me } = useMe()
  const last = usualOf(mine.data?.items ?? [])
  if (!last) return null
  const { id, askerName } = last
  const whose = askerName && askerName !== me?.callName ? ` · ${askerName}` : ''
  return (
    <Card title={`还是老样子${whose}`}>
      <View className="big">{sayLines(last.lines ?? [])}</View>
      <Button text="就这些" onTap={() => open('help/again', { id })} />
    </Card>
  )
}

export const Kinds = () => (
  <View className="tiles">
    {tiles.map(([kind, drawing, name, note]) => (
      <View
        key={kind}
        className={`tile tile-${kind}`}
        hoverClass="card-pressed"
        onClick={() => open('help/ask', { kind })}
        {...role('button', `${name}，${note}`)}
      >
        <Drawing name={drawing} />
        <View className="tile-name">{name}</View>
        <View className="tile-note">{note}</View>
      </View>
    ))}
  </View>
)

const saidDraft = z.object({ voice: z.optional(z.string()) })
const nothing = {}
/** What was said before it was known what kind of help it is about; the form that is opened next takes it over. */
export const useSaid = () => useDraft('help.said', saidDraft, nothing)

/** Speaking first, for those who would rather not type. What was said can be heard again before it goes anywhere. */
export const SayIt = () => {
  const { value, set } = useSaid()
  const { voice } = value
  return (
    <Card>
      <VoiceField label="说给我们听" value={voice} onChange={voice => set({ voice })} />
      {voice && (
        <>
          <View className="strong">说的是哪一种？点一下接着办。</View>
          <Kinds />
        </>
      )}
    </Card>
  )
}
