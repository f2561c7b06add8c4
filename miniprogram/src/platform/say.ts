/** What is said in passing, over whatever is in view. */
import Taro from '@tarojs/taro'

const usualMs = 1_500

export const say = (title: string, duration = usualMs) =>
  void Taro.showToast({ title, icon: 'none', duration })

export const copy = async (text: string, done: string) => {
  await Taro.setClipboardData({ data: text })
  say(done)
}
