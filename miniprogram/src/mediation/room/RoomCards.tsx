/** For the room alone: what the file holds, what was said on the phone, what had to be reported. */
import { View } from '@tarojs/components'
import { dossierItems } from '../../../../shared/mediation/dossier.ts'
import { reportedTo, type CaseReply } from '../../../../shared/mediation/reply.ts'
import { sayTime } from '../../../../shared/time.ts'
import { role } from '../../components/aria.ts'
import { Card } from '../../components/Card.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { words } from './words.ts'

const now = () => new Date().toISOString()

/** 卷宗 meter: what the file holds; what is missing turns green once it is there. */
export const Dossier = ({ item }: { readonly item: CaseReply }) => {
  const { dossier } = item
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

interface Note {
  readonly at: string
  readonly text: string
  readonly by: string
}

const Notes = ({ title, tone, notes }: { title: string; tone?: 'warn'; notes: readonly Note[] }) =>
  notes.length > 0 ? (
    <Card title={title} tone={tone}>
      {notes.map(({ at, text, by }) => (
        <View key={at} className="room-note">
          <View>{text}</View>
          <View className="small">{`${sayTime(at, now())} · ${by}`}</View>
        </View>
      ))}
    </Card>
  ) : null

export const RoomCards = ({ item }: { readonly item: CaseReply }) => {
  const { notes = [], reports = [] } = item
  const reported = reports.map(report => ({ ...report, by: reportedTo.text[report.to] }))
  const noted = notes.map(note => ({ ...note, by: note.name })).reverse()
  return (
    <>
      <Dossier item={item} />
      <Notes title="报告过" tone="warn" notes={reported} />
      <Notes title="记过的话" notes={noted} />
    </>
  )
}
