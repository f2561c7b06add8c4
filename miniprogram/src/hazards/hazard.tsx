/** One hazard: who has it and until when, what it looks like, and what came of it. */
import { View } from '@tarojs/components'
import { hazards, type HazardReply } from '../../../shared/hazards/hazards.ts'
import { extendReasons, refuseReasons, sendBackReasons, severities } from '../../../shared/hazards/life.ts'
import { onOf, sayDate, sayMonthDay, sayTime } from '../../../shared/time.ts'
import { Button } from '../components/Button.tsx'
import { useCommunity } from '../components/CallCommunity.tsx'
import { CallButton } from '../components/CallButton.tsx'
import { Card } from '../components/Card.tsx'
import { history, rows, type FactOf } from '../components/facts.tsx'
import { FileViews } from '../components/FileViews.tsx'
import { matterPage } from '../components/MatterPage.tsx'
import { open } from '../platform/open.ts'
import { handOver } from '../platform/query.tsx'
import { acts, moveDone, order } from './acts.tsx'

type Part = FactOf<HazardReply>
const now = () => new Date().toISOString()

const Seen: Part = ({ item: { photos = [], voice, words, spot } }) =>
  photos.length || voice || words || spot ? (
    <Card title={spot ?? '看见的'}>
      {words && <View className="big">{words}</View>}
      <FileViews files={[...photos, ...(voice ? [voice] : [])]} />
    </Card>
  ) : null

const Handled: Part = ({ item: { handled } }) =>
  handled ? (
    <Card title="怎么办的">
      <View>{handled.what}</View>
      {handled.witness && <View className="hint">{`${handled.witness}看见的`}</View>}
      <FileViews files={handled.photos ?? []} />
    </Card>
  ) : null

/** It may want something else done: somebody needs help, or what keeps coming back wants an idea. */
const ComesOfIt: Part = ({ item: { id, mine, shown, building, spot, title, words } }) => {
  const on = useCommunity()?.on ?? []
  const to = (page: 'help/phone' | 'suggestions/say') => () => {
    const where = [building, spot, title].filter(Boolean).join(' ')
    handOver(id, { words: [where, words].filter(Boolean).join('：').slice(0, 500) })
    return open(page, { from: id })
  }
  return (
    <>
      {shown && on.includes('help') && (
        <Button text="由此帮人叫人" kind="plain" size="small" onTap={to('help/phone')} />
      )}
      {(mine || shown) && on.includes('suggestions') && (
        <Button text="由此提建议" kind="plain" size="small" onTap={to('suggestions/say')} />
      )}
    </>
  )
}

/** Where else to go, in one tap. */
const Elsewhere: Part = ({ item: { ending, same } }) => (
  <>
    {ending?.phone && <CallButton phone={ending.phone} text={`打给${ending.whose ?? '他们'}`} />}
    {same && <Button text="看并到的那一件" kind="plain" onTap={() => open('hazards/hazard', { id: same })} />}
  </>
)

const facts = rows<HazardReply>(item => {
  const { to, dueAt, state, extended, ending, answer, sentBack, reopened, severity, followers } = item
  return [
    to && { name: '谁在办', value: to.name, note: item.ref && `编号 ${item.ref}` },
    state === 'dispatched' && dueAt && { name: '到什么时候', value: sayTime(dueAt, now()) },
    severity && state === 'dispatched' && { name: '多急', value: severities.text[severity] },
    extended && {
      ...{ name: '改晚了', value: sayMonthDay(extended.until) },
      note: extendReasons.text[extended.reason],
    },
    sentBack && { name: '上次退回', value: sendBackReasons.text[sentBack.reason], note: sentBack.whose },
    ending && { name: '为什么', value: refuseReasons.text[ending.reason], note: ending.why },
    ending?.whose && { name: '该找谁', value: ending.whose },
    answer && {
      name: answer.fixed ? '报的人说' : '还没修好',
      value: answer.fixed ? '修好了' : '',
      note: answer.words,
    },
    reopened > 0 && { name: '没修好又办', value: `${reopened}次` },
    item.reporter && { name: '谁报的', value: item.reporter },
    { name: '什么时候报的', value: sayWhen(item.createdAt) },
    followers > 0 && { name: '也看见的', value: `${followers}位` },
  ]
})
const sayWhen = (at: string) =>
  onOf(at).slice(0, 4) === onOf(now()).slice(0, 4) ? sayTime(at, now()) : sayDate(at)

export default matterPage({
  get: hazards.hazard,
  title: '这件隐患',
  titleOf: ({ title }) => title,
  follow: 20,
  stands: ({ stateText, stateHint, building, title, late, silent, danger, state }) => ({
    name: silent ? '没回话' : late ? '过了时间' : stateText,
    hint: stateHint,
    title: `${building} · ${title}`,
    badge: danger && state !== 'closed' ? (['有危险', 'late'] as const) : undefined,
    tone: late
      ? 'warn'
      : state === 'reported' || state === 'dispatched' || state === 'handled'
        ? 'accent'
        : 'plain',
  }),
  received: ({ danger }) => (danger ? '社区马上知道。人先离开，别碰。' : '报上去了，派给谁会告诉您。'),
  notes: [Elsewhere],
  acts,
  order,
  facts: [Seen, Handled, facts],
  after: [
    ComesOfIt,
    history<HazardReply>(({ who, move, reason = '' }) =>
      moveDone[move] === undefined
        ? undefined
        : `${who}${moveDone[move]}${reasons[reason] ? `：${reasons[reason]}` : ''}`,
    ),
  ],
})

const reasons: Readonly<Record<string, string>> = {
  ...sendBackReasons.text,
  ...extendReasons.text,
  ...refuseReasons.text,
}
