/** One person’s sign of life: today, who is told, and what can be done. */
import { useState } from 'react'
import type { Reply } from '../../../shared/contract.ts'
import { sayPhone } from '../../../shared/phone.ts'
import { onOf, plusDays, sayDate } from '../../../shared/time.ts'
import { consentWays, endReasons, findings, fineWays } from '../../../shared/wellbeing/life.ts'
import { partnerStands, wellbeing, type WellbeingReply } from '../../../shared/wellbeing/wellbeing.ts'
import { actsOf } from '../components/act.tsx'
import { ActButton } from '../components/Acts.tsx'
import { CallButton } from '../components/CallButton.tsx'
import { FactCard, history, looks, type FactOf } from '../components/facts.tsx'
import { lines, oneOf, someOf, when } from '../components/fields.tsx'
import { matterPage } from '../components/MatterPage.tsx'
import { Notice } from '../components/States.tsx'
import { hourField, partnerField, partnerIn, partnerWrong } from './fields.tsx'

type Part = FactOf<WellbeingReply>
const { act } = actsOf<WellbeingReply>()
const no = '再想想'
const today = () => onOf(new Date().toISOString())
const isOwn = ({ reader }: WellbeingReply) => reader === 'self'
const isStaff = ({ reader }: WellbeingReply) => reader === 'staff'

const acts = {
  fine: act(wellbeing.sayFine, {
    may: ['fine'],
    label: '今天我很好',
    size: 'huge',
    when: item => isOwn(item) && item.today !== 'fine',
  }),
  seen: act(wellbeing.sayFine, {
    may: ['fine'],
    label: '他今天好着呢',
    title: '怎么知道的？',
    size: 'huge',
    when: item => !isOwn(item) && item.state !== 'silent' && item.today !== 'fine',
    says: () => '看到本人、或听到他说话，才点。',
    choices: () => fineWays.options.map(({ value, text }) => [text, { how: value }] as const),
  }),
  found: act(wellbeing.found, {
    label: '问到了',
    title: '怎么样了？',
    yes: '记下',
    no,
    size: 'huge',
    when: item => !isOwn(item),
    says: () => '问到了才停。有危险先打120、119。',
    fields: (_, { what }) => ({
      what: oneOf('怎么样了', findings.text),
      note: lines('记一句（可以不写，只有社区看得到）', { longest: 200, hint: '比如：去女儿家了，忘了说' }),
      ...((what === 'hospital' || what === 'notHome') && {
        restUntil: when('先歇到哪天（可以不写）', 'date', { from: today(), to: plusDays(today(), 92) }),
      }),
    }),
  }),
  yes: act(wellbeing.answerPartner, {
    may: ['accept'],
    label: '愿意搭伴',
    size: 'huge',
    along: { yes: true },
    done: '记下了，谢谢您',
  }),
  no: act(wellbeing.answerPartner, {
    may: ['decline'],
    label: ({ reader }) => (reader === 'asked' ? '不方便' : '不再搭伴'),
    title: ({ reader }) => (reader === 'asked' ? '不方便搭伴？' : '不再搭伴了？'),
    yes: '告诉他和社区',
    no,
    says: () => '没关系。会请他和社区再找一位。',
    along: { yes: false },
  }),
  rest: act(wellbeing.rest, {
    label: ({ state }) => (state === 'away' ? '改歇到哪天' : '先歇几天'),
    yes: '就歇到这天',
    no,
    says: () => '出门、住院、有家人陪的时候用。那天过后接着报。',
    fields: {
      until: when('歇到哪天（那天还歇）', 'date', {
        start: plusDays(today(), 1),
        from: today(),
        to: plusDays(today(), 92),
      }),
    },
  }),
  back: act(wellbeing.back, {
    label: '接着报',
    title: '接着每天报？',
    yes: '接着报',
    no,
    says: () => '从下一次到点起。',
  }),
  hour: act(wellbeing.changeWellbeing, {
    may: ['change'],
    label: '改时间',
    yes: '改过来',
    no,
    fields: ({ hour }) => ({ hour: hourField(hour) }),
    needs: ['hour'],
  }),
  partner: act(wellbeing.changeWellbeing, {
    may: ['change'],
    label: ({ partner }) => (partner ? '换搭伴的邻居' : '请一位搭伴的邻居'),
    yes: '就请他',
    no,
    fields: { partner: partnerField },
    wrong: ({ partner }) =>
      partnerIn(partner ?? undefined) ? partnerWrong(partner ?? undefined) : { partner: '请写称呼和电话' },
  }),
  helpers: act(wellbeing.changeWellbeing, {
    may: ['change'],
    label: '换帮手',
    yes: '就他们',
    no,
    when: isStaff,
    looksUp: [wellbeing.helpersToName, ({ id }) => ({ id })],
    says: () => '最多两位，到点没消息、搭伴的邻居也没问到，请他们去看。',
    fields: (_, __, { items }) => ({
      helpers: someOf(
        undefined,
        Object.fromEntries(items.map(({ id, name, as }) => [id, [name, as].filter(Boolean).join(' · ')])),
        items.flatMap(({ id, chosen }) => (chosen ? [id] : [])),
      ),
    }),
  }),
  end: act(wellbeing.endWellbeing, {
    may: ['end'],
    label: '不报了',
    title: '不再每天报了？',
    yes: '不报了',
    no,
    danger: true,
    says: item => (isOwn(item) ? '以后到点不再问您。想再开始随时可以。' : '以后到点不再提醒。'),
    fields: item => (isOwn(item) ? {} : { reason: oneOf('为什么', endReasons.text) }),
  }),
}

