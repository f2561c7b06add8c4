/** One roll: for who walks and rings building by building, for everybody else how it is at home. */
import { View } from '@tarojs/components'
import { hows, said } from '../../../shared/rolls/life.ts'
import { rolls, type RollBuilding, type RollReply } from '../../../shared/rolls/rolls.ts'
import { sayTime } from '../../../shared/time.ts'
import { ActButton } from '../components/Acts.tsx'
import { role } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { classes } from '../components/classes.ts'
import { rows } from '../components/facts.tsx'
import { matterPage, type PartOf } from '../components/MatterPage.tsx'
import { open } from '../platform/open.ts'
import { acts, answers, type Mine } from './acts.tsx'
import './rolls.css'

const now = () => new Date().toISOString()

const Home = ({ home, onMoved }: { readonly home: Mine; readonly onMoved: (reply: Mine) => void }) => {
  const { said: word, how, at, help, name } = home
  const stands =
    word && how && at ? `${said.text[word]} · ${hows.text[how]} · ${sayTime(at, now())}` : '还没报'
  return (
    <Card title={name} tone={word ? 'plain' : 'accent'}>
      <View className="strong">{stands}</View>
      {help && <Button text="看求助办到哪了" kind="plain" onTap={() => open('help/detail', { id: help })} />}
      {(['fine', 'needsHelp', 'away'] as const).map(each => (
        <ActButton key={each} item={home} act={answers[each]} onMoved={onMoved} />
      ))}
    </Card>
  )
}

const Homes: PartOf<RollReply> = ({ item, onMoved }) => (
  <>
    {item.mine.map(mine => (
      <Home
        key={mine.for ?? ''}
        home={{ ...mine, id: item.id, may: item.may }}
        // What comes back is the roll as it stands now.
        onMoved={reply => onMoved(reply as unknown as RollReply)}
      />
    ))}
  </>
)

const Tile = ({ id, each }: { readonly id: string; readonly each: RollBuilding }) => {
  const { name, of, reached, left, needsHelp } = each
  return (
    <View
      className={classes('roll-tile', left === 0 && 'roll-tile-done', needsHelp > 0 && 'roll-tile-help')}
      hoverClass="card-pressed"
      onClick={() => void open('rolls/building', { id, building: each.id })}
      {...role('button', `${name}，到了${reached}户，共${of}户${needsHelp ? `，${needsHelp}户要帮` : ''}`)}
    >
      <View>{name}</View>
      <View className="roll-tile-count">{`${reached}/${of}`}</View>
      <View className="small">{needsHelp ? `要帮${needsHelp}` : left ? `差${left}` : '齐了'}</View>
    </View>
  )
}

const Tiles: PartOf<RollReply> = ({ item: { id, buildings } }) =>
  buildings?.length ? (
    <View className="roll-tiles moves">
      {buildings.map(each => (
        <Tile key={each.id} id={id} each={each} />
      ))}
    </View>
  ) : null

const facts = rows<RollReply>(({ note, createdAt, total }) => [
  note && { name: '社区说', note },
  { name: '什么时候点的', value: sayTime(createdAt, now()) },
  total && { name: '没事', value: `${total.fine}户` },
  total && total.needsHelp > 0 && { name: '要帮', value: `${total.needsHelp}户` },
  total && total.away > 0 && { name: '不在家', value: `${total.away}户` },
  total && total.notReached > 0 && { name: '找过没找到', value: `${total.notReached}户` },
])

export default matterPage({
  get: rolls.roll,
  title: '应急点名',
  titleOf: ({ title }) => title,
  follow: item => (item?.state === 'closed' ? undefined : 15),
  stands: ({ stateText, stateHint, total, state }) => ({
    name: total ? `到了 ${total.reached}/${total.of}` : stateText,
    hint: stateHint,
    tone: state === 'closed' ? 'plain' : total?.left === 0 ? 'plain' : 'accent',
    badge: total && ([stateText, state === 'closed' ? 'ended' : 'yours'] as const),
  }),
  received: () => '点名开始了，大家一分钟内收到消息。',
  notes: [Homes, Tiles],
  acts,
  order: (_, open) => ({ last: open }),
  facts: [facts],
})
