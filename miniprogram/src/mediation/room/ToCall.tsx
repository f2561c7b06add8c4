/** Those whom no message reaches. */
import { View } from '@tarojs/components'
import type { CaseReply } from '../../../../shared/mediation/case.ts'
import type { ActProps } from '../../components/act.tsx'

/** What a sheet about a case is given. */
export type Step = ActProps<CaseReply>

export const ToCall = ({ parties }: Pick<CaseReply, 'parties'>) => {
  const names = parties.filter(({ here }) => !here).map(({ name }) => name)
  return names.length > 0 ? (
    <View className="hint under-label">{`${names.join('、')}收不到小程序的消息，请打电话告诉一声。`}</View>
  ) : null
}
