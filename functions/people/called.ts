/** What people in one list are called, so that no two of them look the same. */
import { lastFourOf } from '../../shared/phone.ts'
import { givenNameOf } from '../../shared/text.ts'
import { contactOf, profilesOf, type Ways } from './people.ts'

/** What somebody is called who has left. */
export const goneName = '已注销'

/**
 * 万阿姨（桂兰） and 万阿姨（桂英）: who is called like another of them has the given name beside it, and where that is alike
 * too or not known, the end of the phone. Who is not called like another is called as always.
 */
export const namesApart = async (
  ways: Ways,
  users: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const profiles = [...(await profilesOf(ways, [...new Set(users)])).values()]
  const names = new Map<string, string>()
  for (const callName of new Set(profiles.map(each => each.callName))) {
    const ids = profiles.flatMap(each => (each.callName === callName ? each.id : [])).sort()
    const marks = ids.length > 1 ? await marksOf(ways, callName, ids) : []
    ids.forEach((id, i) => names.set(id, marks[i] ? `${callName}（${marks[i]}）` : callName))
  }
  return names
}

const marksOf = async (ways: Ways, callName: string, ids: readonly string[]): Promise<readonly string[]> => {
  const contacts = await Promise.all(ids.map(id => contactOf(ways, id)))
  const given = contacts.map(contact => (contact?.name === callName ? '' : givenNameOf(contact?.name ?? '')))
  const isAlone = (mark: string, _: number, marks: readonly string[]) =>
    marks.filter(each => each === mark).length === 1
  if (given.every(isAlone)) return given
  const ends = contacts.map(({ phone = '' } = { name: '', phone: '', address: '' }, i) => {
    const end = phone && `尾号${lastFourOf(phone)}`
    return [given[i], end].filter(Boolean).join(' ')
  })
  return ends.every(isAlone) ? ends : ends.map((end, i) => `${end} ${i + 1}`.trim())
}
