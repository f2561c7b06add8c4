/** For the room alone: what the file holds, what was said on the phone, what had to be reported. */
import { View } from '@tarojs/components'
import { dossierItems } from '../../../../shared/mediation/dossier.ts'
import { reportedTo, type CaseReply } from '../../../../shared/mediation/reply.ts'
import { sayTime } from '../../../../shared/time.ts'
import { role } from '../../components/aria.ts'
import { Card } from '../../components/Card.tsx'
import { FactCard } from '../../components/facts.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { words } from '../parts/words.ts'

const now = () => new Date().toISOString()

interface Props {
  readonly item: CaseReply
}

/** 卷宗 meter: what the file holds; what is missing turns green once it is there. */
export const Dossier = ({ item: { dossier } }: Props) => {
  if (!dossier) return null
  // What does not apply is no gap.
  const shown = dossier.filter(({ has, needed }) => has || needed)
  const done = shown.filter(({ has }) => has).length
  return (
    <Card
      title="卷宗"
      aside={<StateBadge text={`${done}/${shown.length}`} tone={done === shown.length ? 'ended' : 'late'} />}
    >
      <View className="dossier-track">
        <View className="dossier-done" style={{ width: `${(done / Math.max(shown.length, 1)) * 100}%` }} />
      </View>
      <View className="dossier-items">
        {shown.map(({ item: name, has }) => {
          const text = dossierItems.say(name)
          return (
            <View
              key={name}
              className={has ? 'dossier-item dossier-has' : 'dossier-item'}
              {...role('text', `${text}，${has ? '有了' : words.missing}`)}
            >
              {has ? `✓ ${text}` : `○ ${text}`}
            </View>
          )
        })}
      </View>
    </Card>
  )
}

interface Noted {
  readonly at: string
  readonly text: string
}
const sayNote = ({ at, text }: Noted, by: string) => ({ name: text, note: [sayTime(at, now()), by] })

export const RoomCards = ({ item }: Props) => {
  const { reports = [], notes = [] } = item
  return (
    <>
      <Dossier item={item} />
      <FactCard
        title="报告过"
        tone="warn"
        lines={reports.map(each => sayNote(each, reportedTo.text[each.to]))}
      />
      <FactCard title="记过的话" lines={notes.map(each => sayNote(each, each.name)).reverse()} />
    </>
  )
}
