/** What a note (说和) leaves on paper: the registration form of its oral agreement. */
import { settingsOf } from '../../community/community.ts'
import { contactOf, profilesOf } from '../../people/people.ts'
import { makes, type Makers } from '../../papers/make.ts'
import { opened } from '../../platform/sealed.ts'
import { kindOnPaper } from '../case-paper-words.ts'
import { oralForm } from './oral-form.ts'
import { quarrelMatters } from '../quarrels-kind.ts'
import { notePaper } from '../quarrels.ts'
import { handlerOf } from '../quarrels-store.ts'

export const quarrelMakers: Makers = makes(notePaper, async (ctx, { input, orderedAt }) => {
  const quarrel = await quarrelMatters.get(ctx, input.id)
  if (!quarrel?.settledOn) throw new Error('nothing was agreed on in this note')
  const [{ sides, what, terms = '' }, { name }, contact, profiles] = await Promise.all([
    opened(ctx, quarrel, 'said'),
    settingsOf(ctx, quarrel.community),
    contactOf(ctx, handlerOf(quarrel)),
    profilesOf(ctx, [handlerOf(quarrel)]),
  ])
  const form = {
    committee: `${name}人民调解委员会`,
    // Even where one side came alone, there was another to agree with.
    parties: (sides.length > 1 ? sides : [...sides, '']).map(each => ({ name: each })),
    kind: kindOnPaper[quarrel.what],
    facts: what,
    terms,
    notedBy: contact?.name ?? profiles.get(handlerOf(quarrel))?.callName ?? '',
    agreedOn: quarrel.settledOn,
  }
  return oralForm(form, orderedAt)
})
