/** For staff, below what they may change. */
import { View } from '@tarojs/components'
import { identity } from '../../../shared/identity/identity.ts'
import { Button } from '../components/Button.tsx'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'

export const useIsStaff = () => {
  const { data: me } = useReply(identity.me, {}, { remember: true })
  return me?.grants.some(({ role }) => role === 'communityStaff') ?? false
}

export const ChangeButton = ({ what }: { readonly what: 'phones' | 'whose' }) =>
  useIsStaff() && (
    <View className="apart">
      <Button text="修改" kind="plain" onTap={() => open('community/change', { what })} />
    </View>
  )
