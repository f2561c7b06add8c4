/** How long things may take in help, how many at once, and what is not taken on. */
import { View } from '@tarojs/components'
import { helpKinds } from '../../../shared/help/life.ts'
import { Card } from '../components/Card.tsx'
import { Field } from '../components/Field.tsx'
import { byKind, clocks, lists, type HelpForm } from './help-form.ts'
import { helpWords } from './words.ts'

/** Two beside each other, also on a phone. */
const rows = [helpKinds.slice(0, 2), helpKinds.slice(2)]

interface Props {
  readonly form: HelpForm
  readonly set: (path: string, typed: string) => void
  readonly complaint: (path: string) => string | undefined
}

export const HelpPart = ({ form, set, complaint }: Props) => {
  const field = (path: string, label: string, longest = 12, lines: 'one' | 'many' = 'one') => (
    <Field
      key={path}
      label={label}
      longest={longest}
      lines={lines}
      placeholder={lines === 'many' ? helpWords.wordsHint : ''}
      value={form[path] ?? ''}
      onChange={typed => set(path, typed)}
      complaint={complaint(path)}
    />
  )
  return (
    <>
      <View className="small under-label">{helpWords.note}</View>
      <View className="wide-list moves">
        {byKind.map(name => (
          <Card key={name} title={helpWords.byKind[name]}>
            {rows.map(kinds => (
              <View key={kinds.join('.')} className="pair">
                {kinds.map(kind => (
                  <View key={kind} className="pair-part">
                    {field(`${name}.${kind}`, helpWords.kinds[kind])}
                  </View>
                ))}
              </View>
            ))}
          </Card>
        ))}
      </View>
      <View className="wide-list">
        {clocks.map(name => field(name, helpWords.clocks[name]))}
        {field('mostAtOnce', helpWords.mostAtOnce, 3)}
      </View>
      <View className="wide-list">{lists.map(name => field(name, helpWords.lists[name], 700, 'many'))}</View>
    </>
  )
}
