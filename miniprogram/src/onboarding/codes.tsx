/** 楼门码: codes to hang up, which open 登记住处 with the door filled in. */
import { View } from '@tarojs/components'
import { identity } from '../../../shared/identity/identity.ts'
import { onboarding } from '../../../shared/onboarding/onboarding.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { count, namesOf, oneOf } from '../components/fields.tsx'
import { Page } from '../components/Page.tsx'
import { usePaper } from '../components/PaperSheet.tsx'
import { useForm } from '../components/useForm.tsx'
import { useTyped } from '../platform/drafts.ts'
import { useMove, useReply } from '../platform/query.tsx'

interface Wanted {
  readonly building: string
  readonly each: 'building' | 'unit' | 'room' | 'station'
  readonly units: number
}

const Form = () => {
  const { data: choices, ...asked } = useReply(identity.buildings, {})
  const { go } = useMove()
  const { show, sheet } = usePaper()
  const draft = useTyped<Wanted>({ building: '', each: 'building', units: 3 })
  const { field, send, refused } = useForm({
    draft,
    fields: {
      building: oneOf<string>('哪栋楼', { '': '全部', ...namesOf(choices?.items) }),
      each: oneOf('贴在哪', {
        ...{ building: '楼门口', unit: '每个单元门', room: '每户一小张', station: '驿站门口' },
      }),
      units: count('几个单元', { least: 1, most: 12, start: 3 }),
    },
    wrong: ({ building, each }): Readonly<Record<string, string>> =>
      each === 'room' && !building ? { building: '每户一小张，请先选一栋楼' } : {},
  })
  if (!choices) return <Awaited asked={asked} calls={false} />
  const make = async () => {
    const made = await send(({ building, each, units }) =>
      go(onboarding.codes, {
        building: each === 'station' ? undefined : building || undefined,
        units: each === 'unit' ? units : undefined,
        rooms: each === 'room',
        stations: each === 'station',
      }),
    )
    show(made?.id)
  }
  return (
    <>
      <View className="under-label">扫了只填门牌，还是要网格员或楼门长核对，谁都不会因此多看到什么。</View>
      {field('building', 'each')}
      {draft.value.each === 'unit' && field('units')}
      {refused}
      <Button text="做成 PDF" onTap={make} />
      {sheet}
    </>
  )
}

export default function CodesPage() {
  return (
    <Page title="楼门码">
      <Form />
    </Page>
  )
}
