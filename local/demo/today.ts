// What is going on today: a handful of requests, each as far as it has come, and everybody told of it.
import { help, type HelpReply } from '../../shared/help/help.ts'
import { identity } from '../../shared/identity/identity.ts'
import { plusMinutes } from '../../shared/time.ts'
import type { Stage } from './stage.ts'

const baskets = [
  [
    { what: '鸡蛋', howMany: '2斤' },
    { what: '白菜', howMany: '1棵' },
  ],
  [{ what: '牛奶', howMany: '1箱', remark: '要低脂的' }],
  [
    { what: '豆腐', howMany: '1块' },
    { what: '馒头', howMany: '6个' },
    { what: '西红柿', howMany: '2斤' },
  ],
  [{ what: '大米', howMany: '5公斤' }],
]
const errands = [[{ what: '代缴电费' }], [{ what: '陪着去社区医院量血压' }]]

/** They have no WeChat: they rang, and are to be rung back. */
const phoned = [
  { callName: '孙奶奶', name: '孙玉梅', phone: '10099990101', building: 'building-3' },
  { callName: '何爷爷', name: '何长顺', phone: '10099990202', building: 'building-6' },
  { callName: '罗奶奶', name: '罗素珍', phone: '10099990303', building: 'building-1' },
] as const

/** How far each request of the day has come. */
const day: readonly {
  readonly asker: string
  /** Somebody who rang, for whom staff ask. */
  readonly rang?: (typeof phoned)[number]
  readonly what: 'groceries' | 'errands'
  readonly moves: number
}[] = [
  { asker: 'resident-1', what: 'groceries', moves: 5 },
  { asker: 'resident-2', what: 'groceries', moves: 0 },
  { asker: 'resident-3', what: 'errands', moves: 0 },
  { asker: 'resident-4', what: 'groceries', moves: 1 },
  { asker: 'resident-5', what: 'groceries', moves: 2 },
  { asker: 'resident-6', what: 'groceries', moves: 7 },
  { asker: 'child-1', what: 'groceries', moves: 3 },
  { asker: 'resident-7', what: 'errands', moves: 0 },
  ...phoned.map((rang, i) => ({ asker: 'staff-1', rang, what: 'groceries' as const, moves: [3, 5, 3][i]! })),
]

export const playToday = async (stage: Stage, now: string) => {
  for (const [i, { asker, rang, what, moves }] of day.entries()) {
    const [lead, volunteer] = [`lead-${(i % 3) + 1}`, `volunteer-${(i % 3) + 1}`]
    stage.at(plusMinutes(now, -40 - i * 3))
    const caller = rang && (await stage.as(asker, identity.registerByPhone, rang))
    let it: HelpReply = await stage.as(asker, help.ask, {
      key: `demo-request-${i}`,
      kind: what,
      lines: what === 'groceries' ? baskets[i % baskets.length]! : errands[i % errands.length]!,
      ...(what === 'groceries' && { capFen: 10_000 }),
      ...(i % 2 === 0 && { door: '门铃坏了，请敲门' }),
      ...(asker === 'child-1' && { for: stage.idOf('elder-1') }),
      ...(caller && { for: caller.id }),
    })
    await stage.follow(true)
    const tap = () => ({ id: it.id, seq: it.seq, op: `demo-tap-${it.id.slice(-8)}-${it.seq}` })
    const story: (() => Promise<HelpReply>)[] = [
      () => stage.as(lead, help.claim, tap()),
      () => stage.as(lead, help.assign, { ...tap(), volunteer: stage.idOf(volunteer) }),
      () => stage.as(volunteer, help.accept, tap()),
      async () => {
        await stage.as(volunteer, help.reveal, { id: it.id })
        return stage.as(volunteer, help.bought, { ...tap(), spentFen: 3_850 })
      },
      () => stage.as(volunteer, help.start, tap()),
      () => stage.as(volunteer, help.deliver, tap()),
      () => stage.as(asker, help.confirm, tap()),
    ]
    for (const move of story.slice(0, moves)) {
      stage.at(plusMinutes(stage.now(), 5))
      it = await move()
      await stage.follow(true)
    }
  }
}
