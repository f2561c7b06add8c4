/** Asking and telling the server from a page. */
import Taro, { useDidHide, useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import {
  QueryClient,
  QueryClientProvider,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import { useEffect, useRef, useState, type PropsWithChildren } from 'react'
import { shapeOf, type Input, type Operation, type Reply } from '../../../shared/contract.ts'
import { call } from './call.ts'
import { randomKey } from './keys.ts'
import { isFinal, isOffline, isUnanswered, Refused } from './refused.ts'
import { phoneOwner, useEntry } from './session.ts'
import { stored } from './stored.ts'

const retry = (failures: number, error: unknown) => failures < 2 && isOffline(error)
const retryDelay = (failures: number) => 600 * 2 ** failures

let page: unknown
let openedAt = 0

/** A page that is opened or shown again asks anew, also what another page is asking just now. */
const turnPage = () => {
  const { page: inView } = Taro.getCurrentInstance()
  if (!inView || inView === page) return
  page = inView
  openedAt = Date.now()
  void client.refetchQueries({ type: 'active', fetchStatus: 'fetching' })
}

/** Parts of one page ask the same only once: what came since the page was opened is new enough for them. */
const staleTime = () => {
  turnPage()
  return Date.now() - openedAt
}

const client = new QueryClient({
  defaultOptions: {
    // `always`: without a network the person is told so, instead of waiting for it to come back.
    queries: { retry, retryDelay, networkMode: 'always', refetchOnWindowFocus: false, staleTime },
    mutations: { retry, retryDelay, networkMode: 'always' },
  },
})

export const Queries = ({ children }: PropsWithChildren) => (
  <QueryClientProvider client={client}>{children}</QueryClientProvider>
)

const keyOf = <Op extends Operation>(operation: Op, input: Input<Op>) => [operation.name, input] as const

/** A reply that came by another way, e.g. with a move, stands for this question from now on. */
export const keepReply = <Op extends Operation>(operation: Op, input: Input<Op>, reply: Reply<Op>) =>
  client.setQueryData(keyOf(operation, input), reply)

/** What a page knows already of the matter from which it leads to a form, so that nothing is typed twice. */
export interface Known {
  readonly person?: string
  readonly name?: string
  readonly phone?: string
  readonly building?: string
  readonly words?: string
}
/** It is kept in memory, for it names people: the address has the matter's id alone. */
export const handOver = (from: string, known: Known) => client.setQueryData(['handed over', from], known)
export const useHandedOver = (from: string | undefined): Known =>
  useState(() => client.getQueryData<Known>(['handed over', from]) ?? {})[0]

/** Someone else holds the phone now: nothing of the last one stays. */
export const forgetReplies = () => client.clear()

const followsWithin = 1_500 // ms

/** A move may show anywhere; what follows from it (我的事) is there a moment later. Only what is in view is asked for. */
export const lookAgain = async () => {
  await client.invalidateQueries()
  setTimeout(() => void client.invalidateQueries(), followsWithin)
}

/** One tap asks for this, and for all else on the page that has failed. */
const tryAgain = async <T,>(refetch: () => Promise<T>): Promise<T> => {
  const failed = client.refetchQueries(
    { type: 'active', predicate: ({ state }) => state.status === 'error' },
    { cancelRefetch: false },
  )
  const [reply] = await Promise.all([refetch(), failed])
  return reply
}

/** Calls `again` each time the page comes back into view, and says whether it is in view. */
const useShown = (again: () => unknown) => {
  const [shown, setShown] = useState(true)
  const left = useRef(false)
  useDidHide(() => {
    left.current = true
    setShown(false)
  })
  useDidShow(() => {
    setShown(true)
    turnPage()
    if (left.current) again()
  })
  return shown
}

/** The last reply is kept on the phone, for when there is no network: who I am, whom to ring. */
const keptReply = <Op extends Operation>(operation: Op, input: Input<Op>) =>
  stored(
    `reply.${phoneOwner()}.${operation.name}.${JSON.stringify(input)}`,
    value => operation.gives.safeParse(value).data as Reply<Op> | undefined,
  )

interface Asking<T> {
  /** Asks again every so many seconds while the page is in view; how soon may hang on what came last. */
  readonly followSeconds?: number | ((last: T | undefined) => number | undefined)
  readonly enabled?: boolean
}

/** When a question is asked: by whom it may be, again as long as its page is in view, and when that is pulled down. */
const useAsking = <T,>(
  by: Operation['by'],
  queryKey: readonly unknown[],
  { followSeconds, enabled = true }: Asking<T>,
) => {
  const entry = useEntry()
  const open = enabled && (entry === 'open' || by === 'anyone')
  const again = () => client.refetchQueries({ queryKey, exact: true }, { cancelRefetch: false })
  const shown = useShown(again)
  usePullDownRefresh(() => void again().finally(() => Taro.stopPullDownRefresh()))
  return {
    queryKey,
    enabled: open,
    refetchInterval: ({ state }: { readonly state: { readonly data?: T; readonly error: Error | null } }) => {
      const seconds = typeof followSeconds === 'function' ? followSeconds(state.data) : followSeconds
      // What is not there for the reader will not be there in five seconds either.
      return shown && seconds !== undefined && !isFinal(state.error) && seconds * 1000
    },
  }
}

export const useReply = <Op extends Operation>(
  operation: Op,
  input: Input<Op>,
  { remember = false, ...asking }: Asking<Reply<Op>> & { readonly remember?: boolean } = {},
) => {
  const kept = remember ? keptReply(operation, input) : undefined
  const asked = useQuery<Reply<Op>>({
    queryFn: async () => {
      const reply = await call(operation, input)
      kept?.set(reply)
      return reply
    },
    ...useAsking(operation.by, keyOf(operation, input), asking),
  })
  return { data: asked.data ?? kept?.get(), error: asked.error, again: () => tryAgain(asked.refetch) }
}

/** What is fetched by another way than an operation; until a newer one is there, the one before is shown. */
export const useFetched = <T,>(queryKey: readonly unknown[], queryFn: () => Promise<T>) => {
  const { data, error, refetch } = useQuery({ queryKey, queryFn, placeholderData: before => before })
  return { data, error, again: () => refetch() }
}

/** What a list is of. */
export type Listing<Op extends Operation> =
  Reply<Op> extends { readonly items: readonly (infer Item)[] } ? Item : never
interface Listed<Item> {
  readonly items: readonly Item[]
  readonly next?: string | undefined
}

/** A list by pages; more comes with `more` and at the bottom of the page, or at once where `all` of it is wanted. */
export const useList = <Op extends Operation>(
  operation: Op,
  input: Input<Op>,
  { all = false, ...asking }: Asking<object> & { readonly all?: boolean } = {},
) => {
  const queryKey = [operation.name, 'list', input]
  const asked = useInfiniteQuery({
    queryFn: async ({ pageParam }) =>
      (await call(operation, {
        ...(input as object),
        ...(pageParam && { next: pageParam }),
      } as Input<Op>)) as Listed<Listing<Op>>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next,
    ...useAsking(operation.by, queryKey, asking),
  })
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = asked
  const further = hasNextPage && !isFetchingNextPage
  useEffect(() => {
    if (all && further && !error) void fetchNextPage()
  }, [all, further, error, fetchNextPage])
  const more = async () => void (further && (await fetchNextPage()))
  useReachBottom(() => void more())
  return {
    items: data?.pages.flatMap(page => page.items),
    /** With what it says of all of the list, e.g. a sum. */
    first: data?.pages[0] as Reply<Op> | undefined,
    error,
    // All its pages, from the first: one that lay too long cannot be continued.
    again: () => tryAgain(asked.refetch),
    hasMore: hasNextPage,
    more,
  }
}

/**
 * Tells the server something. Each tap has its own `op`, made once and sent with every retry – also when the person
 * taps again because no answer came, for then it is still the same tap. What creates has a `key` instead, which is made in
 * the same way unless its form keeps one.
 */
export const useMove = () => {
  const open = useRef(new Map<string, string>())
  const telling = useMutation({
    mutationFn: ({ operation, input }: { operation: Operation; input: object }) => call(operation, input),
  })
  const go = async <Op extends Operation>(operation: Op, input: Input<Op>): Promise<Reply<Op>> => {
    const tap = JSON.stringify([operation.name, input])
    const op = open.current.get(tap) ?? (await randomKey())
    open.current.set(tap, op)
    const own: { readonly key?: string } = input as object
    const once = 'key' in shapeOf(operation) ? { ...own, key: own.key ?? op } : { ...own, op }
    try {
      const reply = (await telling.mutateAsync({ operation, input: once })) as Reply<Op>
      open.current.delete(tap)
      void lookAgain()
      return reply
    } catch (error) {
      if (!isUnanswered(error)) open.current.delete(tap)
      // It is not as this page believed: look again.
      if (error instanceof Refused && !isUnanswered(error)) void lookAgain()
      throw error
    }
  }
  return { go, busy: telling.isPending, error: telling.error, forget: telling.reset }
}
