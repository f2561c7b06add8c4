/**
 * The table as one request sees it: what was read is remembered until something is written, so that who asks, the
 * settings and the matter are read once, for all who need them. A write may have lost against somebody else: after it
 * everything is read anew, which is what makes a second try see what stood in the way.
 */
import { everyPage, type Item, type Key, type Table } from './table.ts'

type Page = Awaited<ReturnType<Table['query']>>
const nameOf = ({ pk, sk }: Key) => `${pk} ${sk}`

export const remembering = (table: Table): Table => {
  let items = new Map<string, Promise<Item | undefined>>()
  let pages = new Map<string, Promise<Page>>()
  // What is still being read when something is written lands in the old maps.
  const forget = () => {
    items = new Map()
    pages = new Map()
  }
  const once = <T>(known: Map<string, Promise<T>>, name: string, read: () => Promise<T>) => {
    const there = known.get(name)
    if (there) return there
    const found = read()
    known.set(name, found)
    // What failed may be asked again.
    found.catch(() => known.get(name) === found && known.delete(name))
    return found
  }
  const writing = async <T>(write: () => Promise<T>): Promise<T> => {
    forget()
    return write().finally(forget)
  }

  const over: Table = {
    over: table.over ?? table,
    forget,
    get: key => once(items, nameOf(key), () => table.get(key)),
    async getMany(keys) {
      const known = items
      const missing = keys.filter(key => !known.has(nameOf(key)))
      if (missing.length) {
        const read = table.getMany(missing).then(found => new Map(found.map(item => [nameOf(item), item])))
        for (const key of missing) void once(known, nameOf(key), async () => (await read).get(nameOf(key)))
      }
      const names = [...new Set(keys.map(nameOf))]
      return (await Promise.all(names.map(name => known.get(name)))).flatMap(item => item ?? [])
    },
    put: (item, when) => writing(() => table.put(item, when)),
    remove: (key, when) => writing(() => table.remove(key, when)),
    update: (key, change, when) => writing(() => table.update(key, change, when)),
    transact: (steps, whenHeld) => writing(() => table.transact(steps, whenHeld)),
    query: question =>
      once(pages, JSON.stringify(question), async () => {
        const known = items
        const page = await table.query(question)
        // An index gives keys only.
        if (!question.index)
          for (const item of page.items)
            known.set(nameOf(item), known.get(nameOf(item)) ?? Promise.resolve(item))
        return page
      }),
    queryAll: question => everyPage(question, over.query),
  }
  return over
}
