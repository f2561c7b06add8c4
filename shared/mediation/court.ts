/** 司法确认 (人民调解法 33, 民诉法 205, 法释〔2011〕5号): which courts, what to bring, and what a court will not confirm. */
import * as z from 'zod/mini'
import { choice, type Code } from '../choice.ts'
import { id, maybeDialled, scopeId, tap, text } from '../contract.ts'
import type { DisputeKind } from './life.ts'

/** A day that somebody may live to see. */
const day = z.iso.date().check(z.regex(/^2\d{3}-/))

/** A court that this community's agreements can go to. */
export const court = z.object({
  id: scopeId,
  name: text(40),
  place: text(80),
  phone: z._default(maybeDialled, ''),
  /** 不再用: nobody is sent there any more. */
  closed: z.optional(z.literal(true)),
})
export type Court = z.output<typeof court>

export const confirmations = choice({
  wanted: '双方想申请',
  applied: '已经向法院申请',
  confirmed: '法院确认了',
  denied: '法院驳回了',
  withdrawn: '申请撤回了',
  notWanted: '不申请了',
})
export type Confirmation = Code<typeof confirmations>
/** The court has said what becomes of it. */
export const isRuled = (state: Confirmation | undefined) =>
  state === 'confirmed' || state === 'denied' || state === 'withdrawn'

/** What the room enters. */
export const confirming = z.object({
  ...tap,
  state: confirmations.schema,
  /** Of the settings. */
  court: z.optional(scopeId),
  /** The day both applied (left out: today), or that of the ruling. */
  on: z.optional(day),
  /** The ruling's: （2026）京0105民特12号. */
  number: z.optional(text(40)),
  /** Photos of the ruling. */
  files: z.optional(z.array(id).check(z.minLength(1), z.maxLength(9))),
})

/** Where both can go (民诉法 205). */
export const whichCourt = '当事人住的地方、事情所在的地方、调解委员会所在的地方，这几处的基层法院都可以。'
/** A case that a court sent goes back to that court (205, first case). */
export const courtThatSent = '法院委托来调解的，向委托的那家法院申请。'

export const materials = [
  '司法确认申请书（双方都签名）',
  '调解协议书原件',
  '双方的身份证，原件和复印件',
  '人民调解委员会主持调解的证明（调解室开）',
  '和协议有关的产权证、合同、单据',
  '双方的住址、电话，收法院文书用',
  '托人去的：授权委托书、代理人的身份证',
] as const

/** Said before, so that nobody goes for nothing (法释〔2011〕5号 4; 民诉法解释 355). */
export const notConfirmed = (kind: DisputeKind): string | undefined =>
  kind === 'family'
    ? '离婚、收养、认不认亲这类身份的事，法院不确认；赡养费、抚养费、分东西可以。房子归谁要走诉讼。'
    : kind === 'parking' || kind === 'publicSpace' || kind === 'property'
      ? '车位、公共地方归谁所有，法院不在这里确认，要走诉讼；怎么用、赔多少可以。'
      : undefined
