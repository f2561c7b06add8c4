/** 代办: someone acts for a neighbour who has agreed to it. */
import * as z from 'zod/mini'
import {
  creation,
  id,
  instant,
  looksUp,
  ofAnAddress,
  openingCode,
  operation,
  tellsOthers,
  text,
} from '../contract.ts'
import { proxyModules } from '../modules/manifests.ts'

/** The longest it lasts before the two have to agree again. */
export const longestProxyDays = 366
/** How long an offer waits for its answer. */
export const offerDays = 7
/** How many may act for one person at a time. */
export const mostHelpers = 5
/** How many offers of one person may wait for an answer. */
export const mostOffers = 10

export const proxyStates = ['offered', 'active', 'ended'] as const
export type ProxyState = (typeof proxyStates)[number]

/** Nothing ended ever begins again: who wants it again offers again. */
export const proxyMoves = {
  accept: { from: ['offered'], to: 'active' },
  /** The one who acts asks for health as well; the person says yes, no, or no longer. */
  ask: { from: ['active'], to: 'active' },
  allow: { from: ['active'], to: 'active' },
  end: { from: ['offered', 'active'], to: 'ended' },
} as const satisfies Record<string, { readonly from: readonly ProxyState[]; readonly to: ProxyState }>

const named = z.object({ id: z.string(), callName: z.string() })

export const proxy = z.object({
  id: z.string(),
  state: z.enum(proxyStates),
  /** Who acts. */
  helper: named,
  /** For whom; nobody yet while it is only offered. */
  person: z.optional(named),
  modules: z.array(proxyModules.schema),
  until: instant,
  /** An offer that nobody has answered by then ends by itself. */
  answerBy: instant,
  /** Medicine, prescriptions, health: asked for, and once in force, allowed. */
  sensitive: z.boolean(),
  /** The one who acts has asked for that as well, and waits for the answer. */
  asksSensitive: z.boolean(),
  /** The one who acts is told when the person asks for urgent help. */
  urgent: z.boolean(),
  /** 监护人: for someone who can no longer agree; only staff record it. */
  guardian: z.boolean(),
  /** Agreed to before staff, not on one's own phone. */
  witnessed: z.boolean(),
  /** For staff and the person: what was noted then. */
  note: z.optional(z.string()),
  /** What the reader may do with it now. */
  may: z.array(z.enum(['accept', 'ask', 'allow', 'end'])),
})
export type Proxy = z.output<typeof proxy>

export const proxyOperations = {
  proxyOffer: operation({
    says: 'Offers to act for someone, who agrees with the code: on their own phone, or before staff. The code is shown this once.',
    by: 'signedIn',
    limit: { account: { burst: 30, everySeconds: 600 }, address: ofAnAddress },
    onPhone: true,
    takes: z.object({
      ...creation,
      modules: z.array(proxyModules.schema).check(z.minLength(1), z.maxLength(proxyModules.codes.length)),
      /** At most a year ahead; left out: a year. */
      until: z.optional(instant),
      sensitive: z._default(z.boolean(), false),
    }),
    gives: z.object({ proxy, code: openingCode }),
  }),
  proxySee: operation({
    says: 'What the holder of the code is asked to agree to.',
    by: 'signedIn',
    limit: looksUp,
    takes: z.object({ code: openingCode }),
    gives: proxy,
  }),
  proxyAccept: operation({
    says: 'The caller agrees that the one who offered acts for them. Nobody can agree for somebody else here.',
    by: 'signedIn',
    limit: looksUp,
    onPhone: true,
    takes: z.object({
      code: openingCode,
      /** A yes of its own to medicine, prescriptions and health. */
      sensitive: z._default(z.boolean(), false),
    }),
    gives: proxy,
  }),
  proxyWitness: operation({
    says: 'Staff record that someone agreed in person, or that a guardian acts for someone who no longer can; with a note of what was shown or said.',
    by: ['communityStaff'],
    limit: tellsOthers,
    takes: z.object({
      code: openingCode,
      person: id,
      note: text(200),
      sensitive: z._default(z.boolean(), false),
      guardian: z._default(z.boolean(), false),
    }),
    gives: proxy,
  }),
  proxyAsk: operation({
    says: 'Who acts for somebody asks to do so in medicine and health as well. The person is told, once a day, and answers with one tap.',
    by: 'signedIn',
    limit: tellsOthers,
    takes: z.object({ proxy: id }),
    gives: proxy,
  }),
  proxyAllow: operation({
    says: 'The person allows it or no longer does: medicine and health, if asked for; and that the one who acts is told of their urgent requests.',
    by: 'signedIn',
    limit: tellsOthers,
    onPhone: true,
    takes: z.object({
      helper: id,
      proxy: id,
      sensitive: z.optional(z.boolean()),
      urgent: z.optional(z.boolean()),
    }),
    gives: proxy,
  }),
  proxyEnd: operation({
    says: 'Ends it, on the very next call: by either of the two, or by staff of the community. Ending it twice succeeds.',
    by: 'signedIn',
    limit: tellsOthers,
    takes: z.object({ helper: id, proxy: id }),
    gives: proxy,
  }),
  proxies: operation({
    says: 'Who acts for me and for whom I act; for staff, the same of someone in their community.',
    by: 'signedIn',
    takes: z.object({ person: z.optional(id) }),
    gives: z.object({ helpers: z.array(proxy), helped: z.array(proxy) }),
  }),
}
