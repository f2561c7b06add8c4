/** Homes and places: one's own for those who go, all of them for staff, or the doors of one building. */
import { households, type PairingRow } from '../../../shared/households/households.ts'
import { Button } from '../components/Button.tsx'
import { listPage, Lines } from '../components/ListPage.tsx'
import { Page } from '../components/Page.tsx'
import { holds, useMe } from '../platform/me.ts'
import { open, useParams } from '../platform/open.ts'
import { rowLine } from './words.ts'

const of = households.pairings
const keyOf = ({ id }: PairingRow) => id
const add = <Button text="登记一户" onTap={() => open('households/list')} />

const Mine = listPage({
  title: '我走访的人家',
  of,
  ask: () => ({ list: 'mine' }) as const,
  keyOf,
  line: rowLine,
  empty: '还没有请您走访的人家。',
})
const InGrid = listPage({
  title: '走访的人家',
  of,
  lists: { mine: '我走访的', listed: '还没结对' },
  ask: list => ({ list }),
  keyOf,
  line: rowLine,
  empty: list => (list === 'mine' ? '还没有请您走访的人家。' : '您登记的都结对了。'),
  foot: add,
})
const All = listPage({
  title: '走访的人家',
  of,
  lists: { active: '结对中', lacking: '缺帮手', listed: '没结对', resting: '停着', ended: '不再去' },
  ask: list => ({ list }),
  keyOf,
  line: rowLine,
  empty: list => (list === 'lacking' ? '每户都有两位帮手。' : '这里还没有。'),
  wide: true,
  foot: add,
})

export default function Homes() {
  const { building, group, name = '' } = useParams('households/homes')
  const { data: me } = useMe()
  if (building)
    return (
      <Page title={name || '走访的人家'}>
        <Lines
          {...{ of, keyOf, list: 'all', line: rowLine, empty: '这里没有您能看的人家。' }}
          ask={() => ({ building, group })}
        />
      </Page>
    )
  if (holds(me, 'communityStaff')) return <All />
  return holds(me, 'gridWorker') ? <InGrid /> : <Mine />
}
