/** 住处: who lives where, as they say it, as the community confirms it, as households invite their own. */
import * as z from 'zod/mini'
import {
  type Role,
  aDay,
  callName,
  doorPart,
  id,
  instant,
  looksUp,
  ofAnAddress,
  operation,
  personName,
  scopeId,
  tellsOthers,
  text,
} from '../contract.ts'

export const homeKinds = ['owner', 'tenant', 'family'] as const
export type HomeKind = (typeof homeKinds)[number]
export const homeKindNames: Readonly<Record<HomeKind, string>> = {
  owner: '房主',
  tenant: '租户',
  family: '家里人',
}

/** Why someone was not confirmed; words of their own would carry what they know of the household. */
export const homeRefusals = ['noSuchDoor', 'notLiving', 'cannotReach', 'nameDiffers'] as const
export type HomeRefusal = (typeof homeRefusals)[number]
export const homeRefusalTexts: Readonly<Record<HomeRefusal, string>> = {
  noSuchDoor: '没有这个门牌，请看看楼号、单元和房号',
  notLiving: '核对过，登记的不是这一户',
  cannotReach: '没联系上您，请留个电话再登记一次',
  nameDiffers: '姓名和登记的对不上，请填身份证上的姓名',
}

/** Who confirms who lives where: for their building, their grid, the whole community. */
export const homeConfirmers = [
  'buildingHelper',
  'gridWorker',
  'communityStaff',
] as const satisfies readonly Role[]

/** Where a code hangs. It gives nobody any right. */
export interface DoorCode {
  readonly building: string
  readonly unit?: string | undefined
  readonly room?: string | undefined
}
/** WeChat takes 32 characters, none of them Chinese. */
const mayBeCarried = (scene: string) => /^[\w.~-]{1,32}$/.test(scene)

/** What a code at a door carries: building-3~2~301; what cannot be carried is left out, and typed by who scans it. */
export const sceneOf = ({ building, unit, room }: DoorCode): string => {
  const all = [building, unit, room].flatMap(each => each ?? [])
  const most = all.map((_, i) => all.slice(0, all.length - i).join('~'))
  return most.find(mayBeCarried) ?? ''
}
export const doorOf = (scene: string): DoorCode => {
  const [building = '', unit, room] = scene.split('~')
  return { building, unit, room }
}

const saidHome = z.object({
  /** Of a newcomer: in which community; else the one that welcomes newcomers. */
  community: z.optional(scopeId),
  building: scopeId,
  unit: doorPart,
  room: doorPart,
  as: z.enum(homeKinds),
  /** Two families live behind this door, and this is not of the one that is known there. */
  apart: z.optional(z.boolean()),
  name: personName(20),
  callName: z.optional(callName(12)),
})

/** What became of what someone said. */
export const homeClaim = z.object({
  state: z.enum(['waiting', 'confirmed', 'refused']),
  building: z.string(),
  as: z.enum(homeKinds),
  at: instant,
  reason: z.optional(z.enum(homeRefusals)),
})
export type HomeClaim = z.output<typeof homeClaim>

/** Which statement of whom. */
const claimOf = { user: id, claim: id }
const waitingHome = z.object({
  ...claimOf,
  callName: z.string(),
  building: z.string(),
  as: z.enum(homeKinds),
  at: instant,
  /** Came by invitation, and somebody of the household does not know them. */
  doubted: z.boolean(),
  /** They say that two families live there. */
  apart: z.boolean(),
})
const lives = { user: z.string(), callName: z.string(), as: z.enum(homeKinds), since: instant }

export const joinPath = (code: string) => `/identity/join?code=${code}`
export const invitationDays = 7
export const invitationUses = 4

