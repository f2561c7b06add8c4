/** What a note (说和) leaves on paper: the registration form of its oral agreement. */
import { settingsOf } from '../../community/community.ts'
import { contactOf, profilesOf } from '../../identity/identity.ts'
import type { Maker, Makers } from '../../papers/make.ts'
import { getMatter } from '../../platform/matter-item.ts'
import { kindOnPaper } from './case-paper-words.ts'
import { oralForm } from './oral-form.ts'
import { saidIn, type Quarrel } from '../quarrels-store.ts'

const note: Maker = async (ctx, { input, orderedAt }) => {
  const quarrel = await getMatter<Quarrel>(ctx.table, 'quarrel', input.id as string)
  if (!quarrel?.settledOn) throw new Error('nothing was agreed on in this note')
  const [{ sides, what, terms = '' }, { name }, contact, profiles] = await Promise.all([
    saidIn(ctx, quarrel),
    settingsOf(ctx, quarrel.community),
    contactOf(ctx, quarrel.notedBy),
    profilesOf(ctx, [quarrel.notedBy]),
  ])
  const form = {
    committee: `${name}人民调解委员会`,
    // Whoever came alone had somebody to agree with.
    parties: (sides.length > 1 ? sides : [...sides, '']).map(each => ({ name: each })),
    kind: kindOnPaper[quarrel.what],
    facts: what,
    terms,
    notedBy: contact?.name ?? profiles.get(quarrel.notedBy)?.callName ?? '',
    agreedOn: quarrel.settledOn,
  }
  return oralForm(form, orderedAt)
}

export const quarrelMakers: Makers = { 'mediation.note': note }
