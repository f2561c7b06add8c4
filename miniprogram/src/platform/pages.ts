/**
 * Every page of the app and what its address carries. A module declares its own pages in its `pages.ts` and adds them to
 * `Pages` there, so that any page can lead to any other while neither imports it.
 */

/** The pages of each module. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- each module's pages.ts adds itself
export interface Pages {}

type Params = Readonly<Record<string, string | undefined>>
interface Page<P extends Params> {
  /** Only for the types. */
  readonly params?: P
}
interface Tab extends Page<Record<never, never>> {
  readonly tab: true
}

/** A page, and the parameters in its address. */
export const page = <P extends Params = Record<never, never>>(): Page<P> => ({})
/** A page at the foot of the screen; WeChat gives it no parameters. */
export const tab: Tab = { tab: true }

type Named = {
  [M in keyof Pages]: { [N in keyof Pages[M] as `${M}/${N & string}`]: Pages[M][N] }
}[keyof Pages]
type PageOf<N extends PageName> = Extract<Named, Record<N, unknown>>[N]

export type PageName = Named extends infer Each ? (Each extends unknown ? keyof Each & string : never) : never
export type TabName = { [N in PageName]: PageOf<N> extends Tab ? N : never }[PageName]
export type ParamsOf<N extends PageName> = PageOf<N> extends Page<infer P> ? P : never

/** Nothing for a page without parameters; optional where all of them are. */
export type ParamsFor<N extends PageName> = [keyof ParamsOf<N>] extends [never]
  ? []
  : Record<never, never> extends ParamsOf<N>
    ? [params?: ParamsOf<N>]
    : [params: ParamsOf<N>]

export const addressOf = <N extends PageName>(name: N, ...[params]: ParamsFor<N>): string => {
  const pairs = Object.entries<string | undefined>(params ?? {}).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`],
  )
  return `/${name}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`
}
