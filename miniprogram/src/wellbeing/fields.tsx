/** What is filled in when it is begun, and when it is changed. */
import type { Input } from '../../../shared/contract.ts'
import type { wellbeing } from '../../../shared/wellbeing/wellbeing.ts'
import type { Complaints } from '../components/form.ts'
import { Field } from '../components/Field.tsx'
import { drawn, noted, when } from '../components/fields.tsx'

/** As it is written here; staff may also say who it is. */
export type PartnerWanted = NonNullable<Input<typeof wellbeing.startWellbeing>['partner']>

export const hourField = (start?: string) =>
  noted(
    when(start ? '每天几点以前报' : '每天几点以前报（不选就按社区定的）', 'time', {
      start,
      from: '05:00',
      to: '20:59',
    }),
    '到点没有消息，先告诉搭伴的邻居，再告诉帮手，再告诉社区。',
  )

const saidOf = (partner: PartnerWanted | undefined) =>
  partner && 'name' in partner ? partner : { name: '', phone: '' }

/** Who is told first; it can stay empty. */
export const partnerField = drawn<PartnerWanted>(({ value, set, complaint }) => {
  const said = saidOf(value)
  return (
    <>
      <Field
        label="搭伴的邻居怎么称呼（可以不写）"
        placeholder="比如：楼下王阿姨"
        longest={20}
        value={said.name}
        onChange={name => set({ ...said, name })}
        complaint={complaint}
      />
      <Field
        label="他的电话"
        placeholder="先跟他说一声"
        longest={20}
        type="digit"
        value={said.phone}
        onChange={phone => set({ ...said, phone })}
      />
    </>
  )
})

/** Nobody is asked for by halves. */
export const partnerWrong = (partner: PartnerWanted | undefined): Complaints => {
  const { name, phone } = saidOf(partner)
  return Boolean(name.trim()) === Boolean(phone.trim()) ? {} : { partner: '称呼和电话要一起写，或都不写' }
}

export const partnerIn = (partner: PartnerWanted | undefined) => {
  const { name, phone } = saidOf(partner)
  return name.trim() ? { name: name.trim(), phone: phone.trim() } : undefined
}
