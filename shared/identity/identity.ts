/** Who people are, what they may do, and for how long. */
import * as z from 'zod/mini'
import { instant, module, ofAnAddress, operation, text } from '../contract.ts'
import { accountOperations, clientKinds, consentsNow } from './account.ts'
import { deskOperations } from './desk.ts'
import { grant, grantOperations } from './grants.ts'
import { homeClaim, homeOperations } from './homes.ts'
import { myDataOperations } from './my-data.ts'
import { proxyOperations } from './proxies.ts'

export const me = z.object({
  id: z.string(),
  /** What neighbours call the person: 王阿姨. */
  callName: z.string(),
  home: z.optional(z.object({ community: z.string(), building: z.string() })),
  /** They asked to be erased, and that has not been finished. */
  leaving: z.optional(z.boolean()),
  /** Where they say they live, while it is not confirmed. */
  claim: z.optional(homeClaim),
  /** Whether the community has a phone of theirs, and whether it has been checked. */
  phone: z.optional(z.enum(['typed', 'checked'])),
  consents: consentsNow,
  /** 长辈版 on each of their phones; left out while they have not been asked. */
  care: z.optional(z.boolean()),
  grants: z.array(grant),
  /** People the caller acts for (代办), with the modules it covers. */
  actsFor: z.array(
    z.object({
      id: z.string(),
      callName: z.string(),
      /** Which of the caller's proxies it is. */
      proxy: z.string(),
      modules: z.array(z.string()),
      until: instant,
      /** In medicine and health too. */
      sensitive: z.boolean(),
    }),
  ),
})
export type Me = z.output<typeof me>

export const identity = module('identity', {
  signIn: operation({
    says: 'Signs in with the code of wx.login; the token is good for 30 days or until signOutEverywhere.',
    by: 'anyone',
    limit: { address: ofAnAddress },
    takes: z.object({ code: text(256), client: z.optional(z.enum(clientKinds)) }),
    gives: z.object({ token: z.string(), me }),
  }),
  me: operation({
    says: 'Who I am, my grants in force, and the people I act for.',
    by: 'signedIn',
    takes: z.object({}),
    gives: me,
  }),
  prefer: operation({
    says: 'How the caller wants the pages, on every phone of theirs: 长辈版 or not.',
    by: 'signedIn',
    takes: z.object({ care: z.boolean() }),
    gives: me,
  }),
  signOutEverywhere: operation({
    says: 'Ends every sign-in of the caller at once, this one too.',
    by: 'signedIn',
    onPhone: true,
    takes: z.object({}),
    gives: z.object({ signedOut: z.literal(true) }),
  }),
  ...homeOperations,
  ...accountOperations,
  ...deskOperations,
  ...grantOperations,
  ...proxyOperations,
  ...myDataOperations,
})
