import { View } from '@tarojs/components'
import * as z from 'zod/mini'
import { QueryClient } from '@tanstack/react-query'
z.config({ jitless: true })
const c = new QueryClient()
export default function Home() {
  return <View>{String(!!c)}{z.parse(z.string(), '你好')}</View>
}
