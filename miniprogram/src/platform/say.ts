/** What is said in passing, over whatever is in view. */
import Taro from '@tarojs/taro'

export const say = (title: string, duration?: number) =>
  void Taro.showToast({ title, icon: 'none', duration })

export const copy = async (text: string, done: string) => {
  await Taro.setClipboardData({ data: text })
  say(done)
}
