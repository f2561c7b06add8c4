/** 找人帮忙: four large tiles, and before them what one asked for the last time. */
import { View } from '@tarojs/components'
import { help, type HelpReply } from '../../../shared/help.ts'
import { identity } from '../../../shared/identity.ts'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { isGoingOn } from './HelpCard.tsx'
import './asking.css'
import { askTiles, sayLines, words } from './words.ts'

/** The groceries one asked for last, for oneself or someone one acts for, unless some are on their way. */
export const usualOf = (items: readonly HelpReply[]) => {
  const groceries = items.filter(({ mine, kind, lines }) => mine && kind === 'groceries' && lines)
  if (groceries.some(isGoingOn)) return undefined
  return groceries.reduce<HelpReply | undefined>(
    (last, each) => (last && last.createdAt >= each.createdAt ? last : each),
    undefined,
  )
}

const Usual = () => {
  const mine = useReply(help.mine, {})
  const { data: me } = useReply(identity.me, {}, { remember: true })
  const last = usualOf(mine.data?.items ?? [])
  if (!last) return null
  const whose = last.askerName !== me?.callName && last.askerName
  return (
    <Card title={whose ? `${words.usual} · ${whose}` : words.usual}>
      <View className="big">{sayLines(last)}</View>
      <Button text={words.usualYes} onTap={() => open('help/again', { id: last.id })} />
    </Card>
  )
}

export const AskSection = () => (
  <View className="section">
    <View className="heading" {...acts('heading')}>
      {words.ask}
    </View>
    <Usual />
    <View className="tiles">
      {askTiles.map(([kind, name, note]) => (
        <View
          key={kind}
          className={`tile tile-${kind}`}
          hoverClass="card-pressed"
          onClick={() => open('help/ask', { kind })}
          {...acts('button', `${name}，${note}`)}
        >
          <View className="tile-name">{name}</View>
          <View className="tile-note">{note}</View>
        </View>
      ))}
    </View>
  </View>
)
