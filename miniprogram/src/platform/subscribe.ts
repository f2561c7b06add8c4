/** WeChat's prompt in which people allow us one message of each template. A browser has none: there is the inbox. */
import Taro from '@tarojs/taro'
import { askedAt, messages, type Moment, type TemplateName } from '../../../shared/messages/messages.ts'
import { call } from './call.ts'
import { randomKey } from './keys.ts'
import { isUnanswered } from './refused.ts'
import { stored } from './stored.ts'

const inWeChat = process.env.TARO_ENV === 'weapp'

/** Template → its id in WeChat; kept, since the prompt may only be shown within a tap and cannot wait for the server. */
const ids = stored('templates', value => messages.templates.gives.safeParse(value).data)

/** Asks for the ids, for the next tap; the app does so when it starts. */
export const learnTemplates = async () => {
  if (!inWeChat) return
  try {
    ids.set(await call(messages.templates, {}))
  } catch {
    // Those of last time still serve.
  }
}

type Answers = Readonly<Record<string, unknown>>

/**
 * A refusal is an answer, and so is every error: 20004 the person has switched messages off, 10002 and 10003 the
 * network, 10005 the program went to the background, 20005 the account may not send.
 */
const prompt = (tmplIds: string[]): Promise<Answers> =>
  // Taro's type asks for Alipay's `entityIds` as well.
  Taro.requestSubscribeMessage({ tmplIds } as Parameters<typeof Taro.requestSubscribeMessage>[0]).then(
    answers => answers as Answers,
    () => ({}),
  )

const report = async (templates: TemplateName[]) => {
  const granted = { templates, op: await randomKey() }
  const tell = () => call(messages.granted, granted)
  // The same op again counts once. Lost altogether, it is one message in the inbox alone.
  await tell().catch((error: unknown) => (isUnanswered(error) ? tell() : undefined))
}

/**
 * Asks whether WeChat may tell the person how it goes on. To be called at the beginning of what a tap does, before
 * anything is waited for; the promise ends, and never fails, when the person has answered.
 */
export const askToBeTold = async (moment: Moment): Promise<void> => {
  if (!inWeChat) return
  const known = ids.get()
  if (!known) return learnTemplates()
  const wanted = askedAt[moment].flatMap(name => (known[name] ? [[name, known[name]] as const] : []))
  if (wanted.length === 0) return
  const answers = await prompt(wanted.map(([, id]) => id))
  // `acceptWithAudio` and the like are a yes as well; reject, ban and filter are none.
  const allowed = wanted.filter(([, id]) => String(answers[id]).startsWith('accept')).map(([name]) => name)
  if (allowed.length > 0) void report(allowed).catch(() => undefined)
}
