/** 今天去谁家: the doors whose day has come, building by building; two taps where all is well. */
import { View } from '@tarojs/components'
import { households, type PairingRow } from '../../../shared/households/households.ts'
import { ActButton } from '../components/Acts.tsx'
import { Button } from '../components/Button.tsx'
import { listPage } from '../components/ListPage.tsx'
import { Pair } from '../components/Pair.tsx'
import { open } from '../platform/open.ts'
import { roundActs } from './acts.tsx'
import { rowLine } from './words.ts'

const Acts = ({ row }: { readonly row: PairingRow }) => {
  const item = { ...row, may: [] }
  return (
    // The card around it leads to its page; what is tapped here does not.
    <View onClick={event => event.stopPropagation()}>
      <View className="gap" />
      <Pair>
        <ActButton item={item} act={roundActs.visit} />
        <ActButton item={item} act={roundActs.tried} />
      </Pair>
    </View>
  )
}

const byBuilding = (items: readonly PairingRow[]) =>
  [...new Set(items.map(({ building = '' }) => building))].map(building => {
    const here = items.filter(each => (each.building ?? '') === building)
    return { title: `${building || '别的地方'} · ${here.length}户`, items: here }
  })

export default listPage({
  title: '今天去谁家',
  of: households.round,
  follow: 60,
  keyOf: ({ id }) => id,
  line: rowLine,
  more: row => <Acts row={row} />,
  groups: byBuilding,
  empty: '今天没有该去的人家，谢谢您。',
  tail: <Button text="看我走访的人家" kind="plain" onTap={() => open('households/homes')} />,
})
