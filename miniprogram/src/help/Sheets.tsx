/** What is asked before some of the moves: which team, what was said, how it was. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import type { HelpReply } from '../../../shared/help.ts'
import { ratings } from '../../../shared/help/life.ts'
import { acts, isChecked } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { classes } from '../components/classes.ts'
import { Choice } from '../components/Choice.tsx'
import { Field } from '../components/Field.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { useDraft } from '../platform/drafts.ts'
import { arrivalsFrom } from './windows.ts'
import { ratingText, words } from './words.ts'

interface Props {
  readonly item: HelpReply
  readonly close: () => void
}

/** Suited teams first, with what they have to do already; one is chosen before it is asked. */
export const OfferSheet = ({ item, close, offer }: Props & { readonly offer: (team: string) => unknown }) => {
  const [chosen, setChosen] = useState<string>()
  const one = item.teams?.find(({ id }) => id === chosen)
  return (
    <Sheet
      open
      title={words.offerTitle}
      close={close}
      closeText={words.thinkAgain}
      foot={one && <Button text={words.offerTo(one.name)} onTap={() => offer(one.id)} />}
    >
      {item.teams?.map(({ id, name, inHand, suited }) => (
        <View
          key={id}
          className={classes('person', id === chosen && 'chosen')}
          onClick={() => setChosen(id)}
          {...acts('radio', id === chosen ? `${name}，已选` : name)}
          {...isChecked(id === chosen)}
        >
          <View className="row-name">{name}</View>
          <View className="row-note">
            {words.load(inHand)}
            {suited && `，${words.offerSuited}`}
          </View>
        </View>
      ))}
    </Sheet>
  )
}

/** About when one will be there: one tap says yes as well. */
export const ComeSheet = ({
  item,
  close,
  come,
}: Props & { readonly come: (comesAt: string | undefined) => unknown }) => (
  <Sheet open title={words.comeTitle} close={close} closeText={words.thinkAgain}>
    {arrivalsFrom(new Date().toISOString(), item.wantedFromAt).map(({ text, at }) => (
      <Button key={at} text={text} kind="plain" onTap={() => come(at)} />
    ))}
    <Button text={words.comeUnsure} kind="plain" onTap={() => come(undefined)} />
  </Sheet>
)

const typed = z.string()

export const NoteSheet = ({
  item,
  close,
  note,
}: Props & { readonly note: (text: string, settled: boolean) => Promise<boolean> }) => {
  const draft = useDraft(`help.note.${item.id}`, typed, '')
  const empty = draft.value.trim() === ''
  const send = async (settled: boolean) => (await note(draft.value, settled)) && draft.clear()
  return (
    <Sheet open title={words.noteTitle} close={close} closeText={words.noteNot}>
      <Field
        label={words.noteField}
        lines="many"
        longest={200}
        placeholder={words.noteHint}
        value={draft.value}
        onChange={draft.set}
      />
      <Button text={words.noteSettled} disabled={empty} onTap={() => send(true)} />
      <Button text={words.noteKeep} kind="plain" disabled={empty} onTap={() => send(false)} />
    </Sheet>
  )
}

type Rating = (typeof ratings)[number]
const verdict = z.object({ rating: z.enum(ratings), thanks: z.string() })

export const RateSheet = ({
  item,
  close,
  rate,
}: Props & { readonly rate: (rating: Rating, thanks: string | undefined) => Promise<boolean> }) => {
  const before = { rating: item.rating ?? 'good', thanks: item.thanks ?? '' }
  const { value, set, clear } = useDraft(`help.rate.${item.id}`, verdict, before)
  const send = async () => (await rate(value.rating, value.thanks.trim() || undefined)) && clear()
  return (
    <Sheet open title={words.rateTitle} close={close} closeText={words.rateNot}>
      <Choice
        options={ratings.map(each => ({ value: each, text: ratingText[each] }))}
        value={value.rating}
        onChange={rating => set({ ...value, rating })}
      />
      <View className="small">{words.rateNote}</View>
      <Field
        label={words.thanksField}
        lines="many"
        longest={100}
        placeholder={words.thanksHint}
        value={value.thanks}
        onChange={thanks => set({ ...value, thanks })}
      />
      <View className="small">{words.thanksSeen}</View>
      <Button text={words.rateSend} onTap={send} />
    </Sheet>
  )
}
