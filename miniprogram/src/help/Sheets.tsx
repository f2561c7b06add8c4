/** What is asked in a way of its own: whom the lead sends, what was laid out, what was given back. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { help, type HelpReply } from '../../../shared/help/help.ts'
import { mostSpentFen } from '../../../shared/help/life.ts'
import { fenOf, sayFen } from '../../../shared/money.ts'
import { actsOf, useTelling, type ActProps } from '../components/act.tsx'
import { Asking } from '../components/Asking.tsx'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { drawn, Fields, line, oneOfThese, photos, tick, type Drawn } from '../components/fields.tsx'
import { Notice } from '../components/States.tsx'
import { useMe } from '../platform/me.ts'
import { useReply } from '../platform/query.tsx'
import { owedFor, sayLoad } from './words.ts'

/** Whom the lead has chosen, and that it was brought, is told by the page, which waits a moment. */
export interface Led extends HelpReply {
  readonly send: (choice: Choice) => unknown
  readonly deliver: () => unknown
}
type Props = ActProps<Led>
const { act } = actsOf<Led>()

// ---- whom the lead sends ----

export interface Choice {
  readonly id: string
  readonly seq: number
  readonly volunteer: string
  readonly name: string
  /** The lead goes in person. */
  readonly self: boolean
}

const why = { paired: '常去看这一户', usual: '上次也是这位', least: '手上最少', sameBuilding: '同一栋楼' }

/** The one with the least to do is chosen already, with the reason beside the name. */
export const AssignSheet = ({ item, close }: Props) => {
  const { data: me } = useMe()
  const [chosen, setChosen] = useState<string>()
  const isSelf = (id: string) => id === me?.id
  // Somebody else is proposed before the lead.
  const { data, ...asked } = useReply(help.candidates, { id: item.id })
  const volunteers = [...(data?.volunteers ?? [])]
    .filter(({ id }) => id !== item.volunteer?.id)
    .sort((a, b) => Number(isSelf(a.id)) - Number(isSelf(b.id)))
  const one = volunteers.find(({ id }) => id === chosen) ?? volunteers[0]
  const send = ({ id, name }: { readonly id: string; readonly name: string }) => {
    close()
    return item.send({ id: item.id, seq: item.seq, volunteer: id, name, self: isSelf(id) })
  }
  const people = volunteers.map(({ id, name, building, inHand, why: reason }) => ({
    id,
    name: isSelf(id) ? `${name}（您自己）` : name,
    note: `${building ? `${building} · ` : ''}${sayLoad(inHand)}${reason ? `，${why[reason]}` : ''}`,
    readout: `${name}，${building ?? ''}，${sayLoad(inHand)}`,
  }))
  return (
    <Asking
      title="请谁去？"
      close={close}
      closeText="再想想"
      foot={one && <Button text={isSelf(one.id) ? '我自己去' : `请${one.name}去`} onTap={() => send(one)} />}
    >
      <Fields of={{ one: oneOfThese(people) }} value={{ one: one?.id }} set={({ one }) => setChosen(one)} />
      {!data && <Awaited asked={asked} calls={false} />}
      {data && !one && <View className="sheet-text">队里还没有能去的志愿者。可以退回去，让别的队接。</View>}
    </Asking>
  )
}

// ---- money: typed in yuan, sent in fen ----

const yuan = line('多少元', { type: 'digit', longest: 9, hint: '比如 38.5' })
const notANumber = '请写数字，比如 38.5'

const wrongWith = (value: string, amount: number | undefined) => {
  // Between 38. and 38.5 there is nothing to complain about yet.
  if (value === '' || /^\d{1,6}[.。]$/.test(value)) return undefined
  if (amount === 0) return '没花钱？请打给队长或社区'
  if (/^\d+[.。]\d{3,}$/.test(value)) return '最多写到分，比如 38.50'
  if (amount === undefined && !/^\d{6,}([.。]\d{0,2})?$/.test(value)) return notANumber
  return amount === undefined || amount > mostSpentFen ? '金额太大，请再看看' : undefined
}

const isOver = (spentFen: number | undefined, { capFen }: HelpReply) =>
  spentFen !== undefined && capFen !== undefined && spentFen > capFen

