/** 卷宗 meter: what the file holds; what is missing turns green once it is there. */
import { View } from '@tarojs/components'
import type { CaseReply } from '../../../../shared/mediation/case.ts'
import { acts } from '../../components/aria.ts'
import { Card } from '../../components/Card.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { dossierText, words } from './words.ts'

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
          const text = dossierText[name as keyof typeof dossierText] ?? name
          return (
            <View
              key={name}
              className={has ? 'dossier-item dossier-has' : 'dossier-item'}
              {...acts('text', `${text}，${has ? '有了' : words.missing}`)}
            >
              {has ? `✓ ${text}` : `○ ${text}`}
            </View>
          )
        })}
      </View>
    </Card>
  )
}
