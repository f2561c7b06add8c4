/** Last step: read back, before it goes out. */
import { View } from '@tarojs/components'
import type { HelpKind } from '../../../shared/help.ts'
import type { Me } from '../../../shared/identity.ts'
import { Card } from '../components/Card.tsx'
import { Row } from '../components/Row.tsx'
import { inputOf, windowOf, type AskDraft } from './ask-form.ts'
import { eldersOf } from './AskWhat.tsx'
import { caps, sayLine, words } from './words.ts'

interface Props {
  readonly kind: HelpKind
  readonly draft: AskDraft
  readonly me: Me | undefined
  readonly now: string
}

export const AskCheck = ({ kind, draft, me, now }: Props) => {
  const window = windowOf(draft, now)
  const elders = eldersOf(me)
  const whom = elders.find(({ id }) => id === draft.for)?.callName ?? words.myself
  return (
    <>
      <View className="greeting">{words.check}</View>
      {elders.length > 0 && (
        <Card>
          <Row name={words.forName} value={whom} />
        </Card>
      )}
      <Card title={words.things[kind]}>
        {inputOf(kind, draft, now).lines.map(line => (
          <View key={line.what} className="big">
            {sayLine(line)}
          </View>
        ))}
      </Card>
      <Card>
        <Row name={words.whenRow} value={window ? `${window.text}，${window.hours}` : words.anyTimeSaid} />
        {kind === 'groceries' && (
          <Row name={words.capRow} value={caps.find(([value]) => value === draft.cap)?.[1] ?? words.noCap} />
        )}
        <Row name={words.doorRow} value={draft.door.trim() || words.noDoor} />
      </Card>
    </>
  )
}
