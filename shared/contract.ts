/**
 * A contract is what both sides agree on: one object per operation gives the route, the input's schema, the
 * reply's schema and who may call. Pages call it, functions implement it, the OpenAPI document is made from it.
 */
import * as z from 'zod/mini'
import { choice, type Code } from './choice.ts'
import { wrong } from './complaints.ts'
import { isDoor, plainDoor } from './door.ts'
import { isDialled, isPhone, lastFourOf, plainPhone } from './phone.ts'
import { cleanName, cleanText, hasUnseen } from './text.ts'

// WeChat forbids `new Function`, which zod would otherwise use to compile its parsers.
z.config({ jitless: true })

export const roles = choice({
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
})
export type Role = Code<typeof roles>

/** An office: what waits for those who hold it waits for all of them. Living here is none, and a volunteer is asked by name. */
export const isOffice = (role: Role) => role !== 'resident' && role !== 'volunteer'

/** Who leads it, by what it is called: a 队 has a 队长, a 组 or 小组 a 组长. */
export const leadOf = (unit = '') => (unit.endsWith('组') ? '组长' : roles.text.teamLead)

/** `anyone`: no sign-in needed. `signedIn`: any user; what they reach is decided by the matter. Else: one of the roles. */
export type Callers = 'anyone' | 'signedIn' | readonly Role[]

/** So many at once, and one more every so often. */
export interface Rate {
  readonly burst: number
  readonly everySeconds: number
}
/** How often one account, and one address of the network, may call; what is left out is not limited. */
export interface Limit<Taken = unknown> {
  readonly account?: Rate
  /** Of who holds an office, who does it for many; left out: as any account. */
  readonly office?: Rate
  readonly address?: Rate
  /** How often all together may do it to one thing, like a letter box. */
  readonly each?: { of(input: Taken): string; readonly rate: Rate }
  /** What is not counted, and so never refused. */
  spares?(input: Taken): boolean
}

/** So many a day, all of them at once if need be. */
export const aDay = (most: number): Rate => ({ burst: most, everySeconds: 86_400 / most })
/** A house, an office, or a carrier's gateway: many people stand behind one address. */
export const ofAnAddress: Rate = { burst: 300, everySeconds: 1 }
/** What tells others something or gives them work. */
export const tellsOthers: Limit = {
  account: { burst: 20, everySeconds: 180 },
  office: { burst: 200, everySeconds: 20 },
  address: ofAnAddress,
}
/** What somebody who tries codes, or reads through the people of a community, would call again and again. */
export const looksUp: Limit = { account: { burst: 30, everySeconds: 60 }, address: ofAnAddress }

interface Definition<By extends Callers, Takes extends z.ZodMiniType, Gives extends z.ZodMiniType> {
  /** One sentence for the OpenAPI document. */
  readonly says: string
  readonly by: By
  readonly takes: Takes
  readonly gives: Gives
  readonly limit?: Limit<z.output<Takes>>
  /** Not from a computer that a phone has signed in: who finds that computer open could do it as well. */
  readonly onPhone?: true
}

export interface Operation<
  By extends Callers = Callers,
  Takes extends z.ZodMiniType = z.ZodMiniType,
  Gives extends z.ZodMiniType = z.ZodMiniType,
> extends Definition<By, Takes, Gives> {
  /** `<module>.<operation>`, called as `POST /api/<module>/<operation>`. */
  readonly name: string
}

export const operation = <By extends Callers, Takes extends z.ZodMiniType, Gives extends z.ZodMiniType>(
  definition: Definition<By, Takes, Gives>,
) => definition

type Named<D> = D extends Definition<infer By, infer Takes, infer Gives> ? Operation<By, Takes, Gives> : never

/** Gives each operation its name, so that a page needs to import only its own module's contract. */
export const module = <const Ops extends Record<string, Definition<Callers, z.ZodMiniType, z.ZodMiniType>>>(
  name: string,
  operations: Ops,
) =>
  Object.fromEntries(
    Object.entries(operations).map(([operation, definition]) => [
      operation,
      { ...definition, name: `${name}.${operation}` },
    ]),
  ) as { readonly [K in keyof Ops]: Named<Ops[K]> }

