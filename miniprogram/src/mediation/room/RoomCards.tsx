/** For the room alone: what the file holds, what was said on the phone, what had to be reported. */
import { View } from '@tarojs/components'
import type { CaseReply } from '../../../../shared/mediation/case.ts'
import { sayTime } from '../../../../shared/time.ts'
import { Card } from '../../components/Card.tsx'
import { Dossier } from './Dossier.tsx'
import { reportText } from './words.ts'

const now = () => new Date().toISOString()

export const RoomCards = ({ item }: { readonly item: CaseReply }) => {
  const { notes = [], reports = [] } = item
  return (
    <>
      <Dossier item={item} />
      {reports.length > 0 && (
        <Card title="报告过" tone="warn">
          {reports.map(({ at, to, text }) => (
            <View key={at} className="room-note">
              <View>{text}</View>
              <View className="small">{`${sayTime(at, now())} · ${reportText[to]}`}</View>
            </View>
          ))}
        </Card>
      )}
      {notes.length > 0 && (
        <Card title="记过的话">
          {[...notes].reverse().map(({ at, name, text }) => (
            <View key={at} className="room-note">
              <View>{text}</View>
              <View className="small">{`${sayTime(at, now())} · ${name}`}</View>
            </View>
          ))}
        </Card>
      )}
    </>
  )
}
