/** The real weapp build, tapped through by several people, over the real bundle. */
import { beforeAll, describe, expect, test } from '@jest/globals'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { distOf } from '../local/pages.ts'
import { help } from '../shared/help/help.ts'
import { identity } from '../shared/identity/identity.ts'
import { messages } from '../shared/messages/messages.ts'
import { plusMinutes, shanghai } from '../shared/time.ts'
import { volunteers } from '../shared/volunteers/volunteers.ts'
import { as, nameOf, op, post, until, wechat } from './people.ts'
import { openPhones, phoneOf } from './phones.ts'
import { checkWithWcc, compile } from './weapp/compile.ts'
import type { Phone } from './weapp/phone.ts'
import { WxError, type SubscribeAnswer } from './weapp/wx.ts'

openPhones()
const dist = distOf('weapp')

const files = (folder: string): string[] =>
  readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? files(path) : [path]
  })

describe('the build', () => {
  let everything: string[]
  beforeAll(() => {
    everything = files(dist)
  })

  test('When WeChat’s own compilers read it, then they accept it', async () => {
    expect(compile(dist).diagnostics).toEqual([])
    expect(await checkWithWcc(dist)).toEqual([])
  })

  test('When it is shipped, then each package is within WeChat’s 2 MB and the demo panel is not in it', () => {
    const { subPackages = [] } = JSON.parse(readFileSync(join(dist, 'app.json'), 'utf8')) as {
      subPackages?: { root: string }[]
    }
    const inside = (root: string) => everything.filter(path => path.startsWith(join(dist, root)))
    const size = (paths: string[]) => paths.reduce((sum, path) => sum + statSync(path).size, 0)
    const parts = subPackages.map(({ root }) => inside(root))
    for (const part of [everything.filter(path => !parts.flat().includes(path)), ...parts])
      expect(size(part)).toBeLessThan(2 * 1024 * 1024)
    for (const path of everything.filter(path => path.endsWith('.js')))
      expect([path, readFileSync(path, 'utf8').includes('/demo/personas')]).toEqual([path, false])
  })

  test('When the phone is dark, then WeChat finds the colours of its own bars', () => {
    const { darkmode, themeLocation, tabBar } = JSON.parse(readFileSync(join(dist, 'app.json'), 'utf8')) as {
      darkmode: boolean
      themeLocation: string
      tabBar: Record<string, string>
    }
    const { dark } = JSON.parse(readFileSync(join(dist, themeLocation), 'utf8')) as {
      dark: Record<string, string>
    }
    expect([darkmode, dark[tabBar.backgroundColor!.slice(1)]]).toEqual([true, '#26211d'])
    expect(readFileSync(join(dist, 'app-origin.wxss'), 'utf8')).toContain('prefers-color-scheme')
  })

  test('When each page is opened by itself, then it shows something and no error', async () => {
    const phone = await phoneOf('lead-7')
    await phone.see('等人接')
    for (const path of phone.pagePaths) {
      await phone.open(`/${path}`)
      await phone.settle()
      expect([path, phone.path]).toEqual([path, path])
      expect([path, phone.text.length > 10]).toEqual([path, true])
    }
  })
})