/** What was laid out, said back before it is sent. */
const Spent = ({ item, value, set, ...rest }: Drawn<number> & { readonly item: HelpReply }) => {
  const [typed, setTyped] = useState(value === undefined ? '' : String(value / 100))
  const complaint = wrongWith(typed.trim(), fenOf(typed))
  const type = (text = '') => {
    setTyped(text)
    const amount = fenOf(text)
    set(wrongWith(text.trim(), amount) === undefined ? amount : undefined)
  }
  return (
    <>
      {yuan.draw({ ...rest, value: typed, set: type, complaint })}
      {value !== undefined &&
        (isOver(value, item) ? (
          <View className="field">
            <Notice text={`说好最多${sayFen(item.capFen!)}，真的是${sayFen(value)}？`} tone="warn" />
            <Button text="写错了，改" onTap={() => type()} />
          </View>
        ) : (
          <View className="big sheet-text">{`一共 ${sayFen(value)}，对吗？`}</View>
        ))}
    </>
  )
}

/** What a volunteer typed wrong, as long as it is not settled. */
export const correct = act(help.correct, {
  label: '改金额',
  title: '一共花了多少钱？',
  no: '不改了',
  choices: (item, { spentFen }) =>
    isOver(spentFen, item)
      ? [['是这么多，已跟邻居说好', { agreed: true as const }]]
      : [['改成这个数', {}, 'primary']],
  fields: item => ({ spentFen: drawn<number>(drawing => <Spent item={item} {...drawing} />, item.spentFen) }),
  done: '改好了，居民也看得到',
})

export const bought = act(help.bought, {
  label: ({ state }) => (state === 'bought' ? '改金额' : '买好了'),
  title: '一共花了多少钱？',
  no: ({ state }) => (state === 'bought' ? '不改了' : '还没买好'),
  keeps: true,
  fields: item => ({
    spentFen: drawn<number>(drawing => <Spent item={item} {...drawing} />),
    receipts: photos('拍小票（可以不拍）', undefined, 3),
    ...(item.insurance && {
      idsShown: tick('用医保买药，柜台要看您和居民的证件。', '柜台看过两个人的证件了'),
    }),
  }),
  needs: ['spentFen', 'idsShown'],
  choices: (item, { spentFen }) =>
    isOver(spentFen, item)
      ? [['是这么多，已跟邻居说好', { agreed: true as const }]]
      : [['对，买好了', {}, 'primary']],
})

/** What was given back to the volunteer: the amount on the receipt with one tap, any other typed. */
export const PaidSheet = (props: Props) => {
  const { id, seq, mine, laidOut } = props.item
  const spentFen = owedFor(props.item) ?? 0
  const [typed, setTyped] = useState<string>()
  const { go, send, error } = useTelling(props)
  const paid = typed === undefined ? undefined : fenOf(typed)
  const wrong = Boolean(typed) && (paid === undefined || paid > mostSpentFen)
  const tell = (paidFen?: number) =>
    send(go(help.confirm, { id, seq, paidFen, via: mine ? undefined : 'phone' }))
  return (
    <Asking
      title={mine ? '您给了志愿者多少钱？' : '居民给了多少钱？'}
      close={props.close}
      closeText="再想想"
      error={error}
    >
      {typed === undefined ? (
        <>
          <Button text={`${sayFen(spentFen)}，对`} onTap={() => tell(spentFen)} />
          <Button text="不是这个数" kind="plain" onTap={() => setTyped('')} />
          {!mine && <Button text="先不说" kind="plain" onTap={() => tell()} />}
          {mine && laidOut && <Button text="还没给" kind="plain" onTap={() => tell()} />}
        </>
      ) : (
        <>
          {yuan.draw({
            value: typed,
            set: (value = '') => setTyped(value),
            busy: () => undefined,
            complaint: wrong ? notANumber : undefined,
          })}
          {paid !== undefined && paid !== spentFen && (
            <View className="sheet-text">和小票不一样，社区会打电话问清楚。</View>
          )}
          <Button
            text={paid === undefined ? '就是这个数' : `给了 ${sayFen(paid)}`}
            disabled={paid === undefined || wrong}
            onTap={() => tell(paid)}
          />
        </>
      )}
    </Asking>
  )
}
