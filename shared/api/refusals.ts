/** Every way we say no: code → HTTP status and what a neighbour reads. */
import { refusals } from './api.ts'
import type { RefusalsOf } from '../manifest.ts'

/** What any module may answer. */
const common = {
  // the request itself
  'request.invalid': [400, '有几处要改一改，改好再点一次。'],
  'request.notJson': [400, '内容没传完整，请再点一次。'],
  'request.tooLarge': [413, '内容太多了，删短一些再试。'],
  'request.wrongMethod': [405, '这个地址要用 POST 来问，请更新小程序再试。'],
  'request.unknown': [404, '没有这个功能，请更新小程序再试。'],
  'request.staleCursor': [400, '这一页放久了，请从头再看。'],
  'request.keyReused': [409, '这一单刚才已经提交过别的内容，请到“我的事”里看。'],
  'request.tooOften': [429, '点得太勤了，请{at}以后再来。着急就打给社区。'],
  'server.failed': [500, '我们这边出了错，您填的还在。请再点一次，着急就打给社区。'],
  'server.busy': [503, '这会儿人多，请过几秒再点一次。'],
  // any matter
  'matter.notFound': [404, '没找到这件事。可能取消了，或不在您名下，请到“我的事”里看看。'],
  'matter.notYours': [403, '这件事现在不在您手上。请到“我的事”里看您能办的。'],
  'matter.enteredByOffice': [400, '代录由社区和经办单位的人来做。自己的事请直接点，不用填是怎么来的。'],
  'matter.moved': [409, '这件事刚有变化，现在是“{state}”。请看一眼再定。'],
  // times that are booked
  'slots.taken': [409, '这个时间刚被约走了。请另选一个时间。'],
} as const satisfies RefusalsOf<'request' | 'server' | 'matter' | 'slots'>

const table = { ...common, ...refusals }

export type RefusalCode = keyof typeof table

/** The one kind of error that is meant for people; anything else is a bug and answered as `server.failed`. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly status: number
  /** Field path → what to change there. */
  readonly fields: Readonly<Record<string, string>> | undefined

  constructor(
    code: RefusalCode,
    names: Readonly<Record<string, string>> = {},
    fields?: Readonly<Record<string, string>>,
  ) {
    const [status, text] = table[code]
    super(text.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? ''))
    this.code = code
    this.status = status
    this.fields = fields
  }
}

export const refusalCodes = Object.keys(table) as RefusalCode[]
