/** Where someone is signed in. A token names its sign-in; ended, it is gone on the very next call. */
import { randomBytes } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import type { identity } from '../../shared/identity/identity.ts'
import type { ClientKind } from '../../shared/identity/account.ts'
import { Refusal } from '../../shared/api/refusals.ts'
import { plusMinutes, shanghai } from '../../shared/time.ts'
import type { Ctx, SignedIn } from '../platform/context.ts'
import { orForged } from '../platform/secrets.ts'
import type { Handlers } from '../platform/serve.ts'
import { dropSignIns, endSignIns, putSignIn } from './identity-store.ts'
import { personOf, type Person, type SignInRecord } from '../people/people.ts'

const tokenDays = 30
/** Not used for so long, a sign-in ends; WeChat signs in anew by itself. */
const idleDays = 14
const mostSignIns = 20
const issuer = 'mulin'

interface Claims {
  readonly sub: string
  readonly sid: string
  readonly epoch: number
}

const dayOf = (at: string) => shanghai(at).format('YYYY-MM-DD')
export const endsAt = ({ at, until }: SignInRecord) => until ?? plusMinutes(at, tokenDays * 24 * 60)
/** A computer, which a phone has signed in, until it is over. */
export const atDesk = ({ until }: SignInRecord) => until !== undefined
/** Those that still open the door. */
const alive = ({ profile, signIns }: Person, now: string) => {
  const idleSince = dayOf(plusMinutes(now, -idleDays * 24 * 60))
  return signIns.filter(each => each.epoch === profile.epoch && now < endsAt(each) && each.usedOn > idleSince)
}
/** The one of this id, if it still opens the door. */
export const liveSignIn = (person: Person, id: string | undefined, now: string) =>
  alive(person, now).find(each => each.id === id)

export const newSignIn = (
  ctx: Ctx,
  { profile }: Person,
  client: ClientKind,
  until?: string,
): SignInRecord => {
  const { epoch } = profile
  const id = randomBytes(16).toString('hex')
  return { id, at: ctx.now, usedOn: dayOf(ctx.now), client, epoch, ...(until && { until }) }
}

/** For one more than these: the longest unused go, but never the one in use just now. */
export const makeRoom = (ctx: Ctx, person: Person, here?: string) => {
  const isHere = ({ id }: SignInRecord) => Number(id === here)
  const kept = alive(person, ctx.now)
    .sort((a, b) => isHere(b) - isHere(a) || b.usedOn.localeCompare(a.usedOn) || b.at.localeCompare(a.at))
    .slice(0, mostSignIns - 1)
  return dropSignIns(
    ctx,
    person.profile.id,
    person.signIns.filter(each => !kept.includes(each)),
  )
}

const seconds = (at: string) => Math.floor(Date.parse(at) / 1000)
/** Names the sign-in, and is good as long as that is. */
export const tokenFor = async (ctx: Ctx, user: string, signIn: SignInRecord) => {
  const { kid, key } = await ctx.secrets.keyFor('tokens')
  return new SignJWT({ epoch: signIn.epoch, sid: signIn.id })
    .setProtectedHeader({ alg: 'HS256', kid })
    .setIssuer(issuer)
    .setSubject(user)
    .setIssuedAt(seconds(signIn.at))
    .setExpirationTime(seconds(endsAt(signIn)))
    .sign(key)
}

/** A new sign-in and its token, good for 30 days. */
export const startSignIn = async (ctx: Ctx, person: Person, client: ClientKind = 'other') => {
  const { id: user } = person.profile
  const signIn = newSignIn(ctx, person, client)
  await putSignIn(ctx, user, signIn, endsAt(signIn))
  await makeRoom(ctx, person)
  return tokenFor(ctx, user, signIn)
}

/** Whom a token stands for; undefined when it is forged, expired or ended. The day of its use is noted once a day. */
export const holderOf = async (
  ctx: Ctx,
  token: string,
): Promise<{ readonly person: Person; readonly signIn: SignInRecord } | undefined> => {
  const verified = await orForged(
    jwtVerify<Claims>(token, ctx.secrets.keyNamed('tokens'), {
      issuer,
      algorithms: ['HS256'],
      currentDate: new Date(ctx.now),
    }),
  )
  const { sub, sid } = verified?.payload ?? {}
  const person = sub && (await personOf(ctx, sub))
  const signIn = person && !person.profile.sameAs && liveSignIn(person, sid, ctx.now)
  if (!signIn) return undefined
  const today = dayOf(ctx.now)
  if (signIn.usedOn < today)
    await putSignIn(ctx, sub, { ...signIn, usedOn: today }, endsAt(signIn), 'ifThere')
  return { person, signIn }
}

type Ops = Pick<typeof identity, 'signIns' | 'endSignIn' | 'signOutEverywhere'>
export const signInsHandlers: Handlers<Ops> = {
  async signIns(_, ctx) {
    const person = await own(ctx)
    const items = alive(person, ctx.now)
      .sort((a, b) => b.usedOn.localeCompare(a.usedOn) || b.at.localeCompare(a.at))
      .map(({ id, at, usedOn, client, until }) => ({
        ...{ id, at, usedOn, client, here: id === ctx.who.signIn },
        ...(until && { until }),
      }))
    return { items }
  },

  async endSignIn({ id }, ctx) {
    const { signIns } = await own(ctx)
    const ended = signIns.filter(each => each.id === id)
    // From a computer, computers only: who finds one open does not lock its owner out of their phone.
    if (ctx.who.atDesk && ended.some(each => !atDesk(each))) throw new Refusal('identity.phoneNeeded')
    await dropSignIns(ctx, ctx.who.id, ended)
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
