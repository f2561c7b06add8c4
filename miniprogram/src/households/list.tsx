/** 登记一户: a home in need, or a place to be watched, is put on the map; who lives there was asked first. */
import * as z from 'zod/mini'
import type { Input } from '../../../shared/contract.ts'
import { households } from '../../../shared/households/households.ts'
import { bases, consentWays, targets } from '../../../shared/households/life.ts'
import { Button } from '../components/Button.tsx'
import { line, lines, namesOf, oneOf, someOf } from '../components/fields.tsx'
import { judged } from '../components/form.ts'
import { Page } from '../components/Page.tsx'
import { Refusal } from '../components/States.tsx'
import { useForm } from '../components/useForm.tsx'
import { createOnce, useDraft } from '../platform/drafts.ts'
import { openInstead, useParams } from '../platform/open.ts'
import { keepReply, useMove, useReply } from '../platform/query.tsx'

const words = z._default(z.string(), '')
const draft = z.object({
  target: z._default(targets.schema, 'home'),
  ...{
    building: words,
    unit: words,
    room: words,
    place: words,
    name: words,
    phone: words,
    needs: words,
    duty: words,
  },
  groups: z._default(z.array(z.string()), []),
  basis: z.optional(bases.schema),
  consent: z.optional(consentWays.schema),
  key: z.optional(z.string()),
})
type Said = z.output<typeof draft>

const inputOf = ({ target, key, ...said }: Said): Input<typeof households.listHome> => {
  const { building, unit, room, place, name, phone, needs, duty, groups, basis, consent } = said
  const all = { building: building || undefined, needs: needs || undefined, key }
  if (target === 'place') return { ...all, target, place: place || undefined }
  return {
    ...{ ...all, target, unit: unit || undefined, room: room || undefined, groups, basis },
    ...{ name: name || undefined, phone: phone || undefined },
    consent: basis === 'duty' ? undefined : consent,
    duty: basis === 'duty' ? duty || undefined : undefined,
  }
}

export default function List() {
  const { building = '' } = useParams('households/list')
  // Those the caller may list homes of.
  const { buildings, groups } = useReply(households.map, {}).data ?? {}
  const kept = useDraft(`households.list.${building}`, draft, draft.parse({ building }))
  const { value, field, pair, send, error, clear } = useForm({
    // What is changed after a tap is another one.
    draft: { ...kept, set: said => kept.set({ ...said, key: undefined }) },
    fields: {
      target: oneOf('登记什么', targets.text, { look: 'segments' }),
      building: oneOf('哪栋楼', namesOf(buildings)),
      unit: line('单元', { hint: '比如：2', longest: 12 }),
      room: line('房号', { hint: '比如：301', longest: 12 }),
      place: line('叫什么', { hint: '比如：地下自行车棚', longest: 30 }),
      groups: someOf('归在哪几类', namesOf(groups)),
      name: line('怎么称呼（可以不填）', { hint: '比如：王奶奶', longest: 20 }),
      phone: line('电话（可以不填）', { longest: 20 }),
      needs: lines('去的人要知道的（可以不填）', { hint: '比如：耳朵背，敲门重一点', longest: 300 }),
      basis: oneOf('先问过本人了吗？凭什么去', bases.text),
      consent: oneOf('怎么说的', consentWays.text),
      duty: line('哪一项职责', { hint: '比如：特困人员探访', longest: 60 }),
    },
    wrong: said => judged(households.listHome.takes, inputOf(said)),
  })
  const { go } = useMove()
  const save = async () => {
    const made = await send(() =>
      createOnce(kept, key => go(households.listHome, { ...inputOf(value), key })),
    )
    if (!made) return
    clear()
    keepReply(households.pairing, { id: made.id }, made)
    await openInstead('households/home', { id: made.id })
  }
  const isHome = value.target === 'home'
  return (
    <Page title={isHome ? '登记一户' : '登记一处地方'} foot={<Button text="登记" size="huge" onTap={save} />}>
      <Refusal error={error} kept="您填的都还在。" />
      {field('target', 'building')}
      {isHome ? (
        <>
          {pair('unit', 'room')}
          {field('groups', 'basis')}
          {value.basis === 'duty' ? field('duty') : value.basis && field('consent')}
          {field('name', 'phone', 'needs')}
        </>
      ) : (
        field('place', 'needs')
      )}
    </Page>
  )
}
