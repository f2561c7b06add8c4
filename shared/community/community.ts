/** What a community decides for itself: data with defaults, so that no module has hours, clocks or names in it. */
import * as z from 'zod/mini'
import {
  dialled,
  instant,
  maybeDialled,
  maybeText,
  module,
  onceKey,
  operation,
  scopeId,
  text,
} from '../contract.ts'
import type { Manifest } from '../manifest.ts'
import { choice } from '../choice.ts'
import { moduleSettings, moduleSwitches, onAtFirst } from '../modules/manifests.ts'
import { clock, dutyHours, everyDay } from '../settings.ts'

/** What of it all a community may leave out, in the order in which staff choose. */
export const switches = choice({ ...moduleSwitches.text, phoneBook: '社区电话', whoseIsIt: '归谁管' })
const atFirst = [...onAtFirst, 'phoneBook', 'whoseIsIt'] as const

type ModuleSettings = typeof moduleSettings
type Schemas = { readonly [M in keyof ModuleSettings]: ModuleSettings[M]['schema'] }

/** What each module lets a community decide; a change is judged by more than what stands, which must always be readable. */
const schemasFor = (use: 'schema' | 'change') =>
  Object.fromEntries(
    Object.entries<Required<Manifest>['settings']>(moduleSettings).map(
      ([name, { schema, change = schema }]) => [name, use === 'change' ? change : schema],
    ),
  ) as Schemas
const modules = schemasFor('schema')

const withDefaults = <Schemas extends Readonly<Record<string, z.ZodMiniType>>>(schemas: Schemas) =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, z.prefault(schema, {})])) as {
    [Name in keyof Schemas]: z.ZodMiniPrefault<Schemas[Name]>
  }

/** Each a part that is changed by itself. */
const parts = {
  name: text(20),
  /** Where the office is, as people find it. */
  place: maybeText(60),
  phone: maybeDialled,
  /** The phone that is answered outside duty hours. */
  dutyPhone: maybeDialled,
  dutyHours,
  quietHours: z.object({ from: clock, to: clock }),
  on: z.array(switches.schema),
  ...modules,
}

export const settings = z.object({
  name: z._default(parts.name, '社区'),
  place: z._default(parts.place, ''),
  phone: z._default(parts.phone, ''),
  dutyPhone: z._default(parts.dutyPhone, ''),
  dutyHours: z.prefault(parts.dutyHours, { from: '08:00', to: '20:00' }),
  /** No WeChat message reaches anybody then, but for those on the way and whom they go to. */
  quietHours: z._default(parts.quietHours, { from: '21:00', to: '07:30' }),
  on: z._default(parts.on, [...atFirst]),
  ...withDefaults(modules),
})
export type Settings = z.output<typeof settings>

/** What a role can be given for, beside the community itself. */
export type ScopeKind = 'team' | 'grid' | 'building' | 'firm' | 'beat' | 'department' | 'partner'

const entryName = text(30)
const hours = z.optional(text(40))
const note = z.optional(text(60))

/** A section of the phone book: 看病, 物业. */
export const sectionTitle = text(12)
export const phoneEntry = z.object({ name: entryName, phone: dialled, hours, note })

/** 社区电话: the numbers people really ring, in sections. */
export const phoneBook = z.object({
  sections: z
    .array(z.object({ title: sectionTitle, entries: z.array(phoneEntry).check(z.maxLength(40)) }))
    .check(z.maxLength(12)),
})
export type PhoneBook = z.output<typeof phoneBook>

export const subject = z.object({
  subject: entryName,
  who: entryName,
  phone: z.optional(maybeDialled),
  hours,
  note,
  /** What else people call it: found by a search, not shown. */
  also: z.optional(text(60)),
})

/** 归谁管: what is whose, and whom to ring about it. */
export const whoseIsIt = z.object({ subjects: z.array(subject).check(z.maxLength(200)) })
export type WhoseIsIt = z.output<typeof whoseIsIt>

/** Which version was seen: two of the staff who change the same thing do not overwrite each other. */
const version = z.int().check(z.minimum(0))
const saving = { community: z.optional(scopeId), version, op: z.optional(onceKey) }
const saved = { version }
const ofCommunity = z.object({ community: z.optional(scopeId) })

const kept = z.object({
  ...saved,
  settings,
  /** Who changed it last, and when; newest first. */
  changes: z.array(z.object({ at: instant, name: z.string() })),
})

export const community = module('community', {
  about: operation({
    says: 'The name, place, phones and duty hours of a community the caller belongs to; for a newcomer, of the one that welcomes them.',
    by: 'signedIn',
    takes: ofCommunity,
    gives: z.object({
      id: z.string(),
      name: z.string(),
      place: z._default(z.string(), ''),
      phone: z.string(),
      dutyPhone: z.string(),
      dutyHours: z.object({
        from: z.string(),
        to: z.string(),
        weekdays: z._default(z.array(z.int()), everyDay),
      }),
      onDuty: z.boolean(),
      /** Nobody is there now: when somebody will be. */
      opensAt: z.optional(instant),
      on: z._default(z.array(z.string()), [...atFirst]),
    }),
  }),
  line: operation({
    says: 'Whom to ring now, for those who are not signed in: the community that welcomes newcomers, where there is one.',
    by: 'anyone',
    takes: z.object({}),
    gives: z.object({ name: z.optional(z.string()), phone: z.optional(z.string()) }),
  }),
  phoneBook: operation({
    says: 'The phone numbers of the community, in sections.',
    by: 'signedIn',
    takes: ofCommunity,
    gives: z.object({ ...saved, ...phoneBook.shape }),
  }),
  whoseIsIt: operation({
    says: 'What is whose: subject, who sees to it, phone and hours.',
    by: 'signedIn',
    takes: ofCommunity,
    gives: z.object({ ...saved, ...whoseIsIt.shape }),
  }),
  settings: operation({
    says: 'All that the community decides for itself, and who changed it last.',
    by: ['communityStaff'],
    takes: ofCommunity,
    gives: kept,
  }),
  saveSettings: operation({
    says: 'Changes the parts that are named; refused when somebody else has changed them meanwhile.',
    by: ['communityStaff'],
    takes: z.object({ ...saving, changes: z.partial(z.object({ ...parts, ...schemasFor('change') })) }),
    gives: kept,
  }),
  savePhoneBook: operation({
    says: 'Replaces the phone book, unless somebody else has changed it meanwhile.',
    by: ['communityStaff'],
    takes: z.object({ ...saving, ...phoneBook.shape }),
    gives: z.object({ ...saved, ...phoneBook.shape }),
  }),
  saveWhoseIsIt: operation({
    says: 'Replaces the list of what is whose, unless somebody else has changed it meanwhile.',
    by: ['communityStaff'],
    takes: z.object({ ...saving, ...whoseIsIt.shape }),
    gives: z.object({ ...saved, ...whoseIsIt.shape }),
  }),
})
