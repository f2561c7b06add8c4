/** The link that a party of a case is asked by: what it is, and as a code and a paper. */
import { randomUUID } from 'node:crypto'
import type { mediation } from '../../shared/mediation/mediation.ts'
import { subjects, type PartyKey } from '../../shared/mediation/life.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { settingsOf } from '../community/community.ts'
import { codeFor, openedBy } from '../identity/codes.ts'
import { order, paperOf } from '../papers/papers.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import { caseMatters } from './case-kind.ts'
import { readerOf } from './case-readers.ts'
import { keepLook } from './case-looks.ts'
import { detailsOf, waitsForAnswer, type Case } from './case-store.ts'
import { trackOf } from './case-tracks.ts'

export const linkDays = 30

/** What opens a party’s link; the next one made for them has another. */
export const linkCode = (ctx: Pick<Ctx, 'secrets'>, id: string, party: PartyKey, op: string) =>
  codeFor(ctx, 'case', id, party, op)

/** What a link leads to, while no later one was made. */
export const linkedBy = async (ctx: Ctx, code: string) => {
  const opened = await openedBy(ctx, 'case', code)
  const item = opened?.id ? await caseMatters.get(ctx, opened.id) : undefined
  const key = opened?.part as PartyKey | undefined
  const link = key && item?.[key]?.link
  if (!item || !link || (await linkCode(ctx, item.id, key, link)) !== code)
    throw new Refusal('mediation.linkUnknown')
  return { item, key }
}

/** The page of the mini-program that a code opens; the code itself is its `scene`. */
const answerPage = 'mediation/answer'

/** Of the link that opens now, as WeChat draws it. */
export const codePictureOf = async (ctx: Ctx, item: Case, party: PartyKey) => {
  const link = item[party]?.link
  if (!link || !waitsForAnswer(item)) throw new Refusal('mediation.noLinkYet')
  return ctx.wechat.pageCode(answerPage, await linkCode(ctx, item.id, party, link))
}

export const invitationPaper = paperOf<{ readonly id: string; readonly party: PartyKey }>(
  'mediation.invitation',
  'application/pdf',
)

const openFor = async (ctx: SignedIn, id: string, wanted: PartyKey) => {
  const item = await caseMatters.find(ctx, id)
  const as = caseMatters.allowed(ctx, 'ask', item)
  const party = trackOf(ctx, item, wanted)
  if (!item[party]!.link || !waitsForAnswer(item)) throw new Refusal('mediation.noLinkYet')
  await keepLook(ctx, item, readerOf(item, ctx.who)!)
  return { item, party, as }
}

export const invitationHandlers: Handlers<
  Pick<typeof mediation, 'invitation' | 'printInvitation' | 'invitationCode'>
> = {
  async invitation({ code }, ctx) {
    const { item } = await linkedBy(ctx, code)
    if (!waitsForAnswer(item)) throw new Refusal('mediation.linkUnknown')
    const [{ name, phone }, { subject = subjects[item.what] }] = await Promise.all([
      settingsOf(ctx, item.community),
      detailsOf(ctx, item),
    ])
    return { subject, community: name, phone }
  },

  async invitationCode({ id, party }, ctx) {
    const asked = await openFor(ctx, id, party)
    const bytes = await codePictureOf(ctx, asked.item, asked.party)
    const type = bytes[0] === 0x89 ? 'image/png' : 'image/jpeg'
    return { picture: `data:${type};base64,${bytes.toString('base64')}` }
  },

  async printInvitation({ id, party, key = randomUUID() }, ctx) {
    const { item, as } = await openFor(ctx, id, party)
    const paper = await order(ctx, {
      ...invitationPaper,
      as: { role: as, community: item.community },
      matter: { kind: 'case', id },
      input: { id, party },
      name: '调解邀请',
      key,
    })
    return { paper: paper.id }
  },
}
