/** Side by side, of one width. */
import { View } from '@tarojs/components'
import { Children, type PropsWithChildren } from 'react'
import { classes } from './classes.ts'

interface Props {
  /** Fields: in large letters they stand one below the other. */
  readonly fields?: boolean
  readonly className?: string
}

export const Pair = ({ fields, className = '', children }: PropsWithChildren<Props>) => (
  <View className={classes('pair', fields && 'pair-fields', className)}>
    {Children.toArray(children).map((each, i) => (
      <View key={i} className="pair-part">
        {each}
      </View>
    ))}
  </View>
)