test('When a resident asks, a lead takes it, a volunteer brings it and the resident confirms, then it is done in WeChat as well', async () => {
  const asker = await phoneOf('resident-40')
  await asker.see('帮我买菜')
  await asker.tap('帮我买菜')
  await asker.tap('添上西红柿')
  await asker.tap('添上土豆')
  await asker.fill('黄瓜2斤、半斤肉馅', '生姜2块、一斤半肉馅')
  await asker.tap('添上')
  await asker.tap('下一步')
  await asker.tap('100元')
  await asker.tap('下一步')
  await asker.see('您看对不对')
  expect(asker.text).toContain('生姜 2块')
  expect(asker.text).toContain('肉馅 一斤半')
  await asker.tap('对，就这样')
  await asker.see('等人接')

  const lead = await phoneOf('lead-8')
  await lead.see('求助')
  await lead.tap('求助')
  await lead.see('生姜')
  await lead.tap({ name: '我们队接下', near: '生姜' })
  await lead.see('请谁去？')
  const name = await nameOf('volunteer-8')
  await lead.tap(name)
  await lead.tap(`请${name}去`)
  await lead.see('秒后告诉')
  await lead.tap(`马上告诉${name}`)
  await lead.see('正在定人')

  const volunteer = await phoneOf('volunteer-8')
  await volunteer.see('等您回话')
  await volunteer.tap('能不能去，点开回个话。')
  await volunteer.see('我能去')
  await volunteer.tap('我能去')
  await volunteer.tap('说不准，先答应')
  await volunteer.see('买好了')
  await volunteer.tap('问能不能换')
  await volunteer.tap('土豆')
  await volunteer.tap('问：没有土豆，不要了？')
  await asker.see('没有土豆，不要了？', { within: 15_000 })
  await asker.tap('还是要')
  await volunteer.see('还是要', { within: 15_000 })
  await volunteer.see('看门牌和电话')
  await volunteer.tap('看门牌和电话')
  await volunteer.see('邻居也知道您看过')
  await volunteer.tap('买好了')
  await volunteer.fill('多少元', '23.6')
  await volunteer.tap('对，买好了')
  await volunteer.see('我出发了')
  await volunteer.tap('我出发了')
  await volunteer.see('送到了')
  await volunteer.tap('送到了')
  await volunteer.see('秒后告诉居民')
  await volunteer.tap('马上告诉居民')
  await volunteer.see('等居民回话')

  await asker.see('东西齐不齐', { within: 15_000 })
  expect(asker.text).toContain('23.6')
  await asker.tap('齐了')
  await asker.see('您给了志愿者多少钱？')
  await asker.tap('23.6元，对')
  await asker.see('谢谢您告诉我们')
  await asker.open('/home/matters')
  await asker.see('办好了', { within: 15_000 })
}, 90_000)

test('When a link leads to a page that is not there, then the phone says so and leads home', async () => {
  const phone = await phoneOf('resident-31', { url: '/no/such-page?id=1' })
  await phone.see('可能是地址写错了')
  await phone.tap('回首页')
  await phone.see('帮我买菜')
}, 30_000)

test('When a newcomer agrees and hands over the phone that WeChat knows, then it is theirs, and checked', async () => {
  const openTypes = { getPhoneNumber: { code: 'demo:10076543210' } }
  const phone = await phoneOf('newcomer-2', { openTypes })
  await phone.see('您想用哪一种？')
  await phone.tap('普通版')
  await phone.see('您的信息，怎么用')
  await phone.tap('同意，开始用')
  await phone.see('登记住处')
  await phone.open('/identity/phone')
  await phone.tap('用微信手机号')
  await phone.see('尾号3210')
  await phone.see('电话已核对')
})

test('When somebody switches 长辈版 on, then WeChat’s tab bar makes way for a larger one, and another phone of theirs follows', async () => {
  const phone = await phoneOf('resident-173', { url: '/home/me' })
  await phone.see('长辈版')
  await phone.tap('长辈版')
  await phone.tap({ name: '首页', role: 'tab' })
  await phone.see('说给我们听')
  expect(phone.calls.map(({ api }) => api)).toContain('hideTabBar')
  await phone.tap('更多')
  await phone.see('帮我买菜')
  await phone.back()
  await phone.tap('找人帮忙')
  await phone.see('帮我买菜')

  const other = await phoneOf('resident-173')
  await other.see('我的事办到哪了')
  await other.tap({ name: '我的事', role: 'tab' })
  await other.find(/要我办|我在等|办完的|还没有您的事/)
}, 30_000)

test('When what is typed is left and taken up again, then it is still there', async () => {
  const phone = await phoneOf('resident-41')
  await phone.see('帮我买菜')
  await phone.tap('帮我买菜')
  await phone.tap('添上鸡蛋')
  await phone.back()
  await phone.tap('帮我买菜')
  await phone.see('去掉')
  expect(phone.text).toContain('鸡蛋')
})

