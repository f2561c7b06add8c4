/** One note: how it stands, what was said, and how it ends. */
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import { pathOf } from '../../../shared/matters.ts'
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
import { keepReply, useReply } from '../platform/query.tsx'
import { isFinal } from '../platform/refused.ts'
import { QuarrelMoves } from './room/QuarrelMoves.tsx'
import { sayEntry, saySides, wayText, words } from './room/quarrel-words.ts'
import { sayDate } from './times.ts'
import { kindText } from './words.ts'

const now = () => new Date().toISOString()

const Facts = ({ quarrel }: { readonly quarrel: QuarrelReply }) => (
  <Card>
    <Row name={words.kindRow} value={kindText[quarrel.kind]} />
    <Row name={words.wayRow} value={wayText[quarrel.way]} />
    <Row name={words.by} value={quarrel.notedBy} />
    {quarrel.settledOn && (
      <Row name={quarrel.terms ? words.settledOn : words.endedOn} value={sayDate(quarrel.settledOn)} />
    )}
    <View className="hint">{words.confidential}</View>
  </Card>
)

const Later = ({ notes }: Pick<QuarrelReply, 'notes'>) =>
  notes.length === 0 ? null : (
    <Card title={words.later}>
      <Timeline
        lines={notes
          .map(({ at, name, text }, i) => ({ key: i, time: `${sayTime(at, now())} · ${name}`, text }))
          .reverse()}
      />
    </Card>
  )

export default function Quarrel() {
  const { id = '' } = useRouter().params
  const { data: quarrel, error, again } = useReply(mediation.quarrel, { id }, { followSeconds: 15 })
  usePullDownRefresh(() => void again().finally(() => Taro.stopPullDownRefresh()))
  const failed = error && (
    <Failed error={error} again={again}>
      <Button text={words.seeAll} kind="plain" onTap={() => Taro.redirectTo({ url: '/mediation/notes' })} />
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
        <Card title={words.agreed}>
          <View className="big">{terms}</View>
        </Card>
      )}
      {toCase && (
        <Button text={words.toCase} onTap={() => Taro.navigateTo({ url: pathOf('case', toCase) })} />
      )}
      <QuarrelMoves
        quarrel={quarrel}
        made={reply => void keepReply(mediation.quarrel, { id: reply.id }, reply)}
      />
      <Later notes={quarrel.notes} />
      <Facts quarrel={quarrel} />
      <Card title={words.history}>
        <Timeline
          lines={[...timeline]
            .reverse()
            .map(entry => ({ key: entry.seq, time: sayTime(entry.at, now()), text: sayEntry(entry) }))}
        />
      </Card>
    </Page>
  )
}
