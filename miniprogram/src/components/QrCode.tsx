/** A code that a camera reads: one View a row, so that it draws quickly on an old phone. */
import { View } from '@tarojs/components'
import qrcode from 'qrcode-generator'
import { role } from './aria.ts'
import './qr.css'

const usualDot = 8 // px, whole ones, so that rows meet without a seam
const margin = 3 // dots; cameras need some white around

const stripes = (row: readonly boolean[], dot: number) => {
  const stops = row.flatMap((dark, i) => {
    const color = dark ? '#000000' : '#ffffff'
    return [`${color} ${i * dot}px`, `${color} ${(i + 1) * dot}px`]
  })
  return `linear-gradient(to right, ${stops.join(', ')})`
}

interface Props {
  readonly text: string
  readonly label: string
  /** As large as fits into so many px, to be read from some way off. */
  readonly most?: number
}

export const QrCode = ({ text, label, most }: Props) => {
  const qr = qrcode(0, 'M')
  qr.addData(text)
  qr.make()
  const size = qr.getModuleCount()
  const dot = most === undefined ? usualDot : Math.max(Math.floor(most / (size + 2 * margin)), 2)
  const indexes = Array.from({ length: size }, (_, i) => i)
  return (
    <View className="qr" {...role('img', label)} style={{ padding: `${margin * dot}px` }}>
      {indexes.map(y => (
        <View
          key={y}
          style={{
            width: `${size * dot}px`,
            height: `${dot}px`,
            backgroundImage: stripes(
              indexes.map(x => qr.isDark(y, x)),
              dot,
            ),
          }}
        />
      ))}
    </View>
  )
}
