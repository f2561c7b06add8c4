/**
 * Who is told what when a request moves: one line for each move that somebody should hear of. No call names, lines,
 * addresses or phones; a title is read on a locked phone, so it names no team either.
 */
import { askerWords, helpRings, type HelpMove, failReasons } from '../../shared/help/life.ts'
import { topics } from '../../shared/help/topics.ts'
import type { Entry } from '../../shared/lifecycle.ts'
import { pathOf } from '../../shared/modules/manifests.ts'
import { scopesIn } from '../community/community.ts'
import { holdersOf, holderIds } from '../identity/grants.ts'
import { actsForNow } from '../identity/identity.ts'
import { toldOfUrgent } from '../identity/proxies.ts'
import { nearTo } from '../people/near.ts'
import type { Change } from '../platform/matter-item.ts'
import { actorOf, type Notice, type Ring, type Telling } from '../platform/notice.ts'
import { calledSince } from './help-clock.ts'
import { isUnderWay, type Help } from './help-store.ts'
import { teamsTold } from './help-teams.ts'
import { sayComing } from './help-words.ts'

type Move = HelpMove | 'ask'
type Audience =
  | 'asker'
  | 'volunteer'
  | 'formerVolunteer'
  | 'lead'
  /** The lead of the team that was asked to take it. */
  | 'askedLead'
  /** Leads whose teams it is brought to only now. */
  | 'newLeads'
  | 'grid'
  | 'staff'
  /** Those who look after this home. */
  | 'near'
  /** Those who act for the asker, if the asker has wished that they hear of what is urgent. */
  | 'family'

interface Facts {
  readonly before: Help
  readonly after: Help
  /** 买菜 */
  readonly what: string
  /** The team that has, or had, it. */
  readonly team: string
}

type Words = readonly [title: string, text: string]
type Tells = (facts: Facts) => { readonly [A in Audience]?: Words | false | undefined }

const moneyDiffers = (what: string): Words => [
  '钱没对上',
  `“${what}”的钱，居民说的和您记的不一样。请点开看看，记错了可以改。`,
]

/** Told anew now and then, however often it is called. */
const called: Tells = ({ before, after }) => {
  const words: Words = ['有危险', `“${after.building}”又来求助，请马上打电话问。`]
  return after.toldAt === before.toldAt ? {} : { staff: words, grid: words }
}

const notNeeded = '这一趟不用去了'

