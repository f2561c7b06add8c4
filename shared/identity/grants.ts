/** 身份管理: who has which role, until when, and giving and taking it. */
import * as z from 'zod/mini'
import { choice } from '../choice.ts'
import {
  type Role,
  id,
  instant,
  leadOf,
  listOf,
  listed,
  looksUp,
  ofAnAddress,
  openingCode,
  operation,
  roles,
  scopeId,
} from '../contract.ts'
import type { ScopeKind } from '../community/community.ts'

/** A grant that ends within so many days is looked at again. */
export const recheckDays = 30
/** How long 我的身份码 is good. */
export const myCodeMinutes = 10

export const revokeReasons = choice({
  left: '本人不做了',
  moved: '搬走了',
  replaced: '换人了',
  mistake: '给错了',
  other: '别的原因',
})

/** The longest a grant lasts before it is looked at again. */
export const longestGrantDays = 366

/** Who may give and take which roles, within their own community. Nobody gives out their own rank. */
const insideCommunity = roles.codes.filter(role => role !== 'communityStaff' && role !== 'supervisor')
export const mayGrant: { readonly [R in Role]?: readonly Role[] } = {
  communityStaff: insideCommunity,
  supervisor: ['communityStaff'],
}
/** What each role is given for. */
export const scopeKind: Readonly<Record<Role, ScopeKind | 'community'>> = {
  resident: 'community',
  volunteer: 'team',
  teamLead: 'team',
  gridWorker: 'grid',
  partyMember: 'community',
  mediator: 'community',
  mediationStaff: 'community',
  communityStaff: 'community',
  buildingHelper: 'building',
  propertyManager: 'firm',
  policeOfficer: 'beat',
  departmentOfficer: 'department',
  partnerContact: 'partner',
  supervisor: 'community',
}

export const grant = z.object({
  id: z.string(),
  role: roles.schema,
  community: z.string(),
  communityName: z.string(),
  scope: z.string(),
  /** What people call the scope: 助老队, 3号楼, … */
  scopeName: z.string(),
  from: instant,
  until: instant,
})
export type GrantReply = z.output<typeof grant>

/** 助老服务队队长; what covers the whole community needs no place in its name. */
export const sayRole = ({ role, scopeName, communityName }: GrantReply) =>
  scopeName === communityName
    ? roles.text[role]
    : scopeName + (role === 'teamLead' ? leadOf(scopeName) : roles.text[role])

const holder = z.object({
  id: z.string(),
  callName: z.string(),
  building: z.optional(z.string()),
  /** All grants of theirs that the reader may give and take. */
  grants: z.array(grant),
})
export type Holder = z.output<typeof holder>

const grantors = Object.keys(mayGrant) as Role[]

export const grantOperations = {
  grant: operation({
    says: 'Gives a user a role, until a date, one year at the most. The same grant given again is renewed.',
    by: grantors,
    limit: { account: { burst: 100, everySeconds: 60 }, address: ofAnAddress },
    takes: z.object({
      user: id,
      role: roles.schema,
      community: z.optional(scopeId),
      /** Left out for roles that cover the whole community. */
      scope: z.optional(scopeId),
      until: z.optional(instant),
    }),
    gives: grant,
  }),
  revoke: operation({
    says: 'Takes a grant back; it stops working on the very next call. Taking it back twice succeeds.',
    by: grantors,
    limit: { account: { burst: 100, everySeconds: 60 }, address: ofAnAddress },
    takes: z.object({ user: id, grant: id, reason: z._default(revokeReasons.schema, 'other') }),
    gives: z.object({ revoked: z.literal(true) }),
  }),
  grants: operation({
    says: 'Grants the caller may give and take: of one role, of one scope, or those that end within 30 days; those that end first come first.',
    by: grantors,
    takes: z.object({
      ...listed,
      list: z._default(z.enum(['role', 'ending']), 'ending'),
      role: z.optional(roles.schema),
      scope: z.optional(scopeId),
      community: z.optional(scopeId),
    }),
    gives: listOf(z.object({ grant, holder })),
  }),
  grantChoices: operation({
    says: 'Where the caller may give which roles, and for which teams, buildings, … each.',
    by: grantors,
    takes: z.object({ community: z.optional(scopeId) }),
    gives: z.object({
      community: z.string(),
      communityName: z.string(),
      roles: z.array(
        z.object({
          role: roles.schema,
          /** Left out where the role covers the whole community. */
          scopes: z.optional(z.array(z.object({ id: z.string(), name: z.string() }))),
        }),
      ),
    }),
  }),
  myCode: operation({
    says: 'A code by which the caller lets someone at the desk find them, for ten minutes.',
    by: 'signedIn',
    limit: looksUp,
    onPhone: true,
    takes: z.object({}),
    gives: z.object({ code: openingCode, until: instant }),
  }),
  holder: operation({
    says: 'The person who shows this code: name, building and the grants the caller may give and take.',
    by: grantors,
    limit: { account: { burst: 60, everySeconds: 30 }, address: ofAnAddress },
    takes: z.object({ code: openingCode, community: z.optional(scopeId) }),
    gives: holder,
  }),
}
