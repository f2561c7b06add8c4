/** One note: how it stands, what was said, and how it ends. */
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { mediation } from '../../../shared/mediation.ts'
import type { QuarrelReply } from '../../../shared/mediation/quarrels.ts'
import { sayTime } from '../../../shared/time.ts'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Card } from '../components/Card.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Failed, Loading } from '../components/States.tsx'
import { Timeline } from '../components/Timeline.tsx'
import { open, openInstead, useParams } from '../platform/open.ts'
import { keepReply, useReply } from '../platform/query.tsx'
import { isFinal } from '../platform/refused.ts'
import { QuarrelMoves } from './room/QuarrelMoves.tsx'
import { sayEntry, saySides, wayText, words } from './room/quarrel-words.ts'
import { sayDate } from './times.ts'
import { kindText } from './words.ts'

const now = () => new Date().toISOString()

const Facts = ({ quarrel }: { readonly quarrel: QuarrelReply }) => (
  <Card>
    <Row name="什么事" value={kindText[quarrel.kind]} />
    <Row name="怎么来的" value={wayText[quarrel.way]} />
    <Row name="谁记的" value={quarrel.notedBy} />
    {quarrel.settledOn && (
      <Row name={quarrel.terms ? '哪天说好的' : '哪天的事'} value={sayDate(quarrel.settledOn)} />
    )}
    <View className="hint">只有记的人和调解室看得到，不要对外说。</View>
  </Card>
)

const Later = ({ notes }: Pick<QuarrelReply, 'notes'>) =>
  notes.length === 0 ? null : (
    <Card title="后来记的">
      <Timeline
        lines={notes
          .map(({ at, name, text }, i) => ({ key: i, time: `${sayTime(at, now())} · ${name}`, text }))
          .reverse()}
      />
    </Card>
  )

export default function Quarrel() {
  const { id = '' } = useParams('mediation/quarrel')
  const { data: quarrel, error, again } = useReply(mediation.quarrel, { id }, { followSeconds: 15 })
  usePullDownRefresh(() => void again().finally(() => Taro.stopPullDownRefresh()))
  const failed = error && (
    <Failed error={error} again={again}>
      <Button text="看全部" kind="plain" onTap={() => openInstead('mediation/notes')} />
      <CallCommunity />
    </Failed>
  )
  if (!quarrel || isFinal(error)) return <Page title={words.quarrel}>{failed || <Loading />}</Page>
  const { state, stateText, stateHint, terms, timeline } = quarrel
  const toCase = quarrel.case
  return (
    <Page title={words.quarrel}>
      <Card tone={state === 'open' ? 'accent' : 'plain'}>
        <View className="state" {...acts('heading')}>
          {stateText}
        </View>
        <View>{stateHint}</View>
      </Card>
      {failed}
      <Card title={saySides(quarrel.sides)}>
        <View className="big">{quarrel.what}</View>
      </Card>
      {terms && (
        <Card title="口头说好的">
          <View className="big">{terms}</View>
        </Card>
      )}
      {toCase && <Button text="看这件调解" onTap={() => open('mediation/case', { id: toCase })} />}
      <QuarrelMoves
        quarrel={quarrel}
        made={reply => void keepReply(mediation.quarrel, { id: reply.id }, reply)}
      />
      <Later notes={quarrel.notes} />
      <Facts quarrel={quarrel} />
      <Card title="经过">
        <Timeline
          lines={[...timeline]
            .reverse()
            .map(entry => ({ key: entry.seq, time: sayTime(entry.at, now()), text: sayEntry(entry) }))}
        />
      </Card>
    </Page>
  )
}
