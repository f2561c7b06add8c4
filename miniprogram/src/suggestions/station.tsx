/** 驿站: what the code at the door opens, also without signing in: whom to turn to, saying something, being here for a while. */
import { View } from '@tarojs/components'
import { themes } from '../../../shared/suggestions/life.ts'
import { suggestions } from '../../../shared/suggestions/suggestions.ts'
import { onOf, plusDays } from '../../../shared/time.ts'
import { actsOf, type Item } from '../components/act.tsx'
import { ActButton } from '../components/Acts.tsx'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { CallButton } from '../components/CallButton.tsx'
import { useCommunity } from '../components/CallCommunity.tsx'
import { FactCard } from '../components/facts.tsx'
import { line, when } from '../components/fields.tsx'
import { LineCard } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { Section } from '../components/Section.tsx'
import { Empty } from '../components/States.tsx'
import { open, openInstead, useParams } from '../platform/open.ts'
import { useReply } from '../platform/query.tsx'
import { useEntry } from '../platform/session.ts'

interface At extends Item {
  readonly station: string
}

const arrive = actsOf<At>().act(suggestions.arrive, {
  label: '我是流动党员',
  may: [],
  title: '登记一下',
  yes: '登记',
  no: '先不登记',
  says: () => '自愿登记，不打卡。走的时候点一下，到日子也会自己结束。',
  fields: () => ({
    branch: line('原来的党支部', { longest: 40 }),
    canHelp: line('能帮什么忙', { hint: '可空，如：会修电器', longest: 100 }),
    untilOn: when('住到哪天', 'date', {
      from: onOf(new Date().toISOString()),
      start: plusDays(onOf(new Date().toISOString()), 90),
    }),
  }),
  along: ({ id, station }) => ({ community: id, station }),
  leadsTo: ({ id }) => openInstead('suggestions/stay', { id }),
})

/** `bchd.station-1`, as a code of WeChat brings it. */
const inScene = (scene = '') => {
  const [at, station] = scene.split('.')
  return { at, station }
}

export default function StationPage() {
  const params = useParams('suggestions/station')
  const { at, station } = params.scene ? inScene(params.scene) : params
  const signedIn = useEntry() === 'open'
  const own = useCommunity()
  const community = at ?? own?.id ?? ''
  const asked = useReply(suggestions.station, { community, station }, { enabled: community !== '' })
  return (
    <Page title="驿站" forAnyone>
      {!community && <Empty text="没认出是哪个驿站，请再扫一次门口的码。" />}
      <Awaited asked={asked}>
        {({ station: here, wall, on, phone, community: name }) => (
          <>
            <View className="greeting">{here?.name ?? name}</View>
            {here && (
              <FactCard
                title="找组织"
                lines={[
                  here.branch && { name: '党支部', value: here.branch },
                  here.person && { name: '找谁', value: here.person },
                  here.place && { name: '在哪里', value: here.place },
                ]}
              >
                {(here.phone || phone) && (
                  <CallButton phone={here.phone || phone} text={`打电话 ${here.phone || phone}`} />
                )}
              </FactCard>
            )}
            <View className="stack">
              {on && (
                <Button
                  text="说个建议"
                  onTap={() => open('suggestions/say', { at: community, station: here?.id })}
                />
              )}
              <Button text="查回音" kind="plain" onTap={() => open('suggestions/trace', { at: community })} />
              {signedIn && <Button text="要人帮" kind="plain" onTap={() => open('help/kinds')} />}
              {signedIn && on && here && (
                <ActButton act={arrive} item={{ id: community, station: here.id, may: [] }} />
              )}
            </View>
            {wall.length > 0 && (
              <Section title="大家说的">
                {wall.map(({ theme, words, stateText, result }) => (
                  <LineCard
                    key={words}
                    line={{
                      ...{ title: themes.text[theme], badge: [stateText, 'waiting'], text: words },
                      small: result ? [result] : [],
                    }}
                  />
                ))}
              </Section>
            )}
          </>
        )}
      </Awaited>
    </Page>
  )
}
