/** The community, files, papers, messages and lists of one's own, tried by everybody. */
import { community } from '../../../shared/community/community.ts'
import { files } from '../../../shared/files/files.ts'
import { help } from '../../../shared/help/help.ts'
import { identity } from '../../../shared/identity/identity.ts'
import { matters } from '../../../shared/matters/matters.ts'
import { mediation } from '../../../shared/mediation/mediation.ts'
import { messages } from '../../../shared/messages/messages.ts'
import { papers } from '../../../shared/papers/papers.ts'
import { op, type Neighbourhood } from '../given.ts'
import { tap } from '../help-story.ts'
import { picture } from '../media.ts'
import type { Trying } from './trying.ts'

const here = { community: 'bchd' } as const

export const communityTold = async ({ tried, only }: Trying) => {
  for (const operation of [community.about, community.phoneBook, community.whoseIsIt])
    await tried(operation, { by: 'o', input: here })
  await tried(community.line, { by: 'a', input: {} })
  await tried(community.settings, { by: 's', input: here })
  const { version } = await only(community.settings, 's', here)
  await tried(community.saveSettings, { by: 's', input: { ...here, version, changes: { place: '一楼' } } })
  await tried(community.savePhoneBook, { by: 's', input: { ...here, version: 0, sections: [] } })
  await tried(community.saveWhoseIsIt, { by: 's', input: { ...here, version: 0, subjects: [] } })
}

export const filesTold = async ({ tried, only }: Trying, given: Neighbourhood) => {
  const bytes = await picture()
  const about = { type: 'image/jpeg', size: bytes.length } as const
  await tried(files.begin, { by: 'o', input: about })
  const { id, parts } = await only(files.begin, 'o', about)
  for (const { url, from, size } of parts) await given.put(url, bytes.subarray(from, from + size))
  await only(files.finish, 'o', { id })
  await tried(files.finish, { by: 'o', input: { id } })
  await tried(files.show, { by: 'o', input: { ids: [id] }, shows: ({ items }) => items.length })
}

/** The file of this case. */
export const papersTold = async ({ tried, only }: Trying, id: string) => {
  const { paper } = await only(mediation.file, 'c', { id })
  await tried(papers.get, { by: 'c', input: { id: paper } })
  await tried(papers.again, { by: 'c', input: { id: paper } })
}

/** Somebody of building 1 who has no phone with the program is helped, and has to be rung. */
export const messagesTold = async ({ tried, only, idOf }: Trying, given: Neighbourhood) => {
  const person = await only(identity.registerByPhone, 's', {
    ...{ phone: '10012349901', callName: '孙奶奶', name: '孙秀英', building: 'building-1' },
  })
  let it = await only(help.ask, 's', { kind: 'errands', lines: [{ what: '修灯' }], for: person.id })
  it = await only(help.claim, 'l', tap(it))
  it = await only(help.assign, 'l', { ...tap(it), volunteer: await idOf('v') })
  await only(help.accept, 'v', tap(it))
  await given.settled()
  const list = await only(messages.calls, 's', here)
  const call = list.items.find(each => each.person === person.id)!
  const which = { person: call.person, id: call.id }
  await tried(messages.calls, {
    ...{ by: 's', input: here },
    shows: ({ items }) => items.some(({ id }) => id === call.id),
  })
  await tried(messages.ring, { by: 's', input: which })
  await tried(messages.rung, { by: 's', input: { ...which, op: op(), outcome: 'told' } })

  const [told] = (await only(messages.inbox, 'v', {})).items
  await tried(messages.inbox, {
    ...{ by: 'v', input: {} },
    shows: ({ items }) => items.some(({ id }) => id === told!.id),
  })
  await tried(messages.read, { by: 'v', input: { id: told!.id } })
  await tried(messages.unread, { by: 'v', input: {} })
  await tried(messages.templates, { by: 'o', input: {} })
  await tried(messages.granted, { by: 'o', input: { templates: ['matterNews'], op: op() } })
  await tried(matters.mine, {
    by: 'v',
    input: {},
    shows: ({ items }) => items.some(({ id }) => id === it.id),
  })
}
