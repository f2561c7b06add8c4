/** 人民调解口头协议登记表 of a note (说和): filled in as far as it is known, blank where it is not. */
import { settingsOf } from '../community/community.ts'
import { contactOf, profilesOf } from '../identity/identity.ts'
import type { Maker, Makers } from '../papers/make.ts'
import { getMatter } from '../platform/matter-item.ts'
import { pdf } from '../platform/pdf.ts'
import { kindOnPaper } from './case-paper-words.ts'
import { oralForm } from './oral-form.ts'
import { saidIn, type Quarrel } from './quarrels-store.ts'

const note: Maker = async (ctx, { input, orderedAt }) => {
  const quarrel = await getMatter<Quarrel>(ctx.table, 'quarrel', input.id as string)
  if (!quarrel?.settledOn) throw new Error('nothing was agreed on in this note')
  const [{ sides, what, terms = '' }, { name: community }, contact, profiles] = await Promise.all([
    saidIn(ctx, quarrel),
    settingsOf(ctx, quarrel.community),
    contactOf(ctx, quarrel.notedBy),
    profilesOf(ctx, [quarrel.notedBy]),
  ])
  // Whoever came alone had somebody to agree with.
  const parties = sides.length > 1 ? sides : [...sides, '']
  return pdf({
    name: '人民调解口头协议登记表',
    madeAt: orderedAt,
    blocks: oralForm({
      committee: `${community}人民调解委员会`,
      ...{ number: '', kind: kindOnPaper[quarrel.what], facts: what, terms, performance: '' },
      agreedAt: quarrel.changedAt,
      mediator: undefined,
      notedBy: contact?.name ?? profiles.get(quarrel.notedBy)?.callName,
      parties: parties.map(name => ({ role: '当事人', name, address: '' })),
    }),
  })
}

export const quarrelMakers: Makers = { 'mediation.note': note }