const tells: { readonly [M in Move]?: Tells } = {
  ask: ({ what, after }) => {
    const danger: Words = ['有危险', `“${after.building}”有人求助，请马上打电话问，再去看。`]
    const family: Words | false = after.what === 'urgent' &&
      after.askedBy === after.asker && ['家里有急事', '{who}有急事求助，请打个电话问问。']
    const theirs = `“${after.building}”您常去的那一户`
    return after.danger
      ? {
          ...{ staff: danger, grid: danger, family },
          near: ['有危险', `${theirs}有人求助，请马上打电话问。`],
        }
      : {
          family,
          newLeads: ['有人请帮忙', `“${after.building}”有人要“${what}”，看看能不能接。`],
          near: ['您常去的人家', `${theirs}要“${what}”，正在找人。顺路就去看看。`],
        }
  },
  call: called,
  callAnew: called,
  widen: ({ what, after }) => ({
    newLeads: ['有人请帮忙', `“${after.building}”的“${what}”还没人接，看看能不能接。`],
    grid: after.ring === helpRings.indexOf('grid') && [
      '有件事还没人接',
      `“${after.building}”的“${what}”几个队都没接，请看看。`,
    ],
  }),
  offer: ({ what, after }) => ({
    askedLead: ['社区想请您队', `社区想请您队来办“${after.building}”的“${what}”。能不能接，请回个话。`],
  }),
  takeOver: ({ what, before }) => ({
    asker: ['社区在办', `“${what}”由社区的人亲自跟。`],
    lead: before.team !== undefined && ['社区接手了', `“${what}”由社区接手，谢谢您。`],
    formerVolunteer: before.volunteer !== undefined && [notNeeded, `“${what}”由社区接手，谢谢您。`],
  }),
  problem: ({ what, after }) => ({
    volunteer: after.problem === 'money' && moneyDiffers(what),
    staff: ['居民说有问题', `“${after.building}”的“${what}”，居民说有问题，请打电话问问。`],
  }),
  fail: ({ what, after }) => ({
    asker: [
      '没办成',
      `“${what}”没办成：${failReasons.text[after.failReason ?? 'other']}。可以点“再找一次”。`,
    ],
    lead: ['没办成', `“${what}”没办成：${failReasons.text[after.failReason ?? 'other']}。`],
  }),
  reopen: ({ what, after }) => ({
    newLeads: !after.danger && ['有人请帮忙', `“${after.building}”又在找人办“${what}”，看看能不能接。`],
    staff: after.danger && ['有危险', `“${after.building}”又来求助，请马上打电话问。`],
  }),
  claim: ({ team, what }) => ({ asker: ['有人接了', `${team}接了您的“${what}”，正在安排人。`] }),
  assign: ({ team, what, before, after }) => ({
    volunteer: ['有人请您帮忙', `${team}请您去“${what}”。能不能去，请回个话。`],
    formerVolunteer: before.volunteer !== after.volunteer && [notNeeded, '队里请了别人去，谢谢您。'],
  }),
  accept: ({ team, what, after: { comesAt, changedAt } }) => ({
    asker: ['已安排人', `${team}的志愿者答应来办“${what}”${sayComing(comesAt, changedAt)}。`],
  }),
  start: ({ what }) => ({ asker: ['志愿者在路上', `“${what}”在路上了，先对见面码，再开门。`] }),
  deliver: ({ what }) => ({ asker: ['送到了', `“${what}”办到了，齐不齐，请点开说一声。`] }),
  decline: ({ before, what }) => ({
    lead: ['要再定一位志愿者', `“${what}”的志愿者去不了，请再定一位。`],
    asker: isUnderWay(before) && ['正在换人', `“${what}”的志愿者来不了，队里正在换人。`],
  }),
  release: ({ team, what }) => ({
    asker: ['还在找人', `${team}办不了“${what}”，我们接着找人。`],
    formerVolunteer: [notNeeded, `队里把“${what}”退回了，谢谢您。`],
    lead: ['这件事转给别的队', `“${what}”已经转给别的队，不用再管。`],
  }),
  lapse: ({ what }) => ({
    asker: ['还在找人', `“${what}”还没定下人，我们接着找。`],
    formerVolunteer: [notNeeded, `“${what}”没等到您回话，已经请别人了。`],
    lead: ['这件事转给别的队', `“${what}”到时候还没定下人，已经请别的队看看。`],
  }),
  escalate: ({ before, after, what }) =>
    before.danger && calledSince(before)
      ? called({ before, after, what, team: '' })
      : {
          staff: ['有件事等太久了', `“${what}”等太久了，请看看。`],
          asker: before.escalatedAt === undefined &&
            before.state === 'open' && ['还在找人', `“${what}”还没人接，社区已经知道。等不及请打给社区。`],
        },
  change: ({ what, after }) => {
    const words: Words = ['居民改了', `“${what}”有改动，请点开再看一眼。`]
    return { lead: words, volunteer: after.volunteer !== undefined && words }
  },
  suggest: ({ what }) => ({
    asker: ['等您回个话', `“${what}”里有一样店里没有，志愿者问您怎么办，请点开看看。`],
  }),
  answer: ({ what }) => ({ volunteer: ['居民回话了', `“${what}”里您问的那一样，居民回话了，请点开看看。`] }),
  say: ({ what, after }) => {
    const last = after.said?.at(-1)
    return { volunteer: last && ['居民捎话', `“${what}”：${askerWords.text[last.what]}。`] }
  },
  confirm: ({ what, before, after }) => ({
    ...(after.moneyOpen &&
      !before.moneyOpen && {
        volunteer: moneyDiffers(what),
        staff: ['钱没对上', `“${after.building}”的“${what}”，两边说的钱不一样，请打电话问问。`] as const,
      }),
  }),
  correct: ({ what, after }) => ({
    asker: ['金额改过了', `“${what}”的金额，志愿者改过了，请点开看看。`],
    staff: after.moneyOpen && ['金额改过了', `“${what}”的金额，志愿者改过了，还没对上，请看看。`],
  }),
  expire: ({ what }) => ({ asker: ['等您回个话', `“${what}”送到后没收到您的回话，齐了请点“齐了”。`] }),
  withdraw: ({ what }) => ({
    formerVolunteer: [notNeeded, `居民取消了“${what}”，谢谢您。`],
    lead: ['居民取消了', `居民取消了“${what}”，不用安排人了。`],
  }),
}

/** What was done for someone by a child or another who acts for them (代办): they are told of each. */
const onBehalf: { readonly [M in Move]?: string } = {
  ask: '替您求助了',
  confirm: '替您说办好了',
  problem: '替您说有问题',
  reopen: '替您又找了一次',
  rate: '替您说了办得怎么样',
  withdraw: '替您取消了',
  change: '替您改了要办的',
  answer: '替您回了志愿者',
  say: '替您给志愿者捎了话',
}

/** Who comes, when, and that nobody does: an asker without a phone that shows it is rung. */
const rung: readonly string[] = ['accept', 'start', 'decline', 'release', 'lapse', 'fail'] satisfies Move[]

const ringFor = (move: string, { community }: Help): Ring | undefined =>
  rung.includes(move) ? { by: 'communityStaff', community, unread: move === 'fail' } : undefined

/** The moves a change brought. */
const movesIn = ({ before, after }: Change<Help>): readonly Entry[] =>
  after.timeline.filter(({ seq }) => seq > (before?.seq ?? 0))

