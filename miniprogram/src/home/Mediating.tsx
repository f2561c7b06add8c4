/** 说和 and 调解 on the home page: a quarrel is noted at once; the room's lists, and for whoever notes one their own. */
import { View } from '@tarojs/components'
import type { Me } from '../../../shared/identity.ts'
import { mediation } from '../../../shared/mediation.ts'
import { acts } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Row } from '../components/Row.tsx'
import { open } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { words } from './words.ts'

const followSeconds = 60

const room = ['mediationStaff', 'mediator']
const helpers = ['communityStaff', 'gridWorker', 'buildingHelper']
const holds = ({ grants }: Me, roles: readonly string[]) => grants.some(({ role }) => roles.includes(role))

/** They meet quarrels in their work. */
export const mediates = (me: Me) => holds(me, [...room, ...helpers])

/** How many there are, as far as the first page says; nothing where there are none. */
const countOf = (
  list: { readonly items: readonly unknown[]; readonly next?: string | undefined } | undefined,
) => (list?.items.length ? { value: words.pieces(list.items.length) + (list.next ? words.andMore : '') } : {})

const Room = () => {
  const quarrels = useReply(mediation.quarrels, {}, { followSeconds })
  const cases = useReply(mediation.queue, {}, { followSeconds })
  return (
    <View className="section">
      <View className="heading" {...acts('heading')}>
        {words.mediating}
      </View>
      <Button text={words.noteQuarrel} size="huge" onTap={() => open('mediation/note')} />
      <View className="gap" />
      <Card>
        <Row name={words.quarrels} {...countOf(quarrels.data)} onTap={() => open('mediation/notes')} />
        <Row name={words.cases} {...countOf(cases.data)} onTap={() => open('mediation/cases')} />
        <Row name={words.calendar} note={words.calendarNote} onTap={() => open('mediation/desk')} />
      </Card>
    </View>
  )
}

const Helper = () => {
  const quarrels = useReply(mediation.quarrels, {}, { followSeconds })
  return (
    <View className="section">
      <Card>
        <Row name={words.noteQuarrel} note={words.quarrelsNote} onTap={() => open('mediation/note')} />
        {(quarrels.data?.items.length ?? 0) > 0 && (
          <Row name={words.quarrels} {...countOf(quarrels.data)} onTap={() => open('mediation/notes')} />
        )}
      </Card>
    </View>
  )
}

export const Mediating = ({ me }: { readonly me: Me }) => {
  if (holds(me, room)) return <Room />
  return holds(me, helpers) ? <Helper /> : null
}
