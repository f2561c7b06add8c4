/** Medicine: what kind it is, and how it is paid. What may not be fetched is said at once, with whom to ring. */
import { View } from '@tarojs/components'
import { CallCommunity } from '../components/CallCommunity.tsx'
import { Choice } from '../components/Choice.tsx'
import { Notice } from '../components/States.tsx'
import { isNotFetched, type StepProps } from './ask-form.ts'
import { drugs, words } from './ask-words.ts'
import { Ticks } from '../components/Ticks.tsx'
import { complaintAt } from '../components/form.ts'

export const AskDrug = ({ draft: { value, set }, complaints }: StepProps) => (
  <>
    <Choice
      label={words.drug}
      options={drugs.map(([drug, text]) => ({ value: drug, text }))}
      value={value.drug}
      onChange={drug => set({ ...value, drug })}
      complaint={isNotFetched(value) ? undefined : complaintAt(complaints, 'drug')}
    />
    {isNotFetched(value) && (
      <View className="field">
        <Notice text={words.notFetched} tone="warn" />
        <CallCommunity />
      </View>
    )}
    <Choice
      label={words.insurance}
      options={[
        { value: 'no', text: words.insuranceNo },
        { value: 'yes', text: words.insuranceYes },
      ]}
      value={value.insurance ? 'yes' : 'no'}
      onChange={yes => set({ ...value, insurance: yes === 'yes' })}
    />
    {value.insurance && (
      <View className="field">
        <Notice text={words.bothIds} />
        <Ticks
          options={[{ value: 'ready', text: words.bothIdsReady }]}
          value={value.bothIds ? ['ready'] : []}
          onChange={ready => set({ ...value, bothIds: ready.length > 0 })}
          complaint={complaintAt(complaints, 'bothIds')}
        />
        {complaintAt(complaints, 'bothIds') !== undefined && <CallCommunity />}
      </View>
    )}
  </>
)