/** What a caller writes, and what the handler gets after parsing. */
export type Input<Op extends Operation> = z.input<Op['takes']>
export type Parsed<Op extends Operation> = z.output<Op['takes']>
export type Reply<Op extends Operation> = z.output<Op['gives']>

/** The fields an operation takes, by name. */
export const shapeOf = ({ takes }: Operation) =>
  ((takes as Partial<z.ZodMiniObject>).shape ?? {}) as Readonly<Record<string, z.ZodMiniType | undefined>>

// ---- parts that contracts share ----

/** Text that may be empty. */
export const maybeText = (longest: number) => z.string().check(z.overwrite(cleanText), z.maxLength(longest))
/** Text with at least one visible character. */
export const text = (longest: number) =>
  z.string().check(z.overwrite(cleanText), z.minLength(1), z.maxLength(longest))
const seen = z.refine<string>(name => !hasUnseen(name), {
  params: wrong('名字里有看不见的符号，请把它删掉，重新写一遍'),
})
/** A person's name, or what they are called. */
export const personName = (longest: number) =>
  z.string().check(z.overwrite(cleanName), z.minLength(1), z.maxLength(longest), seen)
/** Who calls themselves so would be taken for the community's, or for the police. */
const offices = [
  ...roles.codes.filter(role => role !== 'resident' && role !== 'volunteer').map(role => roles.text[role]),
  ...[
    '居委会',
    '村委会',
    '物业',
    '派出所',
    '民警',
    '警察',
    '公安',
    '法院',
    '街道办',
    '管理员',
    '客服',
    '官方',
  ],
]
/** What neighbours call somebody: no office. */
export const callName = (longest: number) =>
  personName(longest).check(
    z.refine(name => !offices.some(office => name.normalize('NFKC').replace(/[\s·]/g, '').includes(office)), {
      params: wrong('称呼里不能有单位或职务，写邻居平时怎么叫就行，比如王阿姨'),
    }),
  )
/** The same, or empty. */
export const maybeName = (longest: number) =>
  z.string().check(z.overwrite(cleanName), z.maxLength(longest), seen)
const mostTyped = 40
/** A person's phone: mobile, or a landline with its area code. */
export const phone = z
  .string()
  .check(
    z.maxLength(mostTyped),
    z.overwrite(plainPhone),
    z.refine(isPhone, { params: wrong('请写11位手机号，或带区号的座机，比如 022-26810123') }),
  )
const numberOr = (allowed: (number: string) => boolean) =>
  z
    .string()
    .check(
      z.maxLength(mostTyped),
      z.overwrite(plainPhone),
      z.refine(allowed, { params: wrong('请写电话号码，比如 022-26810123') }),
    )
/** Any number that people dial; 110 and 12345 as well. */
export const dialled = numberOr(isDialled)
/** The same, or empty: there is none. */
export const maybeDialled = numberOr(number => number === '' || isDialled(number))
/** The last four digits of a phone, of whatever is pasted. */
export const lastFour = z.string().check(z.maxLength(mostTyped), z.overwrite(lastFourOf), z.regex(/^\d{4}$/))
/** A stair or a room, as it is written at the door. */
export const doorPart = z
  .string()
  .check(
    z.maxLength(12),
    z.overwrite(plainDoor),
    z.minLength(1),
    z.refine(isDoor, { params: wrong('照门牌上写的填，比如 2、301、501-1、东户') }),
  )
/** Any name of a thing. An id that cannot exist is answered like one that does not: 404. */
export const id = z.string().check(z.minLength(1), z.maxLength(128))
/** A community, team, grid, room, … as grants name it. */
export const scopeId = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/))
/** Random, made by the client once per tap, sent again with every retry of that tap. */
export const onceKey = z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/))
/** What opens a door by being known: handed on by the one who got it, good for a while. */
export const openingCode = z.string().check(z.trim(), z.regex(/^[a-z2-7]{32}$/))
/** ISO 8601 in UTC with milliseconds. */
export const instant = z.iso.datetime({ precision: 3 })
export const fen = z.int().check(z.minimum(0), z.maximum(10_000_000))

