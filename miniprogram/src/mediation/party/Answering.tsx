/** What mediation is, and the one thing the other side is asked: willing, not willing, or still thinking. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Input } from '../../../../shared/contract.ts'
import { mediation } from '../../../../shared/mediation/mediation.ts'
import type { CaseReply } from '../../../../shared/mediation/reply.ts'
import { Button } from '../../components/Button.tsx'
import { Card } from '../../components/Card.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { Refusal } from '../../components/States.tsx'
import { useMove } from '../../platform/query.tsx'
import { askToBeTold } from '../../platform/subscribe.ts'

const lines = [
  '不收费：从头到尾，一分钱也不收。',
  '自愿：都愿意才谈，随时可以不谈。',
  '保密：谈的不对外说，电话也不说。',
]

export const Explain = () => (
  <Card title="调解是怎么回事">
    {lines.map(line => (
      <View key={line}>{line}</View>
    ))}
  </Card>
)

export type Answer = 'yes' | 'no' | 'thinking'

interface Props {
  /** By the case, or by the code of the link. */
  readonly about: Pick<Input<typeof mediation.answerOtherSide>, 'id' | 'code' | 'party'>
  readonly said: (answer: Answer, reply: CaseReply) => void
}

export const Answering = ({ about, said }: Props) => {
  const [refusing, setRefusing] = useState(false)
  const { go, error } = useMove()
  const answer = (answer: Answer) =>
    go(mediation.answerOtherSide, { ...about, answer }).then(
      reply => said(answer, reply),
      () => undefined, // shown below
    )
  return (
    <View className="stack moves">
      {error && !refusing && <Refusal error={error} />}
      <Button
        text="愿意"
        size="huge"
        onTap={() => {
          void askToBeTold('asking')
          return answer('yes')
        }}
      />
      <Button text="不愿意" kind="plain" size="huge" onTap={() => setRefusing(true)} />
      <Button text="再想想" kind="plain" onTap={() => answer('thinking')} />
      <Sheet
        open={refusing}
        title="不愿意谈？"
        close={() => setRefusing(false)}
        closeText="再想想"
        foot={<Button text="不愿意" kind="danger" onTap={() => answer('no')} />}
      >
        <View className="sheet-text">
          不愿意也没关系，谁也不能勉强。说了不愿意，这件事在调解室就到此为止。
        </View>
        <Refusal error={error} />
      </Sheet>
    </View>
  )
}
