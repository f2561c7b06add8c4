/** What the room alone has before it in a case: the file, what was noted, corrected and reported. */
import { View } from '@tarojs/components'
import { dossierItems } from '../../../../shared/mediation/dossier.ts'
import { reportedTo, type CaseReply } from '../../../../shared/mediation/reply.ts'
import { sayTime } from '../../../../shared/time.ts'
import { role } from '../../components/aria.ts'
import { Card } from '../../components/Card.tsx'
import { FactCard, Rows, type FactOf } from '../../components/facts.tsx'
import { FileViews } from '../../components/FileViews.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { words } from '../parts/words.ts'
import './room.css'
import { sayCorrections } from './SignSheets.tsx'

const now = () => new Date().toISOString()

/** 卷宗 meter: what the file holds; what is missing turns green once it is there. */
export const Dossier: FactOf<CaseReply> = ({ item: { dossier } }) => {
  if (!dossier) return null
  // What does not apply is no gap.
  const shown = dossier.filter(({ has, needed }) => has || needed)
  const done = shown.filter(({ has }) => has).length
  const papers = dossier.flatMap(({ item, papers = [] }) => papers.map(each => ({ item, ...each })))
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
      <Rows
        lines={papers.map(({ item, at, name, files, late }) => ({
          name: dossierItems.say(item),
          value: files ? '有照片' : '原件在纸质卷',
          note: [late && '归档后补', name, sayTime(at, now())],
        }))}
      />
      <FileViews files={papers.flatMap(({ files = [] }) => files)} />
    </Card>
  )
}

const sayNote = (text: string, at: string, by: string) => ({ name: text, note: [sayTime(at, now()), by] })

export const RoomCards: FactOf<CaseReply> = ({ item }) => {
  const { reports = [], notes = [] } = item
  return (
    <>
      <Dossier item={item} />
      <FactCard
        title="报告过"
        tone="warn"
        lines={reports.map(({ text, at, to }) => sayNote(text, at, reportedTo.text[to]))}
      />
      <FactCard
        title="改正过"
        lines={sayCorrections(item).map(({ text, at, name }) => sayNote(text, at, name))}
      />
      <FactCard
        title="记过的话"
        lines={notes
          .map(({ text, at, name, late }) => sayNote(text, at, late ? `${name}，归档后补` : name))
          .reverse()}
      />
    </>
  )
}
