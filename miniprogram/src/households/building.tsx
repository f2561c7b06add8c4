/** A building of 民情图, door by door. */
import { Page } from '../components/Page.tsx'
import { useParams } from '../platform/open.ts'
import { BuildingDoors } from './BuildingDoors.tsx'

export default function BuildingPage() {
  const { building = '', name = '', group } = useParams('households/building')
  return (
    <Page title={name || '民情图'} wide>
      <BuildingDoors id={building} group={group} />
    </Page>
  )
}
