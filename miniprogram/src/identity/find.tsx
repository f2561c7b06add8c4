/** For staff: the people whose phone ends with four digits, whether they are reached by it, and whether they moved out. */
import { View } from '@tarojs/components'
import { identity } from '../../../shared/identity/identity.ts'
import { actsOf } from '../components/act.tsx'
import { Acts } from '../components/Acts.tsx'
import { Button } from '../components/Button.tsx'
import { Page } from '../components/Page.tsx'
import { PeopleByPhone, type PersonFound } from '../components/PeopleByPhone.tsx'
import { Empty } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { words } from './home-words.ts'
import { movedOut } from './moved-out.ts'

interface Person extends PersonFound {
  readonly four: string
  readonly user: string
  readonly may: readonly string[]
}

const acts = {
  reached: actsOf<Person>().act(identity.confirmPhone, {
    may: [],
    when: ({ phoneChecked, four }) => !phoneChecked && four !== '',
    label: words.phoneReached,
    kind: 'primary',
    size: 'small',
    along: ({ user, four }) => ({ user, four }),
  }),
  movedOut: movedOut<Person>({ size: 'small' }),
}

export default function Find() {
  return (
    <Page title="按电话找人">
      <PeopleByPhone
        note="按电话后四位找；知道姓名或门牌，也能找。"
        nobody={() => <Empty text="没找到。可能还没登记电话，请问清住哪户。" />}
        more={(person, four) => (
          <Acts
            item={{ ...person, user: person.id, four, may: [] }}
            acts={acts}
            order={(_, open) => ({ beside: open })}
          />
        )}
      />
      <View className="apart">
        <Button text="当面合账号" kind="plain" onTap={() => open('identity/same')} />
        <View className="hint">换了微信的，或一个号码登记过几位的，带证件来合到一起。</View>
      </View>
    </Page>
  )
}
