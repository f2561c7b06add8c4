/** The foot of the screen in 长辈版: WeChat's own writes too small, and is put away meanwhile. */
import { View } from '@tarojs/components'
import { tabs, useOwnTabs } from '../platform/tabs.ts'
import { openTab } from '../platform/open.ts'
import { isSelected, role } from './aria.ts'
import { classes } from './classes.ts'

export const Tabs = ({ own, here }: { readonly own: boolean; readonly here: string }) => {
  useOwnTabs(own)
  return own ? (
    <View className="tabs" {...role('tablist', '首页、我的事、我的')}>
      {tabs.map(([name, text]) => {
        const on = text === here
        return (
          <View
            key={name}
            className={classes('tab', on && 'tab-on')}
            onClick={() => void (on || openTab(name))}
            {...role('tab', on ? `${text}，正在看` : text)}
            {...isSelected(on)}
          >
            {text}
          </View>
        )
      })}
    </View>
  ) : null
}
