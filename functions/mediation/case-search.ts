/** Looking for a case: what is typed in one go, as the room says it. */
import { buildingIn, doorIn } from '../../shared/door.ts'
import { disputeKinds, partiesIn, type DisputeKind } from '../../shared/mediation/life.ts'
import { cleanName } from '../../shared/text.ts'
import { shanghai } from '../../shared/time.ts'
import type { SignedIn } from '../platform/context.ts'
import { inTurn, type Load } from '../platform/lists.ts'
import { doorTerm, foundUnder, yearOf, type Term } from './case-found.ts'
import { caseMatters } from './case-kind.ts'
import { whereOf } from './case-looks.ts'
import { readerOf } from './case-readers.ts'
import { detailsOf, type Case, type Details } from './case-store.ts'

interface Wanted {
  readonly year?: string | undefined
  readonly kind?: DisputeKind | undefined
  readonly names: readonly string[]
  readonly doors: readonly ReturnType<typeof doorIn>[]
  /** 12, or the room of that number. */
  readonly bare: readonly string[]
}

const kindNamed = (word: string) =>
  disputeKinds.codes.find(
    code => word === disputeKinds.text[code] || word === `${disputeKinds.text[code]}纠纷`,
  )

/** 3号楼, 3-2-501, A座, 三号楼, 二单元; what else has a number in it is a name. */
const doorLike = /^(\d|[A-Z](座|栋|\d))|^[〇零一二三四五六七八九十]+(号楼|号|楼|栋|幢|单元|座)/

/** 〔2026〕12, 2026-12, 漏水 2026, 3号楼2单元502, 万桂兰 */
const wantedIn = (said: string): Wanted => {
  const words = said
    .normalize('NFKC')
    .replace(/[〔[【(]?((?:19|20)\d\d)(?:[〕\]】)]|年|[-—/](?=\d))/g, ' $1 ')
    .split(/[\s,，、。;；]+/)
    .filter(Boolean)
  const year = words.find(word => /^(19|20)\d\d$/.test(word))
  const kind = words.map(kindNamed).find(Boolean)
  const others = words.filter(word => word !== year && !kindNamed(word))
  const isBare = (word: string) => /^第?\d+号?$/.test(word)
  const isDoor = (word: string) => doorLike.test(word) && !isBare(word)
  return {
    ...{ year, kind },
    bare: others.filter(isBare).map(word => String(Number(word.replace(/\D/g, '')))),
    doors: others.filter(isDoor).map(doorIn),
    names: others.filter(word => !isBare(word) && !isDoor(word)).map(cleanName),
  }
}

/** By what it is asked for: what few have in common first. */
const askedBy = ({ kind, year, names, doors, bare }: Wanted, thisYear: string): Term[] => {
  const [number, name, door] = [bare[0], names[0], doors[0]]
  if (number) return [['number', `〔${year ?? thisYear}〕${number}`], doorTerm('', number)]
  if (name) return [['name', name]]
  if (door?.building || door?.room) return [doorTerm(door.building, door.room)]
  return kind ? [['kind', kind]] : [['all', '']]
}

const fits = (item: Case, { parties }: Details, wanted: Wanted) => {
  const there = partiesIn(item).flatMap(key => parties[key] ?? [])
  const homes = there.map(party => ({ house: buildingIn(whereOf(party)), ...doorIn(whereOf(party)) }))
  return (
    (!wanted.kind || wanted.kind === item.what) &&
    (!wanted.year || wanted.year === yearOf(item)) &&
    wanted.names.every(name => there.some(party => cleanName(party.name).includes(name))) &&
    wanted.doors.every(({ building, unit, room }) =>
      homes.some(
        home =>
          (!building || building === (home.building ?? home.house)) &&
          (!unit || unit === home.unit) &&
          (!room || room === home.room),
      ),
    ) &&
    wanted.bare.every(
      digits => item.number?.endsWith(`〕${digits}`) || homes.some(({ room }) => room === digits),
    )
  )
}

/** The cases that the reader may see from the room's side, found page by page. */
export const found = (ctx: SignedIn, community: string, said: string): Load<Case> => {
  const wanted = wantedIn(said)
  const terms = askedBy(wanted, shanghai(ctx.now).format('YYYY'))
  return inTurn(
    terms.map((term, at) => async (after, limit) => {
      const pk = await foundUnder(ctx, community, term)
      const sk = wanted.year ? { beginsWith: `${wanted.year}#` } : undefined
      const { items, last } = await ctx.table.query({ pk, sk, newestFirst: true, after, limit })
      const cases = (
        await caseMatters.byIds(
          ctx,
          items.map(({ id }) => id as string),
        )
      ).filter(item => ['staff', 'mediator'].includes(readerOf(item, ctx.who)?.as ?? ''))
      const details = await Promise.all(cases.map(item => detailsOf(ctx, item)))
      // What the number has found is not found again by the room.
      const isAgain = ({ number }: Case) => at > 0 && number === terms[0]![1]
      return { items: cases.filter((item, i) => !isAgain(item) && fits(item, details[i]!, wanted)), last }
    }),
  )
}
