/** What a community says of itself, and what its staff decide: settings, phone book, 归谁管. */
import {
  phoneBook,
  settings,
  whoseIsIt,
  type community,
  type PhoneBook,
  type Settings,
  type WhoseIsIt,
} from '../../shared/community/community.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { onDuty, plusDutyMinutes } from '../../shared/time.ts'
import { personOf } from '../people/people.ts'
import { config } from '../platform/config.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import { changesOf, documentOf, saveDocument, type Document, type DocumentName } from './community-store.ts'
import { firstPhoneBook, firstWhoseIsIt } from './community-words.ts'
import { communityOf, deskOf, forgetSettings, settingsOf } from './community.ts'

interface Saving {
  readonly version: number
  readonly op?: string | undefined
}

/** Writes what `make` makes of what is there, or says who was quicker. The same tap again succeeds. */
const save = async <T>(
  ctx: SignedIn,
  community: string,
  name: DocumentName,
  { version, op }: Saving,
  make: (was: unknown) => T | Promise<T>,
): Promise<Document & { readonly content: T }> => {
  const [was, me] = await Promise.all([documentOf(ctx, community, name), personOf(ctx, ctx.who.id)])
  const by = { savedAt: ctx.now, savedBy: ctx.who.id, savedByName: me!.profile.callName, op }
  const there =
    was.version === version
      ? await saveDocument(ctx, community, name, {
          ...{ version: version + 1, content: await make(was.content), ...by },
        })
      : { done: false, document: was }
  const mine = op !== undefined && there.document.op === op && there.document.savedBy === ctx.who.id
  if (!there.done && !mine)
    throw new Refusal('community.changed', { who: there.document.savedByName ?? '有人' })
  return there.document as Document & { readonly content: T }
}

const settingsReply = async (ctx: Ctx, community: string, { version, content }: Document) => {
  const changes = (await changesOf(ctx, community, 'SETTINGS')).flatMap(({ savedAt, savedByName }) =>
    savedAt && savedByName ? [{ at: savedAt, name: savedByName }] : [],
  )
  return { version, settings: settings.parse(content ?? {}), changes }
}

const bookReply = ({ version, content = firstPhoneBook }: Document) => ({
  version,
  ...phoneBook.parse(content),
})
const whoseReply = ({ version, content = firstWhoseIsIt }: Document) => ({
  version,
  ...whoseIsIt.parse(content),
})

/** A module whose matters depend on a setting refuses a change that is not possible now. */
type MayChange = (ctx: SignedIn, community: string, was: Settings, next: Settings) => Promise<void>

export const communityHandlers = (mayChange: MayChange): Handlers<typeof community> => ({
  async about({ community }, ctx) {
    const id = communityOf(ctx, community)
    const { name, place, phone, dutyPhone, dutyHours, on } = await settingsOf(ctx, id)
    const here = onDuty(ctx.now, dutyHours)
    return {
      ...{ id, name, place, phone, dutyPhone, dutyHours, on, onDuty: here },
      ...(!here && { opensAt: plusDutyMinutes(ctx.now, 0, dutyHours) }),
    }
  },

  async line(_, ctx) {
    if (!config.welcome) return {}
    const { name, phone, dutyPhone, dutyHours } = await settingsOf(ctx, config.welcome)
    const answers = onDuty(ctx.now, dutyHours) ? phone : dutyPhone || phone
    return { name, phone: answers || undefined }
  },

  phoneBook: async ({ community }, ctx) =>
    bookReply(await documentOf(ctx, communityOf(ctx, community), 'PHONES')),

  whoseIsIt: async ({ community }, ctx) =>
    whoseReply(await documentOf(ctx, communityOf(ctx, community), 'WHOSE')),

  async settings({ community }, ctx) {
    const id = deskOf(ctx, community)
    return settingsReply(ctx, id, await documentOf(ctx, id, 'SETTINGS'))
  },

  async saveSettings({ community, changes, ...saving }, ctx) {
    const id = deskOf(ctx, community)
    const saved = await save(ctx, id, 'SETTINGS', saving, async was => {
      const next = { ...(was as object), ...changes }
      await mayChange(ctx, id, settings.parse(was ?? {}), settings.parse(next))
      return next
    })
    forgetSettings(ctx.table, id)
    return settingsReply(ctx, id, saved)
  },

  async savePhoneBook({ community, sections, ...saving }, ctx) {
    const content: PhoneBook = { sections }
    return bookReply(await save(ctx, deskOf(ctx, community), 'PHONES', saving, () => content))
  },

  async saveWhoseIsIt({ community, subjects, ...saving }, ctx) {
    const content: WhoseIsIt = { subjects }
    return whoseReply(await save(ctx, deskOf(ctx, community), 'WHOSE', saving, () => content))
  },
})
