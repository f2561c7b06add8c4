/** A building of 民情图 with all that can be done there; a tap on a door leads to its page, where the look is on record. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { households } from '../../../shared/households/households.ts'
import type { MapDoor } from '../../../shared/households/map.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Rows } from '../components/facts.tsx'
import { PaperButton } from '../components/PaperSheet.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { House, type Group } from './Drawn.tsx'

const sayGroups = (groups: readonly Group[], ids: readonly string[]) =>
  groups.flatMap(({ id, name }) => (ids.includes(id) ? name : [])).join('、')

export const BuildingDoors = ({ id, group = '' }: { readonly id: string; readonly group?: string }) => {
  const { data, ...asked } = useReply(households.building, { building: id })
  const [several, choose] = useState<MapDoor['homes']>([])
  if (!data) return <Awaited asked={asked} calls={false} />
  const toHome = (home: string) => open('households/home', { id: home })
  const go = (homes: MapDoor['homes']) =>
    homes.length === 1 ? void toHome(homes[0]!.id) : choose([...homes])
  return (
    <>
      <House building={data} group={group} go={go} />
      <View className="hint">点一扇门，看那一户；看过的都有记录。数字是上次去到今天有几天。</View>
      <PaperButton text="打印这栋楼（A3）" ask={tell => tell(households.printMap, { building: id })} />
      <Sheet open={several.length > 0} title="这扇门里有几家" close={() => choose([])} closeText="关上">
        <Rows
          lines={several.map(({ id: home, groups }, i) => ({
            name: `第${i + 1}家`,
            note: sayGroups(data.groups, groups),
            onTap: () => toHome(home),
          }))}
        />
      </Sheet>
    </>
  )
}
