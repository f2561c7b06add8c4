/** Who people are, what they may do, and for how long. */
import * as z from 'zod/mini'
import type { ScopeKind } from './community.ts'
import { id, instant, module, operation, roles, scopeId, text, type Role } from './contract.ts'

export const roleNames: Readonly<Record<Role, string>> = {
  resident: '居民',
  volunteer: '志愿者',
  teamLead: '队长',
  gridWorker: '网格员',
  partyMember: '党员',
  mediator: '调解员',
  mediationStaff: '调解室工作人员',
  communityStaff: '社区工作者',
  buildingHelper: '楼门长',
  propertyManager: '物业代表',
  policeOfficer: '社区民警',
  departmentOfficer: '部门经办人',
  partnerContact: '共建单位联络人',
  supervisor: '街道督办',
}

/** The longest a grant lasts before it is looked at again. */
export const longestGrantDays = 366

/** Who may give and take which roles, within their own community. Nobody gives out their own rank. */
const insideCommunity = roles.filter(role => role !== 'communityStaff' && role !== 'supervisor')
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
  role: z.enum(roles),
  community: z.string(),
  communityName: z.string(),
  scope: z.string(),
  /** What people call the scope: 助老队, 3号楼, … */
  scopeName: z.string(),
  from: instant,
  until: instant,
})
export type GrantReply = z.output<typeof grant>

export const me = z.object({
  id: z.string(),
  /** What neighbours call the person: 王阿姨. */
  callName: z.string(),
  home: z.optional(z.object({ community: z.string(), building: z.string() })),
  grants: z.array(grant),
  /** People the caller acts for (代办), with the modules it covers. */
  actsFor: z.array(
    z.object({ id: z.string(), callName: z.string(), modules: z.array(z.string()), until: instant }),
  ),
})
export type Me = z.output<typeof me>

export const identity = module('identity', {
  signIn: operation({
    says: 'Signs in with the code of wx.login; the token is good for 30 days or until signOutEverywhere.',
    by: 'anyone',
    takes: z.object({ code: text(256) }),
    gives: z.object({ token: z.string(), me }),
  }),
  me: operation({
    says: 'Who I am, my grants in force, and the people I act for.',
    by: 'signedIn',
    takes: z.object({}),
    gives: me,
  }),
  signOutEverywhere: operation({
    says: 'Ends every sign-in of the caller at once, this one too.',
    by: 'signedIn',
    takes: z.object({}),
    gives: z.object({ signedOut: z.literal(true) }),
  }),
  grant: operation({
    says: 'Gives a user a role, until a date, one year at the most. The same grant given again is renewed.',
    by: Object.keys(mayGrant) as Role[],
    takes: z.object({
      user: id,
      role: z.enum(roles),
      community: z.optional(scopeId),
      /** Left out for roles that cover the whole community. */
      scope: z.optional(scopeId),
      until: z.optional(instant),
    }),
    gives: grant,
  }),
  revoke: operation({
    says: 'Takes a grant back; it stops working on the very next call. Taking it back twice is no error.',
    by: Object.keys(mayGrant) as Role[],
    takes: z.object({ user: id, grant: id }),
    gives: z.object({ revoked: z.literal(true) }),
  }),
})