/** The lead who took it; where that person no longer leads the team, those who do. */
const leadsOf = async (ctx: Telling, { community, team, claimedBy }: Help) => {
  if (!team) return []
  const leads = await holderIds(ctx, community, 'teamLead', team)
  return claimedBy && leads.includes(claimedBy) ? [claimedBy] : leads
}

/** The one it is for, and the one who asked for them as long as that one acts for them. */
const askersOf = async (ctx: Telling, { asker, askedBy }: Help) =>
  askedBy === asker || !(await actsForNow(ctx, askedBy, 'help')).includes(asker) ? [asker] : [asker, askedBy]

const leadsIn = async (ctx: Telling, community: string, teams: readonly string[]) =>
  (await Promise.all(teams.map(team => holdersOf(ctx, community, 'teamLead', team))))
    .flat()
    .map(({ id }) => id)

const some = (person: string | undefined) => (person ? [person] : [])

const nearHome = async (ctx: Telling, { community, home }: Help) => (home ? nearTo(ctx, community, home) : [])

/** A request given back has neither team nor volunteer any more: they are those it had before. */
const audience = async (
  ctx: Telling,
  who: Exclude<Audience, 'near'>,
  { before, after }: Facts,
): Promise<readonly string[]> => {
  switch (who) {
    case 'asker':
      return askersOf(ctx, after)
    case 'volunteer':
      return some(after.volunteer)
    case 'formerVolunteer':
      return some(before.volunteer)
    case 'lead':
      return leadsOf(ctx, before)
    case 'askedLead':
      return leadsIn(ctx, after.community, some(after.offeredTo))
    case 'newLeads': {
      const teams = await scopesIn(ctx, after.community, 'team')
      const knew = before === after ? [] : before.state === 'open' ? teamsTold(before, teams) : []
      const now = teamsTold(after, teams).filter(team => !knew.includes(team))
      return leadsIn(
        ctx,
        after.community,
        now.map(({ id }) => id),
      )
    }
    case 'grid':
      return after.grid ? await holderIds(ctx, after.community, 'gridWorker', after.grid) : []
    case 'family':
      return toldOfUrgent(ctx, after.asker)
    case 'staff':
      return await holderIds(ctx, after.community, 'communityStaff')
  }
}

const template = {
  asker: 'helpProgress',
  volunteer: 'helpWanted',
  formerVolunteer: 'matterNews',
  lead: 'helpWanted',
  askedLead: 'helpWanted',
  newLeads: 'helpWanted',
  near: 'matterNews',
  grid: 'matterNews',
  staff: 'matterNews',
  family: 'matterNews',
} as const satisfies Record<Audience, Notice['template']>

/** Somebody is out on the street, or about to ring at a door: that does not wait for the morning. */
const isOut = (who: Audience, move: string, before: Help) => {
  if (before.danger || who === 'family') return true
  if (who === 'asker' && (move === 'start' || move === 'deliver')) return true
  if (!isUnderWay(before)) return false
  return (
    who === 'formerVolunteer' ||
    (who === 'asker' && move === 'suggest') ||
    (who === 'volunteer' && ['change', 'answer', 'say'].includes(move))
  )
}

export const helpTells = async (ctx: Telling, change: Change<Help>): Promise<readonly Notice[]> => {
  const { before = change.after, after } = change
  const { kind, id } = after
  const facts: Facts = {
    before,
    after,
    what: topics.text[after.topic],
    team: after.teamName ?? before.teamName ?? '服务队',
  }
  const notices: Notice[] = []
  for (const { by, as, for: person, move, unit } of movesIn(change)) {
    const add = (
      to: string,
      name: string,
      notice: Pick<Notice, 'template' | 'who' | 'atNight' | 'ring' | 'url'>,
      words: Words,
    ) => {
      const [title, text] = words
      // Nobody is told what they did themselves, nor one thing twice.
      if (to === by || notices.some(each => each.to === to)) return
      notices.push({ to, name: `${move}.${name}`, title, text, kind, id, ...notice })
    }
    const words = tells[move as Move]?.({ ...facts, team: unit ?? facts.team }) ?? {}
    for (const who of Object.keys(words) as Audience[]) {
      const said = words[who]
      const notice = {
        template: template[who],
        who: who === 'family' ? after.asker : undefined,
        atNight: isOut(who, move, before) || undefined,
        ring: who === 'asker' ? ringFor(move, after) : undefined,
      }
      if (!said) continue
      if (who !== 'near') for (const to of await audience(ctx, who, facts)) add(to, who, notice, said)
      // They look after the home by another matter, which is theirs to open.
      else
        for (const near of await nearHome(ctx, after))
          add(near.user, who, { ...notice, url: pathOf(near.kind, near.id) }, said)
    }
    const done = person && onBehalf[move as Move]
    if (done)
      add(person, 'onBehalf', { template: 'matterNews', who: by }, [
        `${actorOf(as)}${done}`,
        `{who}${done}：“${facts.what}”。不是您的意思，请打给社区。`,
      ])
  }
  return notices
}
