/** What someone agreed to, their phone, and where they are signed in. */
import * as z from 'zod/mini'
import {
  aDay,
  callName,
  doorPart,
  id,
  instant,
  lastFour,
  ofAnAddress,
  openingCode,
  operation,
  personName,
  phone,
  scopeId,
  text,
} from '../contract.ts'
import { homeConfirmers } from './homes.ts'

/** The texts that are in force; somebody who agreed to an older one is asked again. */
export const consentVersions = { privacy: '2026-11', sensitive: '2026-11', dispute: '2026-11' } as const
export type ConsentKind = keyof typeof consentVersions
export const consentKinds = Object.keys(consentVersions) as [ConsentKind, ...ConsentKind[]]
export type Consents = { readonly [K in ConsentKind]?: { readonly version: string; readonly at: string } }
/** Agreed to the text that is in force now. */
export const agreed = (consents: Consents | undefined, what: ConsentKind) =>
  consents?.[what]?.version === consentVersions[what]
export const consentsNow = z.object({ privacy: z.boolean(), sensitive: z.boolean(), dispute: z.boolean() })

export const clientKinds = ['ios', 'android', 'harmony', 'computer', 'browser', 'other'] as const
export type ClientKind = (typeof clientKinds)[number]

/** Somebody the community knows; no phone. */
const foundPerson = z.object({
  id: z.string(),
  callName: z.string(),
  /** In full, where it is known. */
  name: z.optional(z.string()),
  building: z.string(),
  /** Within the building. */
  door: z.optional(z.string()),
  phoneChecked: z.boolean(),
})
export type FoundPerson = z.output<typeof foundPerson>
const foundPeople = z.object({ items: z.array(foundPerson) })
/** Who writes down what somebody asks who came or rang. */
export const finders = ['communityStaff', 'mediationStaff'] as const

/** Nobody reads through a whole community. */
const looksForPeople = { account: { burst: 100, everySeconds: 288 }, address: ofAnAddress }

export const accountOperations = {
  consent: operation({
    says: 'Agrees to a text or takes the agreement back; when and to which version stays on record.',
    by: 'signedIn',
    takes: z.object({
      what: z.enum(consentKinds),
      version: text(20),
      agree: z.boolean(),
    }),
    gives: consentsNow,
  }),
  setPhone: operation({
    says: 'The caller’s phone: by a code of WeChat’s getPhoneNumber, which checks it, or typed, until the community has rung it.',
    by: 'signedIn',
    limit: { account: aDay(10), address: ofAnAddress },
    onPhone: true,
    takes: z.object({ code: z.optional(text(256)), phone: z.optional(phone) }),
    gives: z.object({
      phone: z.enum(['typed', 'checked']),
      four: z.string(),
      /** The community knows others by this number, or cannot be sure who it is: staff join them in person. */
      askStaff: z.optional(z.boolean()),
    }),
  }),
  confirmPhone: operation({
    says: 'The community rang the phone that ends so and reached the person.',
    by: homeConfirmers,
    limit: { account: aDay(100), address: ofAnAddress },
    takes: z.object({ user: id, four: lastFour }),
    gives: z.object({ confirmed: z.literal(true) }),
  }),
  findByPhone: operation({
    says: 'People of the community whose phone ends with these four digits, by name and door. The look is on record, and each can see it; so many looks a day.',
    by: finders,
    limit: looksForPeople,
    takes: z.object({ four: lastFour, community: z.optional(scopeId) }),
    gives: foundPeople,
  }),
  findPeople: operation({
    says: 'The same by name or door, for somebody who rings from another phone: 万桂兰, 万阿姨, 5号楼万阿姨, 5号楼2单元301.',
    by: finders,
    limit: looksForPeople,
    takes: z.object({ said: text(30), community: z.optional(scopeId) }),
    gives: foundPeople,
  }),
  joinPerson: operation({
    says: 'Staff have somebody before them who shows the code of their account and is known under another: by phone, or with an account from before. From now on both are one person, with all hours, roles and matters.',
    by: ['communityStaff'],
    takes: z.object({
      code: openingCode,
      into: id,
      /** Where that is an account too: its code as well, or, where nobody can open it any longer, that of another of the staff, who vouches. */
      other: z.optional(openingCode),
      note: text(200),
    }),
    gives: z.object({ id: z.string(), callName: z.string() }),
  }),
  registerByPhone: operation({
    says: 'Staff write down who is on the phone, so that things can be asked for in their name. A phone holds several people; somebody of this name who is known by it already is given back as they are.',
    by: ['communityStaff'],
    limit: { account: { burst: 100, everySeconds: 60 }, address: ofAnAddress },
    takes: z.object({
      phone,
      callName: callName(10),
      name: personName(20),
      building: scopeId,
      unit: z.optional(doorPart),
      room: z.optional(doorPart),
      /** Two families live behind the door, and this is not of the one that is known. */
      apart: z.optional(z.boolean()),
      community: z.optional(scopeId),
    }),
    gives: foundPerson,
  }),
  signIns: operation({
    says: 'Where the caller is signed in, last used first.',
    by: 'signedIn',
    takes: z.object({}),
    gives: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          at: instant,
          usedOn: z.iso.date(),
          client: z.enum(clientKinds),
          here: z.boolean(),
          /** Of a computer that was allowed from a phone: when it ends by itself. */
          until: z.optional(instant),
        }),
      ),
    }),
  }),
  endSignIn: operation({
    says: 'Ends one sign-in of the caller; it stops working on the very next call. Ending it twice succeeds.',
    by: 'signedIn',
    takes: z.object({ id }),
    gives: z.object({ ended: z.literal(true) }),
  }),
}