/** How something reached the one who enters it. */
export const ways = choice({
  app: '小程序',
  phone: '电话',
  paper: '纸质',
  inPerson: '当面',
  otherSystem: '别的系统',
})
/** A phone, an identity number or a door, of which a reference to another system has no need. */
const personal = /(?<!\d)(1\d{10}|\d{17}[\dXx])(?!\d)|\d\s*(栋|号楼|单元|室|户|层)/
/**
 * Entered for somebody who did not tap themselves (代录): how it came, and the number it has on paper or in the other
 * system. Only from who holds an office. It stays in the history, so it names nobody.
 */
const entered = {
  via: z.optional(ways.schema),
  ref: z.optional(
    z.string().check(
      z.overwrite(cleanText),
      z.minLength(1),
      z.maxLength(40),
      z.refine(ref => /\d/.test(ref) && !personal.test(ref) && !/\p{Script=Han}{7}/u.test(ref), {
        params: wrong('只写单子上的编号，不写姓名、门牌、电话和证件号'),
      }),
    ),
  ),
}

/** Every move: which matter, what the tapper saw of it, and the tap's own id. */
export const tap = { id, seq: z.int().check(z.minimum(1)), op: z.optional(onceKey), ...entered }
/** Everything that creates: the same key twice is one thing. */
export const creation = { key: z.optional(onceKey) }
/** A matter. */
export const link = z.object({ kind: z.string().check(z.maxLength(12)), id })
export type Link = z.output<typeof link>
/** An id begins with its kind. */
export const linkOf = (id: string): Link => ({ kind: id.slice(0, id.indexOf('_')), id })
/** What begins a matter; `from`: one that it comes of, which the caller must be able to see. */
export const beginning = { ...creation, ...entered, from: z.optional(link) }

/** What an operation was sent of where it comes from and how; of a name that means something else there, nothing. */
export const cameIn = (operation: Operation, input: object) => {
  const shape = shapeOf(operation)
  const { via, ref, from } = input as { via?: Code<typeof ways>; ref?: string; from?: Link }
  return {
    from: shape.from === beginning.from ? from : undefined,
    ...(shape.via === entered.via ? { via, ref } : {}),
  }
}
export type Came = Partial<ReturnType<typeof cameIn>> & {
  readonly via?: Code<typeof ways>
  readonly ref?: string
}

export const listed = { next: z.optional(z.string().check(z.maxLength(2048))) }
/** At most 50 items; `next`, where there is more, goes back unchanged with the same question. */
export const listOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({ items: z.array(item), next: z.optional(z.string()) })

const actedAs = z.enum([...roles.codes, 'clock'])

/** A line of a matter's history, as a reader sees it: never a personal detail. */
export const timelineEntry = z.object({
  seq: z.int(),
  at: instant,
  move: z.string(),
  to: z.string(),
  as: actedAs,
  /** 居民, 助老队, 志愿者, … */
  who: z.string(),
  /** Done by one person for another (代办). */
  onBehalf: z.optional(z.boolean()),
  /** Entered for somebody who did not tap themselves (代录): how it came, and its number there. */
  via: z.optional(ways.schema),
  ref: z.optional(z.string()),
  /** A reason's code, from the module's list. */
  reason: z.optional(z.string()),
})

/** What every matter's reply has, whatever its kind. */
export const matter = <State extends z.ZodMiniType>({ schema }: { readonly schema: State }) => ({
  id: z.string(),
  state: schema,
  seq: z.int(),
  /** The moves this caller may make now. */
  may: z.array(z.string()),
  timeline: z.array(timelineEntry),
  createdAt: instant,
  changedAt: instant,
  /** When the next one has to act; past it the matter is overdue. */
  dueAt: z.optional(instant),
})
