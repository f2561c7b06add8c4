/** What one agrees to, on one screen, in words that one would use oneself. */
import { View } from '@tarojs/components'
import type { ConsentKind } from '../../../shared/identity/account.ts'

interface Text {
  readonly title: string
  readonly lines: readonly (readonly [what: string, how: string])[]
}

export const consentTexts: Readonly<Record<ConsentKind | 'weChat', Text>> = {
  privacy: {
    title: '您的信息，怎么用',
    lines: [
      ['记什么', '您住哪户、怎么称呼、电话，还有您请人办的事。'],
      ['谁能看', '门牌和电话，只给正在帮您办事的人看，办完就看不到。谁看过，您都查得到。'],
      ['放哪里', '加密存在国内，不给广告，不卖给别人。'],
      ['随时能改', '在“我的”里能看、能改、能删，也能收回同意。'],
    ],
  },
  sensitive: {
    title: '这件事涉及健康',
    lines: [
      ['为什么问', '拿药、看病这类事，会写到药名、病情。法律要求单独问您一次。'],
      ['谁能看', '只有去帮您办的人和社区工作人员，办完就看不到。'],
      ['不同意也行', '别的事照样办。拿药可以打给社区。'],
    ],
  },
  dispute: {
    title: '纠纷的事，先问您一声',
    lines: [
      ['为什么问', '要写谁和谁、为了什么事，这些很私密。法律要求单独问您一次。'],
      ['谁能看', '只有来谈的几方、调解员和调解室的人。电话和门牌，对方看不到。谁看过，您都查得到。'],
      ['不同意也行', '可以到社区当面说，或打给社区。'],
    ],
  },
  weChat: {
    title: '微信要问您一声',
    lines: [['为什么问', '下一步要用到微信里的东西，比如手机号、照片。您点同意，我们才拿得到。']],
  },
}

export const ConsentText = ({ what }: { readonly what: ConsentKind | 'weChat' }) => (
  <>
    {consentTexts[what].lines.map(([name, text]) => (
      <View key={name} className="consent-line">
        <View className="strong">{name}</View>
        <View>{text}</View>
      </View>
    ))}
  </>
)
