/** 登录电脑: a computer shows a code, its owner allows it from their phone; no password anywhere. */
import * as z from 'zod/mini'
import { choice } from '../choice.ts'
import { aDay, instant, ofAnAddress, operation } from '../contract.ts'

/** A code on the screen can be allowed for so long; once allowed, the computer may fetch its sign-in for so long. */
export const deskMinutes = 5
/** A day at the desk with its evening duty; somebody who forgets to sign out of a shared computer is signed out by the next morning. */
export const deskHours = 12

export const browsers = choice({
  edge: 'Edge浏览器',
  firefox: '火狐浏览器',
  chrome: 'Chrome浏览器',
  safari: 'Safari浏览器',
  other: '浏览器',
})
export const systems = choice({
  windows: 'Windows电脑',
  mac: '苹果电脑',
  linux: 'Linux电脑',
  phone: '手机或平板',
  other: '电脑',
})

/** What is on the screen: which computer, of what kind, and when it was shown. */
const shownCode = z.string().check(z.trim(), z.regex(/^[a-z2-7]{32,80}$/))
/** Stands on both screens: another one on the computer means somebody else’s code. */
const match = z.string().check(z.regex(/^\d{4}$/))
/** What only that computer knows. */
const secret = z.string().check(z.regex(/^[a-z2-7]{32}$/))

export const deskOperations = {
  deskCode: operation({
    says: 'For a computer nobody is signed in on: a code to show and a secret to keep. The code alone signs nobody in.',
    by: 'anyone',
    limit: { address: { burst: 100, everySeconds: 5 } },
    takes: z.object({}),
    gives: z.object({ code: shownCode, secret, until: instant, match }),
  }),
  allowDesk: operation({
    says: 'What the code on the screen asks for; with `yes` the caller is signed in on that computer, for a working day. A code is allowed once, by one person, and not from a sign-in that came about this way.',
    by: 'signedIn',
    limit: { account: aDay(60), address: ofAnAddress },
    onPhone: true,
    takes: z.object({ code: shownCode, yes: z._default(z.boolean(), false) }),
    gives: z.object({
      callName: z.string(),
      until: instant,
      allowed: z.boolean(),
      match,
      browser: browsers.schema,
      system: systems.schema,
      /** Whether computer and phone reach us by the same address: at home and in the office they do by Wi-Fi. */
      sameNetwork: z.boolean(),
    }),
  }),
  openDesk: operation({
    says: 'The computer asks whether its code has been allowed; the token comes again while the sign-in is new, for an answer that was lost.',
    by: 'anyone',
    limit: { address: ofAnAddress },
    takes: z.object({ code: shownCode, secret }),
    gives: z.object({ state: z.enum(['waiting', 'allowed']), token: z.optional(z.string()) }),
  }),
}
