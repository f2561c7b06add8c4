import Taro from '@tarojs/taro'
import { Button } from './Button.tsx'

interface Props {
  readonly phone: string
  readonly text: string
  readonly kind?: 'primary' | 'plain' | 'danger'
  readonly size?: 'normal' | 'huge' | 'small'
}

export const CallButton = ({ phone, ...rest }: Props) => (
  <Button
    {...rest}
    // WeChat asks first; who then cancels has not failed.
    onTap={() => Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined)}
  />
)
