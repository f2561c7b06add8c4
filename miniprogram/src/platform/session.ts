/** Who is signed in on this phone. Only the token lives here; who that is, `identity.me` says. */
import Taro from '@tarojs/taro'
import type * as z from 'zod/mini'
import type { Operation } from '../../../shared/contract.ts'
import type { ClientKind } from '../../../shared/identity/account.ts'
import { refusedHere } from './refused.ts'
import { post } from './request.ts'
import { asText, asYes, forgetStored, stored } from './stored.ts'

type SignIn = Operation<'anyone', z.ZodMiniType, z.ZodMiniType<{ token: string }>>

const token = stored('token', asText)
const signedOut = stored('signedOut', asYes)
/** The code of the demo person chosen in the panel; in other builds there is none. */
const persona = stored('persona', asText)

/** Signed in by a yes on somebody's phone: when that ends, this browser cannot sign in by itself. */
const lent = stored('lent', asYes)

const inWeChat = process.env.TARO_ENV === 'weapp'
const firstPersona = 'demo:resident-1'

let operation: SignIn | undefined
/** Called once by the app: this floor knows no module. */
export const signInWith = (signIn: SignIn) => {
  operation = signIn
}

const codeOfWeChat = async () => {
  const { code } = await Taro.login().catch(() => {
    throw refusedHere('client.signIn')
  })
  return code
}

const codeOf = (chosen: string | undefined) => chosen ?? (inWeChat ? undefined : firstPersona)
const code = () => (MULIN_DEMO && codeOf(persona.get())) || codeOfWeChat()

const platforms: Readonly<Record<string, ClientKind>> = {
  ios: 'ios',
  android: 'android',
  ohos: 'harmony',
  windows: 'computer',
  mac: 'computer',
}
/** For 登录过的设备; WeChat before 2.20.1 does not say. */
const clientKind = (): ClientKind => {
  if (!inWeChat) return 'browser'
  const asked = typeof Taro.getDeviceInfo === 'function' ? Taro.getDeviceInfo() : undefined
  return platforms[asked?.platform ?? ''] ?? 'other'
}

let running: Promise<string> | undefined
/** Raised when the phone changes hands: a sign-in that is still under way then must not win afterwards. */
let hands = 0

const signIn = async (): Promise<string> => {
  const begun = hands
  const reply = await post(operation!, { code: await code(), client: clientKind() })
  if (begun !== hands) return tokenInstead()
  token.set(reply.token)
  return reply.token
}

/** The token to send; signs in where there is none, or where the server did not accept `spent`. Once at a time. */
export const tokenInstead = async (spent?: string): Promise<string> => {
  if (signedOut.get()) throw refusedHere('client.signedOut')
  const kept = token.get()
  if (kept && kept !== spent) return kept
  if (!inWeChat && (!MULIN_DEMO || lent.get())) {
    forgetSession()
    throw refusedHere('client.signedOut')
  }
  if (!running) {
    const begun: Promise<string> = signIn().finally(() => {
      if (running === begun) running = undefined
    })
    running = begun
  }
  return running
}

export type Entry = 'open' | 'signedOut' | 'byPhone'

/** Whether pages can be shown at all. A browser has no WeChat account to sign in with: a phone lets it in. */
export const useEntry = (): Entry => {
  const left = signedOut.use()
  const held = token.use()
  if (!inWeChat && !MULIN_DEMO) return held ? 'open' : 'byPhone'
  return left ? 'signedOut' : 'open'
}

const changeHands = () => {
  hands++
  running = undefined
}

/** With the token goes what was kept of replies and drafts; how large the letters are stays. */
export const forgetSession = () => {
  changeHands()
  forgetStored(['care', 'persona'])
  signedOut.set(true)
}

/** This browser belongs, for a working day, to the one who said yes on their phone. Nothing of the last one stays. */
export const enterWith = (lentToken: string) => {
  changeHands()
  forgetStored(['care', 'persona'])
  lent.set(true)
  token.set(lentToken)
}
export const useLent = () => lent.use() === true

export const enterAgain = () => signedOut.set(undefined)

/** Demo: from now on this phone belongs to the person behind the code. */
export const become = (code: string) => {
  changeHands()
  persona.set(code)
  lent.set(undefined)
  token.set(undefined)
  signedOut.set(undefined)
}

/** Keeps apart what two demo people type on the same phone. */
export const phoneOwner = () => (MULIN_DEMO ? (lent.get() ? 'lent' : (persona.get() ?? '')) : '')
export const usePersona = () => {
  const chosen = persona.use()
  return useLent() ? undefined : codeOf(chosen)
}
