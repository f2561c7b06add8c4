/** Drawings on doors and tools, so that people who read badly find their way; in the colour of the text around them. */
import { View } from '@tarojs/components'

export const drawings = [
  'basket',
  'bulb',
  'calendar',
  'camera',
  'chart',
  'code',
  'door',
  'folder',
  'gear',
  'hand',
  'heal',
  'horn',
  'hours',
  'house',
  'import',
  'ledger',
  'list',
  'map',
  'medicine',
  'partner',
  'phone',
  'quarrel',
  'roll',
  'seal',
  'shield',
  'star',
  'station',
  'sun',
  'table',
  'talk',
  'team',
  'today',
  'together',
  'urgent',
] as const
export type DrawingName = (typeof drawings)[number]

export const Drawing = ({ name }: { readonly name: DrawingName }) => (
  <View className={`drawing drawing-${name}`} />
)
