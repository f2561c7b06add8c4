/** What is asked in a way of its own: whom the lead sends, what was laid out, what was given back. */
import { View } from '@tarojs/components'
import { createContext, useContext, useState } from 'react'
import * as z from 'zod/mini'
import { help, type HelpReply } from '../../../shared/help.ts'
import { mostSpentFen } from '../../../shared/help/life.ts'
import { fenOf, sayFen } from '../../../shared/money.ts'
import { Asking, useTelling, type ActProps } from '../components/act.tsx'
import { role, isChecked } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { classes } from '../components/classes.ts'
import { Fields, line, photos, toggle } from '../components/fields.tsx'
import { Notice } from '../components/States.tsx'
import { useDraft } from '../platform/drafts.ts'
import { useMe } from '../platform/me.ts'
import { sayLoad } from './words.ts'

type Props = ActProps<HelpReply>

interface PersonProps {
  readonly name: string
  readonly note: string
  readonly chosen: boolean
  readonly choose: () => void
  readonly readout?: string
}

/** One of several people or teams, with what speaks for them. */
export const Person = ({ name, note, chosen, choose, readout = name }: PersonProps) => (
  <View
    className={classes('person', chosen && 'chosen')}
    onClick={choose}
    {...role('radio', chosen ? `${readout}，已选` : readout)}
    {...isChecked(chosen)}
  >
    <View className="row-name">{name}</View>
    <View className="row-note">{note}</View>
  </View>
)

// ---- whom the lead sends ----

export interface Choice {
  readonly id: string
  readonly seq: number
  readonly volunteer: string
  readonly name: string
  /** The lead goes in person. */
  readonly self: boolean
}
/** The one who was chosen is told by the page, which waits a moment. */
export const Chosen = createContext<(choice: Choice) => unknown>(() => undefined)

const why = { usual: '上次也是这位', least: '手上最少', sameBuilding: '同一栋楼' }

/** The one with the least to do is chosen already, with the reason beside the name. */
export const AssignSheet = ({ item, close }: Props) => {
  const { data: me } = useMe()
  const tell = useContext(Chosen)
  const [chosen, setChosen] = useState<string>()
  const isSelf = (id: string) => id === me?.id
  // Somebody else is proposed before the lead.
  const volunteers = [...(item.volunteers ?? [])]
    .filter(({ id }) => id !== item.volunteer?.id)
    .sort((a, b) => Number(isSelf(a.id)) - Number(isSelf(b.id)))
  const one = volunteers.find(({ id }) => id === chosen) ?? volunteers[0]
  const send = ({ id, name }: { readonly id: string; readonly name: string }) => {
    close()
    return tell({ id: item.id, seq: item.seq, volunteer: id, name, self: isSelf(id) })
  }
  return (
    <Asking
      title="请谁去？"
      close={close}
      closeText="再想想"
      foot={one && <Button text={isSelf(one.id) ? '我自己去' : `请${one.name}去`} onTap={() => send(one)} />}
    >
      {volunteers.map(each => {
        const { id, name, building, inHand } = each
        return (
          <Person
            key={id}
            name={isSelf(id) ? `${name}（您自己）` : name}
            note={`${building ? `${building} · ` : ''}${sayLoad(inHand)}${each.why ? `，${why[each.why]}` : ''}`}
            readout={`${name}，${building ?? ''}，${sayLoad(inHand)}`}
            chosen={id === one?.id}
            choose={() => setChosen(id)}
          />
        )
      })}
      {!one && <View className="sheet-text">队里还没有能去的志愿者。可以退回去，让别的队接。</View>}
    </Asking>
  )
}

// ---- money ----

const yuan = (label = '多少元') => line(label, { type: 'digit', longest: 9, hint: '比如 38.5' })
const notANumber = '请写数字，比如 38.5'

const purchase = z.object({ yuan: z.string(), receipts: z.array(z.string()), idsShown: z.boolean() })
const nothingYet = { yuan: '', receipts: [], idsShown: false }

const wrongWith = (value: string, amount: number | undefined) => {
  // Between 38. and 38.5 there is nothing to complain about yet.
  if (value === '' || /^\d{1,6}[.。]$/.test(value)) return undefined
  if (amount === 0) return '没花钱？请打给队长或社区'
  if (/^\d+[.。]\d{3,}$/.test(value)) return '最多写到分，比如 38.50'
  if (amount === undefined && !/^\d{6,}([.。]\d{0,2})?$/.test(value)) return notANumber
  return amount === undefined || amount > mostSpentFen ? '金额太大，请再看看' : undefined
}

/** What the volunteer laid out, said back before it is sent. */
export const BoughtSheet = (props: Props) => {
  const { id, seq, capFen, insurance, state } = props.item
  const { value, set, clear } = useDraft(`help.bought.${id}`, purchase, nothingYet)
  const [busy, setBusy] = useState(false)
  const { go, send, error } = useTelling(props)
  const typed = value.yuan.trim()
  const amount = fenOf(typed)
  const complaint = wrongWith(typed, amount)
  const spentFen = complaint === undefined ? amount : undefined
  const tell = async (agreed?: true) => {
    if (spentFen === undefined) return
    const receipts = value.receipts.length > 0 ? value.receipts : undefined
    const said = { id, seq, spentFen, agreed, receipts, idsShown: value.idsShown || undefined }
    if (await send(go(help.bought, said))) clear()
  }
  const seen = toggle('柜台看过两个人的证件了', '用医保买药，柜台要看您和居民的证件。')
  const ready = spentFen !== undefined && !busy && (!insurance || value.idsShown)
  return (
    <Asking
      title="一共花了多少钱？"
      close={props.close}
      closeText={state === 'bought' ? '不改了' : '还没买好'}
      error={error}
    >
      <Fields
        of={{
          yuan: yuan(),
          receipts: photos('拍小票（可以不拍）', undefined, 3),
          ...(insurance && { idsShown: seen }),
        }}
        {...{ value, set }}
        empty={nothingYet}
        complaints={complaint ? { yuan: complaint } : {}}
        busy={(_, on) => setBusy(on)}
      />
      {spentFen !== undefined && capFen !== undefined && spentFen > capFen ? (
        <>
          <Notice text={`说好最多${sayFen(capFen)}，真的是${sayFen(spentFen)}？`} tone="warn" />
          <Button text="写错了，改" onTap={() => set({ ...value, yuan: '' })} />
          <Button text="是这么多，已跟邻居说好" kind="plain" onTap={() => tell(true)} />
        </>
      ) : (
        <>
          {spentFen !== undefined && (
            <View className="big sheet-text">{`一共 ${sayFen(spentFen)}，对吗？`}</View>
          )}
          <Button text="对，买好了" disabled={!ready} onTap={() => tell()} />
        </>
      )}
    </Asking>
  )
}

/** What was given back to the volunteer: the amount on the receipt with one tap, any other typed. */
export const PaidSheet = (props: Props) => {
  const { id, seq, spentFen = 0, mine } = props.item
  const [typed, setTyped] = useState<string>()
  const { go, send, error } = useTelling(props)
  const paid = typed === undefined ? undefined : fenOf(typed)
  const wrong = Boolean(typed) && (paid === undefined || paid > mostSpentFen)
  const tell = (paidFen?: number) => send(go(help.confirm, { id, seq, paidFen }))
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
        </>
      ) : (
        <>
          {yuan().draw({
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
