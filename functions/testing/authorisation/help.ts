/** 帮办, tried by everybody. */
import { help, type HelpReply } from '../../../shared/help/help.ts'
import { matters } from '../../../shared/matters/matters.ts'
import { tap } from '../help-story.ts'
import type { Trying, Who } from './trying.ts'

const eggs = { kind: 'groceries' as const, lines: [{ what: '鸡蛋' }] }

export const helpTold = async (trying: Trying) => {
  const { tried, done, only, idOf } = trying
  const elder = await idOf('o')
  const forElder = (who: Who) => (who === 'o' ? {} : { for: elder })
  await tried(help.ask, { by: 'o', input: eggs, but: forElder })

  const asked = async (phoned: boolean) =>
    only(help.ask, phoned ? 's' : 'o', { ...eggs, for: phoned ? await idOf('o') : undefined })
  await trying.twice(async phoned => {
    let it: HelpReply = await asked(phoned)
    const [asker, lead, volunteer, staff] = ['o', 'l', 'v', 's'] as const
    const has = ({ items }: { readonly items: readonly { readonly id: string }[] }) =>
      items.some(({ id }) => id === it.id)
    const open = { by: asker, note: 'open', input: { id: it.id } } as const
    await tried(help.get, open)
    await tried(matters.links, { by: asker, note: 'open', input: { kind: 'help', id: it.id } })
    await tried(help.candidates, {
      by: staff,
      input: { id: it.id },
      shows: ({ teams = [] }) => teams.length > 0,
    })
    await tried(help.board, { by: lead, input: { community: 'bchd' }, shows: has })
    await tried(matters.desk, { by: lead, input: {}, shows: has })
    await tried(help.desk, { by: staff, input: { community: 'bchd' }, shows: has })
    it = await done(help.change, { by: asker, input: { ...tap(it), lines: [{ what: '牛奶' }] } })
    it = await done(help.note, { by: staff, input: { ...tap(it), text: '说过了' } })
    it = await done(help.offer, { by: 'g', input: { ...tap(it), team: 'team-1' } })
    await tried(help.claim, { by: lead, note: 'offered', input: tap(it) })
    it = await done(help.decline, { by: lead, note: 'offered', input: tap(it) })
    await tried(help.takeOver, { by: staff, input: tap(it) })
    await tried(help.withdraw, { by: asker, input: tap(it) })
    it = await done(help.claim, { by: lead, input: tap(it) })
    await tried(help.release, { by: lead, input: tap(it) })
    it = await done(help.assign, {
      by: lead,
      input: { ...tap(it), volunteer: await idOf('v') },
    })
    await tried(help.decline, { by: volunteer, note: 'assigned', input: tap(it) })
    it = await done(help.accept, { by: volunteer, input: tap(it) })
    it = await done(help.suggest, { by: volunteer, input: { ...tap(it), what: '牛奶', instead: '酸奶' } })
    it = await done(help.answer, { by: asker, input: { ...tap(it), swap: 0, yes: true } })
    it = await done(help.bought, { by: volunteer, input: { ...tap(it), spentFen: 1_250 } })
    it = await done(help.start, { by: volunteer, input: tap(it) })
    it = await done(help.say, { by: asker, input: { ...tap(it), what: 'wait' } })
    await tried(help.get, { by: asker, note: 'under way', input: { id: it.id } })
    await tried(help.mine, { by: asker, input: {}, shows: has })
    await tried(help.reveal, { by: volunteer, input: { id: it.id } })
    await tried(help.reveal, { by: lead, note: 'the volunteer', input: { id: it.id, whom: 'volunteer' } })
    await tried(help.today, { by: lead, input: { team: 'team-1', community: 'bchd' } })
    it = await done(help.deliver, { by: volunteer, input: tap(it) })
    it = await done(help.correct, { by: volunteer, input: { ...tap(it), spentFen: 1_200 } })
    await tried(help.problem, { by: asker, input: tap(it) })
    it = await done(help.confirm, { by: asker, input: { ...tap(it), paidFen: 1_200 } })
    it = await done(help.rate, { by: asker, input: { ...tap(it), rating: 'good' } })
    await tried(help.again, { by: asker, input: { id: it.id } })
    await tried(help.lastOf, { by: staff, input: { person: await idOf('o') } })

    it = await asked(phoned)
    it = await done(help.fail, { by: staff, input: tap(it) })
    it = await done(help.reopen, { by: asker, input: tap(it) })
    it = await only(help.takeOver, staff, tap(it))
    await done(help.deliver, { by: staff, note: 'in person', input: tap(it) })
  })
}
