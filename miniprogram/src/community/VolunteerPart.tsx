/** How long things may take in volunteering, how hours are counted, and what the export is made of. */
import { View } from '@tarojs/components'
import type { Settings } from '../../../shared/community.ts'
import { Field } from '../components/Field.tsx'
import type { HelpForm } from './help-form.ts'
import { columnsOf, volunteerClocks } from './volunteer-form.ts'
import { volunteerWords } from './words.ts'

interface Props {
  /** As they are kept: the order of the columns. */
  readonly was: Settings['volunteers']
  readonly form: HelpForm
  readonly set: (path: string, typed: string) => void
  readonly complaint: (path: string) => string | undefined
}

export const VolunteerPart = ({ was, form, set, complaint }: Props) => {
  const field = (path: string, label: string, longest: number) => (
    <Field
      key={path}
      label={label}
      longest={longest}
      value={form[path] ?? ''}
      onChange={typed => set(path, typed)}
      complaint={complaint(path)}
    />
  )
  return (
    <>
      <View className="small under-label">{volunteerWords.note}</View>
      <View className="wide-list">
        {volunteerClocks.map(name => field(name, volunteerWords.clocks[name], 12))}
        {field('announceDays', volunteerWords.announceDays, 2)}
      </View>
      <View className="heading">{volunteerWords.columns}</View>
      <View className="small under-label">{volunteerWords.columnsNote}</View>
      <View className="wide-list">
        {columnsOf(was).map(([path, of]) => field(path, volunteerWords.fields[of], 20))}
      </View>
    </>
  )
}
