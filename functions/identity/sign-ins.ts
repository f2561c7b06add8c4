/** Where someone is signed in. A token names its sign-in; ended, it is gone on the very next call. */
import { randomBytes } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import type { identity } from '../../shared/identity.ts'
import type { ClientKind } from '../../shared/identity/account.ts'
import { Refusal } from '../../shared/refusals.ts'
import { plusMinutes, shanghai } from '../../shared/time.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import type { Handlers } from '../platform/serve.ts'
import {
  dropSignIns,
  endSignIns,
  personOf,
  putSignIn,
  type Person,
  type SignInRecord,
} from './identity-store.ts'

const tokenDays = 30
const mostSignIns = 20
const issuer = 'mulin'

interface Claims {
  readonly sub: string
  readonly sid: string
  readonly epoch: number
}

const dayOf = (at: string) => shanghai(at).format('YYYY-MM-DD')
const endsAt = ({ at }: SignInRecord) => plusMinutes(at, tokenDays * 24 * 60)
/** Those that still open the door. */
const alive = ({ profile, signIns }: Person, now: string) =>
  signIns.filter(each => each.epoch === profile.epoch && now < endsAt(each))

/** A new sign-in and its token, good for 30 days. The longest unused make room. */
export const startSignIn = async (ctx: Ctx, person: Person, client: ClientKind = 'other') => {
  const { id: user, epoch } = person.profile
  const signIn = { id: randomBytes(16).toString('hex'), at: ctx.now, usedOn: dayOf(ctx.now), client, epoch }
  const kept = alive(person, ctx.now)
    .sort((a, b) => b.usedOn.localeCompare(a.usedOn) || b.at.localeCompare(a.at))
    .slice(0, mostSignIns - 1)
  const gone = person.signIns.filter(each => !kept.includes(each))
  await putSignIn(ctx, user, signIn, endsAt(signIn))
  await dropSignIns(ctx, user, gone)
  const issuedAt = Math.floor(Date.parse(ctx.now) / 1000)
  return new SignJWT({ epoch, sid: signIn.id })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setSubject(user)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + tokenDays * 86_400)
    .sign(await ctx.secrets.keyFor('tokens'))
}

/** Whom a token stands for; undefined when it is forged, expired or ended. The day of its use is noted once a day. */
export const holderOf = async (
  ctx: Ctx,
  token: string,
): Promise<{ readonly person: Person; readonly signIn: string } | undefined> => {
  const verified = await jwtVerify<Claims>(token, await ctx.secrets.keyFor('tokens'), {
    issuer,
    algorithms: ['HS256'],
    currentDate: new Date(ctx.now),
  }).catch(() => undefined)
  const { sub, sid } = verified?.payload ?? {}
  const person = sub && (await personOf(ctx, sub))
  const signIn = person && alive(person, ctx.now).find(({ id }) => id === sid)
  if (!signIn) return undefined
  const today = dayOf(ctx.now)
  if (signIn.usedOn < today)
    await putSignIn(ctx, sub, { ...signIn, usedOn: today }, endsAt(signIn), 'ifThere')
  return { person, signIn: signIn.id }
}

type Ops = Pick<typeof identity, 'signIns' | 'endSignIn' | 'signOutEverywhere'>
export const signInsHandlers: Handlers<Ops> = {
  async signIns(_, ctx) {
    const person = await own(ctx)
    const items = alive(person, ctx.now)
      .sort((a, b) => b.usedOn.localeCompare(a.usedOn) || b.at.localeCompare(a.at))
      .map(({ id, at, usedOn, client }) => ({ id, at, usedOn, client, here: id === ctx.who.signIn }))
    return { items }
  },

  async endSignIn({ id }, ctx) {
    const { signIns } = await own(ctx)
    await dropSignIns(
      ctx,
      ctx.who.id,
      signIns.filter(each => each.id === id),
    )
    return { ended: true }
  },

  async signOutEverywhere(_, ctx) {
    await endSignIns(ctx, ctx.who.id)
    return { signedOut: true }
  },
}

const own = async (ctx: SignedIn): Promise<Person> => {
  const person = await personOf(ctx, ctx.who.id)
  if (!person) throw new Refusal('identity.signInAgain')
  return person
}