/** Someone who allows or refuses WeChat messages, in WeChat's own book as well. */
const whoAllows = (persona: string, answer: SubscribeAnswer | WxError) => ({
  requestSubscribeMessage: async ({ tmplIds }: Record<string, unknown>) => {
    if (answer instanceof WxError) throw answer
    for (const template_id of tmplIds as string[])
      if (answer === 'accept')
        await fetch(`${wechat()}/_grants`, {
          method: 'POST',
          body: JSON.stringify({ openid: `demo-${persona}`, template_id }),
        })
    return Object.fromEntries((tmplIds as string[]).map(id => [id, answer]))
  },
})
const sentTo = async (persona: string) => {
  const { sent } = (await (await fetch(`${wechat()}/_sent`)).json()) as {
    sent: { touser: string; template_id: string; page: string }[]
  }
  return sent.filter(({ touser }) => touser === `demo-${persona}`)
}
const askForEggs = async (phone: Phone) => {
  await phone.see('帮我买菜')
  await phone.tap('帮我买菜')
  await phone.tap('添上鸡蛋')
  await phone.tap('下一步')
  await phone.tap('下一步')
  await phone.see('您看对不对')
  await phone.tap('对，就这样')
  await phone.see('等人接')
}
const claimOf = async (persona: string, lead: string) => {
  const { items } = await until(
    () => as(persona).do(help.mine, {}),
    found => found.items.length > 0,
  )
  const [item] = items
  await as(lead).do(help.claim, { id: item!.id, seq: item!.seq, op: op() })
  return item!
}

test('When someone allows it right after asking, then WeChat tells them of the claim, and the inbox holds it', async () => {
  const phone = await phoneOf('resident-42', { answers: whoAllows('resident-42', 'accept') })
  await askForEggs(phone)
  const asked = phone.calls.filter(({ api }) => api === 'requestSubscribeMessage')
  expect(asked).toHaveLength(1)
  const { id } = await claimOf('resident-42', 'lead-9')
  const sent = await until(
    () => sentTo('resident-42'),
    found => found.length > 0,
  )
  expect(sent).toMatchObject([{ template_id: 'local-help-progress', page: `help/detail?id=${id}` }])

  await phone.open('/home/home')
  await phone.see('消息 1', { within: 20_000 })
  await phone.tap('消息')
  await phone.see('有人接了')
  await phone.tap('有人接了')
  await phone.see('正在安排人')
  expect(phone.path).toBe('help/detail')
  await until(
    () => as('resident-42').do(messages.unread, {}),
    ({ unread }) => unread === 0,
  )
}, 60_000)

test.each([
  ['no', 'resident-43', 'reject' as const],
  ['never', 'resident-44', 'ban' as const],
  ['not at all (20004)', 'resident-45', new WxError(20004, 'The main switch is switched off')],
  ['nothing, for there is no network (10002)', 'resident-46', new WxError(10002, 'request list fail')],
])(
  'When the answer to WeChat’s prompt is %s, then the request goes out all the same and only the inbox tells of it',
  async (_, persona, answer) => {
    const phone = await phoneOf(persona, { answers: whoAllows(persona, answer) })
    await askForEggs(phone)
    await claimOf(persona, 'lead-9')
    await until(
      () => as(persona).do(messages.inbox, {}),
      ({ items }) => items.length === 1,
    )
    expect(await sentTo(persona)).toEqual([])
  },
  30_000,
)

test('When a resident asks for the same groceries again, then two taps do it', async () => {
  const before = await as('resident-55').do(help.ask, {
    kind: 'groceries',
    lines: [{ what: '挂面', howMany: '3把' }],
  })
  await as('resident-55').do(help.withdraw, { id: before.id, seq: before.seq })
  const phone = await phoneOf('resident-55')
  await phone.see('挂面 3把')
  await phone.tap('就这些')
  await phone.see('跟上次一样')
  await phone.tap('对，就这样')
  await phone.see('等人接')
})

test('When there is danger, then the numbers come first and one tap tells the community, in WeChat as well', async () => {
  const phone = await phoneOf('resident-56')
  await phone.see('家里急事')
  await phone.tap('家里急事')
  await phone.see('120 急救')
  await phone.tap('打过了，告诉社区')
  await phone.see('社区在办')
})

