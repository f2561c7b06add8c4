/** At the table: who has heard their rights, who has come, and what they agree to. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import { identified } from '../../../../shared/mediation/life.ts'
import type { CaseReply, Signatory } from '../../../../shared/mediation/reply.ts'
import { isFullName } from '../../../../shared/text.ts'
import { onOf } from '../../../../shared/time.ts'
import { actsOf, useTelling } from '../../components/act.tsx'
import { Asking } from '../../components/Asking.tsx'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Field } from '../../components/Field.tsx'
import { drawn, Fields, line, lines, noted, oneALine, someOf, when, yesNo } from '../../components/fields.tsx'
import { rights as rightsTexts, words } from '../parts/words.ts'
import { unheard } from '../parts/next.ts'
import { namesByKey, sayNames, sayParty, whom, type Step } from '../parts/Parties.tsx'

const { act } = actsOf<CaseReply>()

/** Read aloud, for those who do not read it on their own phone. */
export const rights = act(mediation.hearRights, {
  label: item => `念权利给${sayNames(unheard(item))}听`,
  title: (item, { party }) => `念给${sayParty(item, party)}听`,
  yes: ({ party }, item) => `${sayParty(item, party)}听明白了`,
  fields: item => ({
    party: noted(whom(unheard(item)), () =>
      rightsTexts.map(([about, text]) => (
        <View key={text} className="big under-label">
          {`${about}：${text}`}
        </View>
      )),
    ),
  }),
  stays: item => unheard(item).length > 0,
})

/** Whose papers are seen now is noted first, then it takes place. */
export const HoldSheet = (step: Step) => {
  const { item, close } = step
  const { id, seq, parties } = item
  const { go, send, error, fields } = useTelling(step)
  const before = parties.filter(({ idSeen }) => idSeen).map(({ key }) => key)
  const [value, set] = useState({ present: parties.map(({ key }) => key), seen: before })
  const { present, seen } = value
  const hold = async () => {
    for (const party of seen)
      if (!before.includes(party) && present.includes(party))
        await go(mediation.saveParty, { id, party, idSeen: true })
    return go(mediation.hold, { id, seq, present, held: true })
  }
  const here = parties.filter(({ key }) => present.includes(key))
  const ticks = {
    present: someOf('到场的人', namesByKey(parties)),
    seen: noted(someOf(words.idSeen, namesByKey(here)), words.idSeenNote),
  }
  return (
    <Asking
      title="谁到了？"
      close={close}
      error={error}
      foot={<Button text="开始谈" onTap={() => send(hold())} />}
    >
      <Fields of={ticks} value={value} set={set} complaints={fields} />
    </Asking>
  )
}

const fullNameOf = (name: string) => (isFullName(name) ? name : '')

/** Who signs: each by the name on their paper, and how the room knows them; what the file knows stands there already. */
const signatories = (item: CaseReply) => {
  const known = item.parties.flatMap(({ key: party, name, idSeen, vouched }): Signatory[] =>
    idSeen || vouched ? [{ party, name: fullNameOf(name), how: idSeen ? 'paper' : 'vouched' }] : [],
  )
  return drawn<Signatory[]>(
    ({ value = [], set, complaint, inside = {} }) =>
      item.parties.map(({ key, name }) => {
        const said = value.find(({ party }) => party === key)
        const put = (each: Signatory) => set([...value.filter(({ party }) => party !== key), each])
        return (
          <View key={key}>
            <Choice
              label={`${sayParty(item, key)}的身份`}
              options={identified.options}
              value={said?.how}
              onChange={how => put({ party: key, name: said?.name ?? fullNameOf(name), how })}
              complaint={said ? undefined : inside[key]}
            />
            {said && (
              <Field
                label="证件上的全名"
                longest={20}
                value={said.name}
                onChange={typed => put({ ...said, name: typed })}
                complaint={inside[key] ?? (said.name.trim() ? undefined : complaint)}
              />
            )}
          </View>
        )
      }),
    known,
  )
}

/** The points of the record, one a line; back at the table after signing began, what was written then is mended. */
export const agree = act(mediation.agree, {
  label: '谈成了，写协议',
  title: '谈成了',
  looksUp: [mediation.record, ({ id }) => ({ id })],
  yes: ({ oral }) => (oral ? '说好了，生效' : '写好了，去签字'),
  fields: (item, { oral }, { points }) => ({
    oral: {
      ...noted(
        yesNo(undefined, '口头协议', '书面协议', { start: false, look: 'segments' }),
        oral
          ? '说好就生效，登记表自己填好。想请法院确认的，请写书面协议。'
          : '双方和调解员签字、盖了章才生效。',
      ),
      start: item.written?.oral ?? false,
    },
    people: signatories(item),
    terms: oneALine('说好的事（一条一行）', {
      hint: '比如：楼上李家11月30日前修好水管',
      longest: 4000,
      tall: true,
      start: item.written?.terms ?? points,
    }),
    performedHow: line('怎么办（可以不写）', {
      hint: '比如：请物业的师傅修，材料费两家平摊',
      start: item.written?.performedHow,
    }),
    performedWhere: line('在哪里办（可以不写）', {
      hint: '比如：2号楼1单元201室；钱在调解室当面给',
      longest: 100,
      start: item.written?.performedWhere,
    }),
    performedByOn: when('哪天以前办好（可以不选）', 'date', {
      from: onOf(new Date().toISOString()),
      start: item.written?.performedByOn,
    }),
    facts: lines('纠纷事实（双方都认可的写法）', {
      hint: '时间、地点、怎么回事，不评谁对谁错',
      longest: 2000,
      tall: true,
      start: item.written?.facts ?? item.facts,
    }),
    responsibilities: lines('各方责任（可以不写）', {
      hint: '比如：李家的水管漏水，由李家修；王家的吊顶各担一半',
      longest: 1000,
      start: item.written?.responsibilities,
    }),
  }),
  wrong: ({ terms = [], people = [] }): { terms?: string; people?: string } => ({
    ...(!terms.some(term => term.trim()) && { terms: '请把说好的写上，一条一行。' }),
    ...(people.some(({ name }) => !name.trim()) && { people: '请写上证件上的全名。' }),
  }),
  keeps: true,
})
