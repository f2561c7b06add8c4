/** Those who take part: how each is reached, who speaks for them, who comes along; and one more of them. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation.ts'
import type { CaseReply } from '../../../../shared/mediation/reply.ts'
import { partyKeys } from '../../../../shared/mediation/life.ts'
import { Button } from '../../components/Button.tsx'
import { Card } from '../../components/Card.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Fields, line, lines } from '../../components/fields.tsx'
import { Row } from '../../components/Row.tsx'
import { complaintAbout, linesOf } from './lines.ts'
import { RevealPhone, type Step } from './Parties.tsx'
import { words } from './words.ts'
import { nobody, someoneOf, typedOf, type Typed } from './someone.ts'
import { SomeoneFields } from './SomeoneFields.tsx'
import { Asking, useTelling } from '../../components/act.tsx'

type Party = CaseReply['parties'][number]
const further = 'further'

const alone = { agent: '', companions: '' }
const comes = (name: string) => ({
  agent: line('谁替他来（要有委托书）', { hint: `没有就空着，${name}自己来`, longest: 20 }),
  companions: lines('一起来的人（一行一位）', { hint: '家里人、懂行的人', longest: 100 }),
})

/** Their door and phone are changed only by whoever has looked at them. */
const One = ({ party, ...step }: Step & { readonly party: Party }) => {
  const { item } = step
  const { id } = item
  const { key, name, agent = '', companions = [] } = party
  const { go, send, error, fields } = useTelling({ ...step, close: () => undefined })
  const [who, setWho] = useState<Typed>()
  const [value, set] = useState({ agent, companions: companions.join('\n') })
  const along = complaintAbout(fields, 'companions')
  const may = item.may.includes('saveParty')
  const save = () =>
    send(
      go(mediation.saveParty, {
        ...{ id, party: key, agent: value.agent.trim(), companions: linesOf(value.companions) },
        who: who && someoneOf(who),
      }),
    ).then(saved => saved && step.close())
  const seen = () => send(go(mediation.saveParty, { id, party: key, idSeen: !party.idSeen }))
  return (
    <>
      <RevealPhone id={id} party={party} onSeen={found => setWho(typedOf(found))} />
      <View className="gap" />
      {may && (
        <>
          <Card>
            <Row
              name={words.idSeen}
              note={words.idSeenNote}
              on={party.idSeen ?? false}
              onTap={() => void seen()}
            />
          </Card>
          {who && <SomeoneFields value={who} onChange={setWho} complaints={fields} at="who." />}
          <Fields
            of={comes(name)}
            {...{ value, set }}
            empty={alone}
            complaints={along === undefined ? fields : { ...fields, companions: along }}
          />
          {error && <View className="complaint under-label">{error.message}</View>}
          <Button text="存好" onTap={save} />
        </>
      )}
    </>
  )
}

const Further = (step: Step) => {
  const { id, parties } = step.item
  const { go, send, error, fields } = useTelling(step)
  const [who, setWho] = useState(nobody)
  const key = partyKeys.find(each => !parties.some(party => party.key === each))
  if (!key) return <View className="sheet-text">最多六方。请让一家出一个人来。</View>
  return (
    <>
      <View className="sheet-text">添上以后，也要问他愿不愿谈。</View>
      <SomeoneFields value={who} onChange={setWho} complaints={fields} at="who." />
      {error && <View className="complaint under-label">{error.message}</View>}
      <Button
        text="添上"
        disabled={!who.name.trim()}
        onTap={() => send(go(mediation.saveParty, { id, party: key, who: someoneOf(who) }))}
      />
    </>
  )
}

export const PartySheet = (step: Step) => {
  const { item, close } = step
  const [chosen, setChosen] = useState<string>(item.parties[0]?.key ?? further)
  const party = item.parties.find(({ key }) => key === chosen)
  // Once everybody has said yes, nobody comes in who was not asked.
  const open =
    item.may.includes('saveParty') && ['applied', 'accepted', 'asked', 'unreachable'].includes(item.state)
  return (
    <Asking title="当事人" close={close} closeText="关上">
      <Choice
        options={[
          ...item.parties.map(({ key, name }) => ({ value: key as string, text: name })),
          ...(open ? [{ value: further, text: '添一方' }] : []),
        ]}
        value={chosen}
        onChange={setChosen}
      />
      {party ? <One key={party.key} {...step} party={party} /> : <Further {...step} />}
    </Asking>
  )
}