export const homeOperations = {
  buildings: operation({
    says: 'The buildings one can say one lives in: of a newcomer, those of the community that welcomes them.',
    by: 'signedIn',
    takes: z.object({ community: z.optional(scopeId) }),
    gives: z.object({
      community: z.string(),
      name: z.string(),
      items: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  }),
  bindHome: operation({
    says: 'Says where the caller lives; it waits until the community confirms it. The same again is the same, something else replaces it. Tells nothing about who lives there.',
    by: 'signedIn',
    limit: { account: aDay(10), address: ofAnAddress },
    takes: saidHome,
    gives: homeClaim,
  }),
  waitingHomes: operation({
    says: 'Who says they live in the caller’s building, grid or community and waits to be confirmed, longest first; the first 50.',
    by: homeConfirmers,
    takes: z.object({}),
    gives: z.object({ items: z.array(waitingHome) }),
  }),
  waitingHome: operation({
    says: 'One of them with name, door and phone, and who is registered there. The look is on record, and the person can see it.',
    by: homeConfirmers,
    takes: z.object(claimOf),
    gives: z.object({
      ...waitingHome.shape,
      name: z.string(),
      address: z.string(),
      phone: z.optional(z.string()),
      phoneChecked: z.boolean(),
      /** Whether the register has this door. */
      known: z.boolean(),
      /** Of each family behind the door. */
      members: z.array(z.object({ ...lives, family: z.string() })),
    }),
  }),
  confirmHome: operation({
    says: 'Confirms or refuses where someone says they live. The first verdict counts; nobody confirms their own.',
    by: homeConfirmers,
    takes: z.object({
      ...claimOf,
      verdict: z.enum(['yes', 'no']),
      reason: z.optional(z.enum(homeRefusals)),
      /** Of which family behind the door they are: one of `members`, or `own`; left out: as they said. */
      family: z.optional(id),
    }),
    gives: z.object({ state: z.enum(['confirmed', 'refused']) }),
  }),
  endResidence: operation({
    says: 'Someone has moved out: they belong to the household no longer.',
    by: homeConfirmers,
    takes: z.object({ user: id }),
    gives: z.object({ ended: z.literal(true) }),
  }),
  household: operation({
    says: 'Who belongs to the caller’s household, for the household itself.',
    by: 'signedIn',
    takes: z.object({}),
    gives: z.object({
      building: z.string(),
      members: z.array(
        z.object({
          ...lives,
          me: z.boolean(),
          /** By what name the one who invited them is called. */
          invitedBy: z.optional(z.string()),
          doubted: z.boolean(),
        }),
      ),
    }),
  }),
  inviteHousehold: operation({
    says: `Makes an invitation to the caller’s household, good for ${invitationDays} days and ${invitationUses} people. The code is shown once and not kept.`,
    by: ['resident'],
    limit: { account: aDay(5), address: ofAnAddress },
    takes: z.object({}),
    gives: z.object({ code: z.string(), path: z.string(), until: instant, people: z.int() }),
  }),
  invitation: operation({
    says: 'Whose invitation this is, before it is accepted.',
    by: 'signedIn',
    limit: looksUp,
    takes: z.object({ code: text(64) }),
    gives: z.object({ building: z.string(), from: z.string(), until: instant }),
  }),
  joinHome: operation({
    says: 'Accepts an invitation: the caller belongs to the household at once, and the household sees it.',
    by: 'signedIn',
    limit: { account: aDay(10), address: ofAnAddress },
    takes: z.object({
      code: text(64),
      as: z.enum(['family', 'tenant']),
      name: personName(20),
      callName: callName(12),
    }),
    gives: z.object({ building: z.string() }),
  }),
  doubtMember: operation({
    says: 'Somebody who came by invitation is not known to the household: those who confirm homes look at it.',
    by: ['resident'],
    limit: tellsOthers,
    takes: z.object({ user: id }),
    gives: z.object({ told: z.literal(true) }),
  }),
  leaveHome: operation({
    says: 'The caller lives there no longer, or takes back what they said.',
    by: 'signedIn',
    limit: tellsOthers,
    takes: z.object({}),
    gives: z.object({ left: z.literal(true) }),
  }),
}
