/** A record once it is written: whose session it was, who has signed it, and what was said after that. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Reply } from '../../../../shared/contract.ts'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import type { PartyKey } from '../../../../shared/mediation/life.ts'
import { recordSigns, type Signer } from '../../../../shared/mediation/records.ts'
import { clockOf, instantOf, onDay, sayTime, shanghai } from '../../../../shared/time.ts'
import type { Code } from '../../../../shared/choice.ts'
import { actsOf, useTelling, type ActProps } from '../../components/act.tsx'
import { Acts } from '../../components/Acts.tsx'
import { role } from '../../components/aria.ts'
import { Asking } from '../../components/Asking.tsx'
import { Button } from '../../components/Button.tsx'
import { Card } from '../../components/Card.tsx'
import { FactCard } from '../../components/facts.tsx'
import { Fields, lines, someOf, when } from '../../components/fields.tsx'
import { Pair } from '../../components/Pair.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { Notice } from '../../components/States.tsx'
import { useMove } from '../../platform/query.tsx'
import { sayRefusal } from '../../platform/refused.ts'
import { words } from '../parts/words.ts'
import { PrintPaper } from './papers.tsx'

export type SessionRecord = Reply<typeof mediation.record>
type How = Code<typeof recordSigns>

const now = () => new Date().toISOString()
const { act, byHand } = actsOf<SessionRecord>()
const ofSession = ({ session }: SessionRecord) => ({ session })
const keeps = ({ id, session }: SessionRecord) => `${id}.${session}`

/** As it really was, not as the slot says. */
const CorrectSheet = (step: ActProps<SessionRecord>) => {
  const { item, close } = step
  const { id, session, fromAt, people } = item
  const { go, send, error, fields } = useTelling(step)
  const [value, set] = useState({
    from: clockOf(item.beganAt ?? fromAt),
    to: item.endedAt ? clockOf(item.endedAt) : '',
    present: people.filter(({ there }) => there).map(({ key }) => key),
  })
  const at = (clock: string) => instantOf(onDay(shanghai(fromAt), clock))
  const { from, to, present } = value
  const names: Partial<Record<PartyKey, string>> = Object.fromEntries(
    people.map(({ key, name }) => [key, name]),
  )
  const correct = () =>
    send(go(mediation.correctSession, { id, session, beganAt: at(from), endedAt: at(to), present }))
  return (
    <Asking
      title="改时间和人"
      close={close}
      error={error}
      foot={<Button text="改好了" disabled={!from || !to} onTap={correct} />}
    >
      <Fields
        of={{
          from: when('几点开始谈的', 'time'),
          to: when('几点谈完的', 'time'),
          present: someOf('到场的人', names),
        }}
        value={value}
        set={set}
        complaints={fields.beganAt ? { ...fields, from: fields.beganAt } : fields}
      />
    </Asking>
  )
}

const acts = {
  correct: byHand(CorrectSheet, { label: '改时间和人', may: ['correctSession'] }),
  reopen: act(mediation.reopenRecord, {
    label: '退回去改',
    title: '退回去改？',
    yes: '退回去改',
    danger: true,
    along: ofSession,
    says: () => '已经签的都不算了，改完重新打印、重新签。谁退的、为什么，记在这份笔录里。',
    fields: { text: lines('为什么', { hint: '比如：李家说日期写错了' }) },
    keeps,
  }),
  add: act(mediation.addToRecord, {
    label: '补充一句',
    yes: '补上',
    along: ofSession,
    fields: { text: lines('补充什么', { hint: '比如：水管型号应为PPR', longest: 1000 }) },
    note: '签过的话不变。补充的印在签字下面，写明今天和您的名字。',
    keeps,
  }),
}

const sayHours = ({ held, fromAt, toAt, beganAt, endedAt }: SessionRecord) => {
  if (!held) return `原定${clockOf(fromAt)}–${clockOf(toAt)}，没有谈`
  return `${beganAt ? clockOf(beganAt) : '几点开始还没填'} – ${endedAt ? clockOf(endedAt) : '几点结束还没填'}`
}
const namesOf = (people: SessionRecord['people']) => people.map(({ name }) => name).join('、')

/** Which session it was: its day, its hours, its people. */
export const SessionFacts = ({ item }: { readonly item: SessionRecord }) => {
  const absent = item.people.filter(({ there }) => !there)
  return (
    <FactCard
      lines={[
        {
          name: sayHours(item),
          note: [
            `到场：${namesOf(item.people.filter(({ there }) => there)) || '没有人'}`,
            absent.length > 0 && `没到：${namesOf(absent)}`,
          ],
        },
      ]}
    >
      <Acts
        item={item}
        acts={acts}
        order={(_, open) => ({ beside: open.filter(name => name === 'correct') })}
      />
    </FactCard>
  )
}

const partyWays: readonly How[] = ['pen', 'thumb', 'refused']
const waysOf = (what: Signer): readonly How[] =>
  what === 'mediator' || what === 'recorder' ? ['pen'] : partyWays

/** They sign one after the other; from the first one the words stand. */
export const RecordSigning = ({ item }: { readonly item: SessionRecord }) => {
  const { id, session, version, state, signers } = item
  const { go, busy, error } = useMove()
  const [mending, mend] = useState(false)
  const open = item.may.includes('signRecord')
  const sign = (what: Signer, how: How) =>
    go(mediation.signRecord, { id, session, version, what, how }).then(
      () => mend(false),
      () => undefined, // shown below
    )
  return (
    <Card title="签字">
      {state === 'writing' && (
        <View className="hint">先打印，给大家看过或念过，签一个点一个。第一个人签了，字句就不能改了。</View>
      )}
      <PrintPaper id={id} which="record" session={session} text={`打印第${session}次的笔录`} />
      {signers.map(({ what, role: as, name, how }) => {
        const done = how && recordSigns.text[how]
        const ways = waysOf(what).filter(each => each !== how)
        return (
          <View key={what} className="sign-line">
            <View className="card-head">
              <View {...role('text', `${as}${name}，${done ?? words.missing}`)}>{`${as} ${name}`}</View>
              <StateBadge text={done ?? words.missing} tone={done ? 'ended' : 'late'} />
            </View>
            {open && (!done || (mending && ways.length > 1)) && (
              <Pair>
                {ways.map(way => (
                  <Button
                    key={way}
                    text={recordSigns.text[way]}
                    kind="plain"
                    size="small"
                    disabled={busy}
                    label={`${as}${name}${recordSigns.text[way]}`}
                    onTap={() => sign(what, way)}
                  />
                ))}
              </Pair>
            )}
          </View>
        )
      })}
      {error && <Notice text={sayRefusal(error)} tone="warn" />}
      {open && !mending && signers.some(({ how }) => how) && (
        <Button text="签字记错了" kind="plain" size="small" onTap={() => mend(true)} />
      )}
    </Card>
  )
}

type Said = SessionRecord['additions'][number]
const sayLine = ({ at, name, text }: Said) => ({ name: text, note: [sayTime(at, now()), name] })

/** What was said since, and what was put right. */
export const RecordLater = ({ item }: { readonly item: SessionRecord }) => (
  <>
    <FactCard title="签字以后补充的" lines={item.additions.map(sayLine)} />
    <FactCard
      title="改过的签字"
      lines={[
        ...item.corrected.map(sayLine),
        ...item.reopenings.map(each => ({ ...sayLine(each), name: `退回去改过：${each.text}` })),
      ]}
    />
    <Acts
      item={item}
      acts={acts}
      order={(_, open) => ({ beside: open.filter(name => name !== 'correct') })}
    />
  </>
)
