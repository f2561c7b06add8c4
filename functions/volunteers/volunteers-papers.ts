/** The papers of volunteering: a record sheet, the list of a shift, and hours for the national system. */
import type { ExportField } from '../../shared/volunteers/settings.ts'
import { lastFourOf } from '../../shared/phone.ts'
import { seated } from '../../shared/places.ts'
import { shanghai } from '../../shared/time.ts'
import { settingsOf } from '../community/community.ts'
import { namesApart } from '../people/called.ts'
import { contactOf, everyIdOf, profilesOf } from '../people/people.ts'
import { makes, type Makers } from '../papers/make.ts'
import type { Ctx } from '../platform/context.ts'
import { xlsx, type XlsxColumn, type XlsxValue } from '../platform/xlsx.ts'
import { attendanceSheet } from './attendance-sheet.ts'
import { countedOf, type Stint } from './hours-store.ts'
import { hoursOfEach } from './hundredths.ts'
import { contentOf, getRecord, handlingOf, recordsOf } from './records-store.ts'
import {
  codeOf,
  inGroups,
  lineOf,
  sayNumber,
  stintsOver,
  recordPaper,
  listPaper,
  hoursPaper,
} from './records.ts'
import { serviceRecord } from './service-record.ts'
import { placesOf } from './shift-places.ts'
import { shiftMatters } from './shift-kind.ts'

const onDay = (at: string) => shanghai(at).format('YYYY-MM-DD')

/** As it was issued; sealed since, with what makes a 证明 of it. */
const record = makes(recordPaper, async (ctx, { input }) => {
  const sheet = await getRecord(ctx.table, input.number)
  if (!sheet) throw new Error('there is no such record sheet')
  const [content, handling, code, contact, profiles] = await Promise.all([
    contentOf(ctx, sheet),
    handlingOf(ctx, sheet),
    codeOf(ctx, sheet.number),
    contactOf(ctx, sheet.user),
    profilesOf(ctx, [sheet.user]),
  ])
  const { communityName, fromOn, toOn, issuedAt, minutes, announcedFromOn, announcedToOn } = sheet
  const { lines, volunteerNumber } = content
  return serviceRecord({
    number: sayNumber(sheet.number),
    code: inGroups(code),
    qr: `${sheet.number}.${code}`,
    ...{ communityName, fromOn, toOn, lines, totalMinutes: minutes, issuedOn: onDay(issuedAt) },
    name: contact?.name ?? profiles.get(sheet.user)?.callName ?? '',
    ...(volunteerNumber && { volunteerNumber }),
    ...(handling && {
      sealed: { ...handling, announcedFromOn: announcedFromOn!, announcedToOn: announcedToOn! },
    }),
  })
})

const sheet = makes(listPaper, async (ctx, { input, orderedAt }) => {
  const shift = await shiftMatters.get(ctx, input.id)
  if (!shift) throw new Error('there is no such shift')
  const places = await placesOf(ctx, shift.id)
  const names = await namesApart(ctx, seated(places))
  return attendanceSheet({
    communityName: (await settingsOf(ctx, shift.community)).name,
    ...{ team: shift.teamName, what: shift.title, place: shift.place },
    ...{ fromAt: shift.startsAt, toAt: shift.endsAt, madeAt: orderedAt },
    people: seated(places)
      .sort((a, b) => places.seats[a]! - places.seats[b]!)
      .map(user => names.get(user) ?? ''),
  })
})

// ---- hours for the national system ----

interface Row {
  readonly stint: Stint
  readonly hours: number
  readonly note: string | undefined
  readonly name: string
  readonly volunteerNumber: string | undefined
}

type Person = Pick<Row, 'name' | 'volunteerNumber'> & { readonly phone: string | undefined }

const clock = (at: string) => shanghai(at).format('YYYY-MM-DD HH:mm')
const cells: Readonly<Record<ExportField, (row: Row) => XlsxValue>> = {
  name: ({ name }) => name,
  idKind: () => '',
  idNumber: () => '',
  volunteerNumber: ({ volunteerNumber }) => volunteerNumber,
  team: ({ stint }) => stint.teamName,
  what: ({ stint }) => stint.what,
  on: ({ stint }) => stint.on,
  from: ({ stint }) => clock(countedOf(stint).from),
  to: ({ stint }) => clock(countedOf(stint).to),
  hours: ({ hours }) => hours,
  note: ({ note }) => note,
}
const kinds: { readonly [F in ExportField]?: XlsxColumn['kind'] } = {
  on: 'date',
  hours: 'number',
}
const widths: { readonly [F in ExportField]?: number } = {
  note: 40,
  from: 18,
  to: 18,
  idNumber: 20,
  volunteerNumber: 20,
}

/** Two of the same name have it with the number, or else what tells them apart. */
const peopleApart = (people: ReadonlyMap<string, Person>) => {
  const isLike = (one: Person, other: Person) =>
    one !== other && one.name === other.name && one.volunteerNumber === other.volunteerNumber
  const end = ({ phone }: Person) => (phone ? `（尾号${lastFourOf(phone)}）` : '')
  return new Map(
    [...people].map(([user, each]) => {
      const alike = each.name !== '' && [...people.values()].some(other => isLike(each, other))
      return [user, alike ? { ...each, name: each.name + end(each) } : each] as const
    }),
  )
}

/** Real names, and the number they last gave for a record sheet. */
const peopleOf = async (ctx: Ctx, users: readonly string[], progress: (percent: number) => Promise<void>) => {
  const people = new Map<string, Person>()
  for (const [i, user] of users.entries()) {
    const users = await everyIdOf(ctx, user)
    const [contact, { items }] = await Promise.all([contactOf(ctx, user), recordsOf(ctx.table, users)])
    const numbers = await Promise.all(items.map(each => contentOf(ctx, each)))
    const volunteerNumber = numbers.find(each => each.volunteerNumber)?.volunteerNumber
    people.set(user, { name: contact?.name ?? '', phone: contact?.phone, volunteerNumber })
    await progress((i * 90) / users.length)
  }
  return peopleApart(people)
}

const exported = makes(hoursPaper, async (ctx, { input: wanted }, progress) => {
  const [stints, { volunteers }] = await Promise.all([
    stintsOver(ctx, wanted),
    settingsOf(ctx, wanted.community),
  ])
  const people = await peopleOf(ctx, [...new Set(stints.map(({ user }) => user))], progress)
  const { exportColumns } = volunteers
  const hours = hoursOfEach(stints)
  return xlsx({
    sheet: '志愿服务时长',
    columns: exportColumns.map(({ title, of }) => ({
      title,
      width: widths[of] ?? 16,
      kind: kinds[of] ?? 'text',
    })),
    rows: await Promise.all(
      stints.map(async (stint, i) => {
        const known = people.get(stint.user)!
        const { note } = await lineOf(ctx, stint)
        const row = { stint, hours: hours[i]!, note, ...known, name: known.name || stint.name }
        return exportColumns.map(({ of }) => cells[of](row))
      }),
    ),
  })
})

export const volunteersMakers: Makers = { ...record, ...sheet, ...exported }
