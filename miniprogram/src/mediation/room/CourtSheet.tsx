/** 司法确认: how far it has come, at which court, and what it ruled. */
import { confirmations, isRuled, notConfirmed } from '../../../../shared/mediation/court.ts'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../../../shared/mediation/reply.ts'
import { onOf, sayMonthDay } from '../../../../shared/time.ts'
import { actsOf } from '../../components/act.tsx'
import { line, namesOf, oneOf, photos, when } from '../../components/fields.tsx'

const { act } = actsOf<CaseReply>()
const today = () => onOf(new Date().toISOString())

const sayLastDay = (lastOn: string) =>
  lastOn < today()
    ? `申请的日子到${sayMonthDay(lastOn)}为止，已经过了。期限里申请过的，照实记。`
    : `双方要一起去申请，最晚${sayMonthDay(lastOn)}。`

const courtOf = ({ confirmation }: CaseReply) =>
  confirmation?.courts.find(({ name }) => name === confirmation.court?.name)?.id

export const confirmation = act(mediation.confirmation, {
  label: '司法确认',
  yes: '记下',
  says: ({ confirmation, kind }) => [confirmation && sayLastDay(confirmation.lastOn), notConfirmed(kind)],
  fields: ({ confirmation }, { state }) => {
    const { lastOn = '', courts = [], appliedOn } = confirmation ?? {}
    const { wanted, ...rest } = confirmations.text
    const over = lastOn < today()
    return {
      state: oneOf('到哪一步了', over ? rest : { wanted, ...rest }),
      ...(state &&
        state !== 'notWanted' &&
        courts.length > 0 && { court: oneOf('哪家法院', namesOf(courts)) }),
      ...(state === 'applied' && { on: when('哪天申请的', 'date', { to: over ? lastOn : today() }) }),
      ...(isRuled(state) && {
        on: when('裁定的日子', 'date', { from: appliedOn, to: today() }),
        number: line('裁定书的案号', { hint: '比如：（2026）京0105民特12号', longest: 40 }),
        files: photos('裁定书的照片（可以后补）', '每一页都拍，字要看得清。'),
      }),
    }
  },
  follows: ({ state }, changed, item) =>
    changed === 'state'
      ? {
          on: state === 'applied' && (item.confirmation?.lastOn ?? '') >= today() ? today() : undefined,
          court: courtOf(item),
        }
      : {},
  needs: ['state', 'on'],
})
