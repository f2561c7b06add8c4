/** A code that a camera reads: one View a row, so that it draws quickly on an old phone. */
import { View } from '@tarojs/components'
import qrcode from 'qrcode-generator'
import { acts } from '../components/aria.ts'
import './qr.css'

const dot = 8 // px, so that rows meet without a seam
const margin = 3 // dots; cameras need some white around

const stripes = (row: readonly boolean[]) => {
  const stops = row.flatMap((dark, i) => {
    const color = dark ? '#000000' : '#ffffff'
    return [`${color} ${i * dot}px`, `${color} ${(i + 1) * dot}px`]
  })
  return `linear-gradient(to right, ${stops.join(', ')})`
}

export const QrCode = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const qr = qrcode(0, 'M')
  qr.addData(text)
  qr.make()
  const size = qr.getModuleCount()
  const indexes = Array.from({ length: size }, (_, i) => i)
  return (
    <View className="qr" {...acts('img', label)} style={{ padding: `${margin * dot}px` }}>
      {indexes.map(y => (
        <View
          key={y}
          style={{
            width: `${size * dot}px`,
            height: `${dot}px`,
            backgroundImage: stripes(indexes.map(x => qr.isDark(y, x))),
          }}
        />
      ))}
    </View>
  )
}
