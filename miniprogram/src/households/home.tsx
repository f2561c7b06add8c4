/** One home or place: how it stands with the next visit, who goes, what has to be known, and what was found. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { households, type PairingReply } from '../../../shared/households/households.ts'
import { bases, consentWays, visitFindings, visitWays, tiers } from '../../../shared/households/life.ts'
import { sayPhone } from '../../../shared/phone.ts'
import { Card } from '../components/Card.tsx'
import { FactCard, history, looks, rows, said, told, type FactOf, type Line } from '../components/facts.tsx'
import { FileViews } from '../components/FileViews.tsx'
import { matterPage } from '../components/MatterPage.tsx'
import { pairingActs as acts, wantsHelp } from './acts.tsx'
import { sayDay, sayMove } from './words.ts'

type Part = FactOf<PairingReply>

const ring = (phoneNumber: string) => void Taro.makePhoneCall({ phoneNumber }).catch(() => undefined)
/** A tap rings them. */
const person = (name: string, phone: string | undefined, ...note: (string | false | undefined)[]): Line => ({
  ...{ name, note: [phone && sayPhone(phone), ...note] },
  ...(phone && { value: '打电话', onTap: () => ring(phone) }),
})

const Helpers: Part = ({ item: { helpers, cover, reader, state } }) =>
  state === 'listed' ? null : (
    <FactCard
      title={reader === 'resident' ? '谁来看您' : '谁去'}
      lines={[
        ...helpers.map(({ as, name, phone, awayFromOn, awayToOn, lacking }) =>
          person(
            name ? `${name}（${as}）` : `还缺一位${as}`,
            phone,
            awayFromOn && awayToOn && `${sayDay(awayFromOn)}到${sayDay(awayToOn)}不在`,
            lacking && name && !awayFromOn && '现在不做这个了',
          ),
        ),
        cover && person(`${cover.name}（替的人）`, cover.phone, `到${sayDay(cover.untilOn)}`),
      ]}
    />
  )

const Who: Part = ({ item: { name, phone, groups = [], reader, target } }) =>
  reader === 'resident' || target === 'place' ? null : (
    <FactCard
      lines={[
        (name || phone) && person(name || '电话', phone),
        groups.length > 0 && { name: '归在', value: groups.map(each => each.name).join('、') },
      ]}
    />
  )

/** The newest first. */
const Heard: Part = ({ item: { notes = [] } }) => {
  const files = notes.flatMap(({ voice }) => voice ?? [])
  return files.length > 0 ? (
    <Card title="说的那几段">
      <FileViews files={files} />
    </Card>
  ) : null
}

const Confidential: Part = ({ item: { reader, target } }) =>
  reader === 'resident' ? null : (
    <View className="hint under-label">
      {target === 'home'
        ? '只有去的人和社区看得到，不要对外说。谁看过，本人查得到。'
        : '这里只记地方，不记人。'}
    </View>
  )

const sayBasis = ({ basis, consent, duty }: PairingReply) =>
  basis && [bases.text[basis], duty || (consent && consentWays.text[consent])].filter(Boolean).join('，')

export default matterPage({
  get: households.pairing,
  title: '走访',
  titleOf: ({ title }) => title,
  stands: ({ title, stateText, stateHint, reader, near, lacks, soonBy, state, tier }) => ({
    title: reader === 'resident' ? undefined : title,
    name: soonBy
      ? '一天之内去'
      : lacks
        ? '缺帮手'
        : near === 'late'
          ? '过了日子'
          : near === 'today'
            ? '今天该去'
            : stateText,
    hint: stateHint,
    tone: near === 'late' || lacks ? 'warn' : state === 'ended' ? 'plain' : 'accent',
    badge: tier && reader !== 'resident' ? [tiers.text[tier], 'waiting'] : undefined,
  }),
  notes: [said<PairingReply>('要知道的', ({ needs }) => needs)],
  acts,
  order: (item, open) => {
    const { reader, state, lacks, cover } = item
    const has = (...names: readonly (keyof typeof acts)[]) => names.filter(name => open.includes(name))
    if (reader === 'resident')
      return { next: has('back')[0], beside: has('changed', 'rest'), last: has('end') }
    const first = state === 'listed' || (reader === 'staff' && lacks) ? has('pair') : has('back', 'visit')
    const [next] = first
    // What is missing is found first.
    const seeks = lacks ? has('cover') : []
    const beside = [
      ...seeks,
      ...(wantsHelp(item) ? has('askHelp') : []),
      ...has('visit', 'tried', 'changed'),
    ].filter(name => name !== next)
    const more = has('pair', 'askHelp', cover ? 'noCover' : 'cover', 'away', 'amend', 'rest', 'end').filter(
      name => name !== next && !beside.includes(name),
    )
    return { next, beside, more }
  },
  between: Helpers,
  facts: [
    Who,
    told<PairingReply>('去的时候记的', ({ notes = [] }) =>
      [...notes].reverse().map(({ at, who, text }) => ({ at, text: text || '说了一段，在下面听', by: who })),
    ),
    Heard,
    rows<PairingReply>(
      ({ visits }) =>
        visits.map(({ on, who, way, how }) => ({
          name: sayDay(on),
          note: [who, visitWays.text[way]],
          value: how && visitFindings.text[how],
        })),
      ({ reader, visits }) => (visits.length ? (reader === 'resident' ? '哪天来过' : '去过的日子') : ''),
    ),
    rows<PairingReply>(item => [sayBasis(item) !== undefined && { name: '凭什么去', value: sayBasis(item) }]),
    Confidential,
    looks<PairingReply>('谁看过您的登记'),
    history<PairingReply>(sayMove),
  ],
  calls: ({ reader }) => reader !== 'staff',
})