type Seen = Reply<typeof wellbeing.reveal>
const look = actsOf<WellbeingReply & { readonly show: (seen: Seen) => void }>().act(wellbeing.reveal, {
  label: '看门牌和电话',
  kind: ({ today }) => (today === 'silent' ? 'primary' : 'plain'),
  leadsTo: (seen, { show }) => show(seen),
})

/** Door and phone: shown only on this screen and only now; each look is on record. */
const Reveal: Part = ({ item }) => {
  const [seen, show] = useState<Seen>()
  if (!item.may.includes('reveal')) return null
  if (!seen) return <ActButton act={look} item={{ ...item, show }} />
  const { name, phone, address } = seen
  return (
    <FactCard title={name} lines={[address && { name: '住在', value: address }]}>
      {phone && <CallButton phone={phone} text={`打给${name} ${sayPhone(phone)}`} kind="plain" />}
    </FactCard>
  )
}

const Late: Part = ({ item }) =>
  item.late ? <Notice text="过点了，提醒还没发出去。请马上打电话问。" tone="warn" /> : null

const Circle: Part = ({ item }) => {
  const { reader, hour, building, callName, partner, helpers, restUntil, found, consent, endReason } = item
  return (
    <FactCard
      lines={[
        reader !== 'self' && { name: '谁', value: `${building} ${callName}` },
        { name: '每天几点以前', value: hour },
        restUntil !== undefined && { name: '歇到', value: sayDate(restUntil) },
        reader !== 'asked' && {
          name: '没消息先告诉',
          value: partner ? `${partner.name}（${partnerStands.text[partner.stands]}）` : '还没有搭伴的邻居',
        },
        helpers.length > 0 && { name: '再告诉', value: helpers.join('、') },
        reader !== 'asked' && { name: '最后', value: '社区' },
        found && { name: '上次没消息', value: findings.text[found.what], note: found.note },
        consent && {
          name: '怎么答应的',
          value: consentWays.text[consent.way],
          note: `${sayDate(consent.on)} · ${consent.heardBy}问的`,
        },
        endReason && { name: '为什么不报了', value: endReasons.text[endReason] },
      ]}
    />
  )
}

const moveDone: Readonly<Record<string, string>> = {
  start: '开始报平安',
  fine: '报了平安',
  found: '问到了',
  goneSilent: '到点没有消息，开始提醒',
  further: '又提醒了一次',
  rest: '记了先歇几天',
  back: '接着报',
  change: '改了时间或人',
  accept: '答应搭伴',
  decline: '不搭伴了',
  end: '不报了',
  left: '本人注销或搬走了，停了',
}

export default matterPage({
  get: wellbeing.wellbeing,
  title: '报平安',
  titleOf: item => (isOwn(item) ? '今天我很好' : '报平安'),
  follow: 30,
  stands: ({ todayText, stateHint, today, reader, callName, building }) => ({
    name: reader === 'asked' ? '想请您搭伴' : todayText,
    title: reader === 'self' ? undefined : `${building} ${callName}`,
    hint: reader === 'asked' ? '他每天报一次平安。到点没消息，先告诉您，请您敲敲门、打个电话。' : stateHint,
    tone: today === 'silent' ? 'warn' : today === 'ended' ? 'plain' : 'accent',
  }),
  received: () => '开始了',
  notes: [Late],
  acts,
  order: (_, open) => {
    const next = (['yes', 'found', 'fine', 'seen'] as const).find(each => open.includes(each))
    const others = open.filter(each => each !== next)
    return next === 'yes' ? { next, beside: others } : { next, more: others }
  },
  between: Reveal,
  after: [
    Circle,
    looks('谁看过您的门牌电话'),
    history<WellbeingReply>(({ who, move }) => `${who}${moveDone[move] ?? move}`),
  ],
  calls: ({ reader }) => reader !== 'staff',
})