test('When medicine is asked for, then it is read back before it goes out, in WeChat as well', async () => {
  const phone = await phoneOf('resident-57')
  await phone.see('帮我拿药')
  await phone.tap('帮我拿药')
  await phone.fill('什么药', '感冒冲剂')
  await phone.tap('普通药')
  await phone.tap('下一步')
  await phone.tap('家里有狗')
  await phone.tap('下一步')
  await phone.see('您看对不对')
  for (const said of ['感冒冲剂', '普通药', '家里有狗']) expect(phone.text).toContain(said)
  await phone.tap('对，就这样')
  await phone.see('等人接')
})

test('When a volunteer scans the code on the lead’s screen, then they have come; and they go with one tap', async () => {
  const now = new Date().toISOString()
  const { id } = await as('lead-15').do(volunteers.addShift, {
    ...{ key: op(), team: 'team-15', title: '门口咨询台', place: '南门', places: 2 },
    ...{ startsAt: plusMinutes(now, -30), endsAt: plusMinutes(now, 60) },
  })
  let seen = 'https://example.com/'
  const phone = await phoneOf('volunteer-15', { answers: { scanCode: () => ({ result: seen }) } })
  await phone.see('搭把手')
  await phone.tap('搭把手')
  await phone.see('门口咨询台')
  await phone.tap('门口咨询台')
  await phone.see('我去')
  await phone.tap('我去')
  await phone.see('您去')

  await phone.open('/volunteers/shifts')
  await phone.see('扫码签到')
  await phone.tap('扫码签到')
  await phone.see('这不是签到码')
  seen = (await as('lead-15').do(volunteers.checkInCode, { id })).code
  await phone.tap('扫码签到')
  await phone.see('已签到')
  expect(phone.query).toEqual({ id })
  await phone.tap('我走了，签退')
  await phone.tap('走了，签退')
  await phone.see('来过了')
  await phone.open('/volunteers/hours')
  await phone.see('门口咨询台')
})

test('When a lead enters what was held yesterday and who came without a phone, then their hours are counted', async () => {
  const phone = await phoneOf('lead-11')
  const name = await nameOf('volunteer-11')
  const yesterday = shanghai(plusMinutes(new Date().toISOString(), -24 * 60)).format('YYYY-MM-DD')
  await phone.see('队伍')
  await phone.tap('队伍')
  await phone.see('开一次活动')
  await phone.tap('开一次活动')
  await phone.fill('做什么', '清扫车棚')
  await phone.fill('在哪里', '北门车棚')
  await phone.pick('哪一天', yesterday)
  await phone.pick('几点开始', '15:00')
  await phone.pick('几点结束', '16:30')
  await phone.fill('要几个人', '3')
  await phone.see('这是补记')
  await phone.tap('发出去')
  await phone.see('还没有人报名')

  await phone.tap('签到')
  await phone.see('已经结束')
  await phone.tap('加一个人（没带手机也行）')
  await phone.see(name)
  await phone.tap(name)
  await phone.see('15:00 来的')
  await phone.tap(name)
  await phone.tap('走了')
  await phone.see('1小时30分')
  const { items } = await as('volunteer-11').do(volunteers.hours, {})
  expect(items.find(({ what }) => what === '清扫车棚')).toMatchObject({ minutes: 90, state: 'done' })
})

test('When somebody scans the code of a computer in WeChat and says yes, then that computer is signed in', async () => {
  const { body: shown } = await post(identity.deskCode, {})
  const phone = await phoneOf('grid-2', { answers: { scanCode: () => ({ result: shown.code as string }) } })
  await phone.open('/home/me')
  await phone.see('登录电脑')
  await phone.tap('登录电脑')
  await phone.tap('扫电脑上的码')
  await phone.see('在电脑上登录睦邻')
  await phone.tap('同意，在电脑上登录')
  await phone.see('电脑上一会儿就打开')
  const { code, secret } = shown
  expect((await post(identity.openDesk, { code, secret })).body.state).toBe('allowed')
})
