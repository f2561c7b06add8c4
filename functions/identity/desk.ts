/**
 * 登录电脑. Until somebody says yes nothing is stored, so that asking for codes costs nothing: the code carries its own
 * proof. Its first part follows from the secret, one way; its second says in which minute it was shown, and to what
 * kind of computer in which network, which is its third.
 */
import type { identity } from '../../shared/identity/identity.ts'
import { browsers, deskHours, deskMinutes, systems, type deskOperations } from '../../shared/identity/desk.ts'
import { absent, not } from '../../shared/lifecycle.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes } from '../../shared/time.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import { codeFor, codeItem, openedBy, randomCode } from './codes.ts'
import { signInItem } from './identity-store.ts'
import { meKey, personOf } from '../people/people.ts'
import { endsAt, liveSignIn, makeRoom, newSignIn, tokenFor } from './sign-ins.ts'

const shownBy = (ctx: Ctx, secret: string) => codeFor(ctx, 'desk', secret)
const minuteOf = (at: string) => `${at.slice(0, 16)}:00.000Z`
const proofOf = (ctx: Ctx, shown: string, about: string, minute: string) =>
  codeFor(ctx, 'deskMinute', shown, about, minute)

const partsOf = (code: string) => [code.slice(0, 32), code.slice(32, 64), code.slice(64)] as const

/** Browsers name each other: Edge calls itself Chrome too, and Chrome Safari. */
const browserMarks = [/Edg/, /Firefox/, /Chrome/, /Safari/, /^/]
const systemMarks = [/Windows/, /Mac OS X(?!.*Mobile)/, /Linux(?!.*Android)/, /Android|Mobile/, /^/]
const letter = (marks: readonly RegExp[], agent: string) =>
  'abcdefgh'[marks.findIndex(mark => mark.test(agent))]!
const named = <T>(codes: readonly T[], letter = '') => codes['abcdefgh'.indexOf(letter)] ?? codes.at(-1)!

const networkOf = async (ctx: Ctx) => {
  const { address = '' } = ctx.from ?? {}
  // Of IPv6, what all in one house share.
  const shared = address.includes(':') ? address.split(':').slice(0, 4).join(':') : address
  return (await codeFor(ctx, 'deskNetwork', shared)).slice(0, 8)
}
const aboutOf = async (ctx: Ctx) => {
  const { agent = '' } = ctx.from ?? {}
  return letter(browserMarks, agent) + letter(systemMarks, agent) + (await networkOf(ctx))
}
const matchOf = async (ctx: Ctx, shown: string) => {
  const text = await codeFor(ctx, 'deskMatch', shown)
  return String([...text].reduce((sum, each) => (sum * 31 + each.charCodeAt(0)) % 10_000, 0)).padStart(4, '0')
}
const unknown = () => new Refusal('identity.deskUnknown', {}, { code: '请在电脑上换一个新的码' })

/** Refuses a code that was not made here or is too old. */
const needFresh = async (ctx: Ctx, code: string) => {
  const [shown, proof, about] = partsOf(code)
  const minutes = Array.from({ length: deskMinutes }, (_, i) => plusMinutes(minuteOf(ctx.now), -i))
  const proofs = await Promise.all(minutes.map(minute => proofOf(ctx, shown, about, minute)))
  if (!proofs.includes(proof)) throw unknown()
}

/** Whether the code is allowed already, and by the caller; another's is refused. */
const allowedByMe = async (ctx: SignedIn, shown: string) => {
  const opens = await openedBy(ctx, 'desk', shown)
  if (opens && opens.user !== ctx.who.id) throw new Refusal('identity.deskTaken')
  return opens?.id
}

export const deskHandlers: Handlers<Pick<typeof identity, keyof typeof deskOperations>> = {
  async deskCode(_, ctx) {
    const secret = randomCode()
    const minute = minuteOf(ctx.now)
    const shown = await shownBy(ctx, secret)
    const about = await aboutOf(ctx)
    const code = shown + (await proofOf(ctx, shown, about, minute)) + about
    return { code, secret, until: plusMinutes(minute, deskMinutes), match: await matchOf(ctx, shown) }
  },

  async allowDesk({ code, yes }, ctx) {
    await needFresh(ctx, code)
    const [shown, , about] = partsOf(code)
    const user = ctx.who.id
    const person = await personOf(ctx, user)
    if (!person) throw new Refusal('identity.signInAgain')
    const screen = {
      callName: person.profile.callName,
      match: await matchOf(ctx, shown),
      browser: named(browsers.codes, about[0]),
      system: named(systems.codes, about[1]),
      sameNetwork: about.slice(2) === (await networkOf(ctx)),
    }
    const before = await allowedByMe(ctx, shown)
    if (before) {
      const made = liveSignIn(person, before, ctx.now)
      if (!made) throw unknown()
      return { ...screen, until: endsAt(made), allowed: true }
    }
    const signIn = newSignIn(ctx, person, 'computer', plusMinutes(ctx.now, deskHours * 60))
    const reply = { ...screen, until: endsAt(signIn) }
    if (!yes) return { ...reply, allowed: false }
    const opens = { kind: 'desk', user, id: signIn.id } as const
    const outcome = await ctx.table.transact([
      { put: codeItem(shown, opens, plusMinutes(ctx.now, deskMinutes)), when: absent('pk') },
      { put: signInItem(user, signIn, endsAt(signIn)) },
      { check: meKey(user), when: not(absent('profile')) },
    ])
    if (outcome.done) await makeRoom(ctx, person, ctx.who.signIn)
    // Somebody who has left meanwhile cannot be signed in.
    else if (!(await allowedByMe(ctx, shown))) throw new Refusal('identity.signInAgain')
    return { ...reply, allowed: true }
  },

  async openDesk({ code, secret }, ctx) {
    const [shown] = partsOf(code)
    if (shown !== (await shownBy(ctx, secret))) throw unknown()
    const opens = await openedBy(ctx, 'desk', shown)
    if (!opens) {
      await needFresh(ctx, code)
      return { state: 'waiting' }
    }
    const person = await personOf(ctx, opens.user)
    const signIn = person && liveSignIn(person, opens.id, ctx.now)
    // Ended from the phone in the meantime.
    if (!signIn) throw unknown()
    return { state: 'allowed', token: await tokenFor(ctx, opens.user, signIn) }
  },
}
