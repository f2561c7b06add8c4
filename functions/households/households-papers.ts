/** The papers of the households: 民情图 for the wall. Doors are read when it is made; no name is. */
import { planOf, staircasesOf } from '../../shared/households/plan.ts'
import { onOf } from '../../shared/time.ts'
import { scopesIn, settingsOf } from '../community/community.ts'
import { makes, type Makers } from '../papers/make.ts'
import { doorsOf, mapPaper, tilesOf } from './map.ts'
import { mapPaperPdf, type PaperBuilding, type PaperDoor } from './map-paper.ts'
import { isLacking } from './pairings-sums.ts'
import { starsIn } from './stars-store.ts'

const map = makes(mapPaper, async (ctx, { input, orderedAt }, progress) => {
  const { community, buildings: ids, sheets } = input
  const [settings, scopes, tiles, stars] = await Promise.all([
    settingsOf(ctx, community),
    scopesIn(ctx, community, 'building'),
    tilesOf(ctx, community),
    starsIn(ctx, community),
  ])
  const { groups, plan } = settings.households
  const buildings: (PaperBuilding & { readonly id: string })[] = []
  const seen = scopes.filter(({ id }) => ids.includes(id))
  for (const [i, { id, name }] of seen.entries()) {
    const here = stars.filter(({ building }) => building === id)
    const doors =
      sheets === 'whole'
        ? []
        : (await doorsOf(ctx, community, id, here)).map(({ unit, room, items, star }): PaperDoor => ({
            ...{ unit, room, star, lacking: items.some(isLacking) },
            groups: [...new Set(items.flatMap(item => item.groups))],
          }))
    buildings.push({ id, name, ...tiles.of(id), staircases: staircasesOf(doors) })
    await progress((i * 70) / seen.length)
  }
  return mapPaperPdf({
    ...{ communityName: settings.name, on: onOf(orderedAt), madeAt: orderedAt, groups },
    plan: planOf(plan, buildings).filter(row => row.some(Boolean)),
    // One without anybody on the map needs no sheet of its own, unless it was asked for.
    buildings:
      sheets === 'whole' ? [] : buildings.filter(({ homes, stars }) => sheets === 'one' || homes || stars),
    whole: sheets !== 'one',
  })
})

export const householdsMakers: Makers = { ...map }
