/** What people are told: said by the kind of matter that has changed, brought to them by messages. */
import type { TemplateName } from '../../shared/messages/messages.ts'
import type { Role } from '../../shared/contract.ts'
import type { Ctx } from './context.ts'

/**
 * One person is told one thing. Neither title nor text carries a personal detail: no full name, phone, address or what
 * is to be bought. WeChat shows the title alone, so it names no team either; up to 20 characters.
 */
export interface Notice {
  readonly to: string
  /** They have no account: one of those the matter is about, whom its kind knows by this; they can only be rung. */
  readonly party?: string | undefined
  /** Unique within what one change tells this person. */
  readonly name: string
  readonly template: TemplateName
  readonly title: string
  readonly text: string
  /** Who `{who}` in the text is: a user, whose call name is put in only when it is read. */
  readonly who?: string | undefined
  /** The matter it is about. */
  readonly kind?: string
  readonly id?: string
  /** Another page than the matter's. */
  readonly url?: string
  /** Somebody is on the way: it does not wait for the end of the quiet hours. */
  readonly atNight?: boolean | undefined
  /** It matters so much that somebody is rung whom no message reaches. */
  readonly ring?: Ring | undefined
}

/** Who did it for somebody, in a title: those who act for them are family, those who hold an office are not. */
export const actorOf = (as: Role | 'clock') =>
  (
    ({
      communityStaff: '社区',
      mediationStaff: '调解室',
      gridWorker: '网格员',
      mediator: '调解员',
    }) as Partial<Record<string, string>>
  )[as] ?? '家人'

/** Who rings; in a grid, its grid worker as well. `unread`: also where WeChat could not bring it and it is not read. */
export interface Ring {
  readonly by: Role & ('communityStaff' | 'mediationStaff')
  readonly community: string
  readonly unread?: boolean
  /** After that there is nothing to ring about. */
  readonly until?: string | undefined
}

/** Who has no account, as the one to be told. */
export const partyOf = (matter: string, key: string) => `${matter}.${key}`
export const isPartyOf = (to: string) => /^[a-z]+_[A-Za-z0-9_-]{1,64}_[a-z2-7]{32}\.[a-z0-9]{1,8}$/.test(to)

/** Somebody as those who ring them know them. */
export interface Reached {
  readonly name: string
  readonly where?: string | undefined
  readonly phone?: string | undefined
}

/** What notifying may touch: the function that follows changes can decrypt nothing. */
export type Telling = Omit<Ctx, 'secrets' | 'cursors'>
