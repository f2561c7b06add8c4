/** A no that is meant for people: what the server refused with, or that it could not be reached. */
export class Refused extends Error {
  readonly code: string
  /** Field path → what to change there. */
  readonly fields: Readonly<Record<string, string>>

  constructor(code: string, text: string, fields: Readonly<Record<string, string>> = {}) {
    super(text)
    this.code = code
    this.fields = fields
  }
}

const sentences = {
  'client.offline': '网络不通，还没办成，请再点一次。',
  'client.slow': '等了好一会儿没有回音，请再点一次。',
  'client.unreadable': '收到的内容看不懂，请更新小程序再试。着急就打给社区。',
  'client.signIn': '微信登录没成功，请再点一次。',
  'client.noPhotos': '没能打开照片。请在微信“设置”里允许使用相机和相册，再点一次。',
  'client.unreadableFile': '这张照片读不出来，请换一张，或重新拍。',
  'client.noMicrophone': '话筒没打开。请在设置里允许用话筒，再点一次；也可以直接打字。',
  'client.noCamera': '没扫上。请在微信“设置”里允许使用相机，再点一次；也可以直接输入。',
  'client.noRecorder': '这台设备不能录音，请直接打字，或打电话告诉我们。',
  'client.cannotOpen': '没打开。请再点一次；还不行，点“转发”发到电脑上看。',
  'client.notPassedOn': '没转发成，请再点一次。也可以先打开，再点右上角“…”。',
  'client.tooShort': '没录到声音，请再说一次。',
  'client.signedOut': '您已经退出登录，请先登录。',
} as const

export const refusedHere = (code: keyof typeof sentences) => new Refused(code, sentences[code])

/** The server could not be asked; asking again may help. */
export const isOffline = (error: unknown) =>
  error instanceof Refused && ['client.offline', 'client.slow'].includes(error.code)

/** What the server did with it is not known: tapped again, it is still the same tap. */
export const isUnanswered = (error: unknown) =>
  error instanceof Refused &&
  (isOffline(error) || ['client.unreadable', 'server.failed', 'server.busy'].includes(error.code))

/** Whatever went wrong, as a sentence. */
export const sayRefusal = (error: unknown) =>
  error instanceof Refused ? error.message : '出了点意外，请再点一次。着急就打给社区。'

/** Asked again, the answer would be the same. */
export const isFinal = (error: unknown) =>
  error instanceof Refused &&
  /notFound|notYour|homeNeeded|noHome|homeGone|homeDecided|(claim|member|invitation)Unknown/.test(error.code)
