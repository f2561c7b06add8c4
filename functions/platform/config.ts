/** Everything the functions are told from outside; the only reader of the environment. */
const told = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set`)
  return value
}

export const config = {
  get table() {
    return told('MULIN_TABLE')
  },
  get kmsKey() {
    return told('MULIN_KMS_KEY')
  },
  get bucket() {
    return told('MULIN_BUCKET')
  },
  /** So long one try of a call to AWS may take, in milliseconds. */
  get callMs() {
    return Number(process.env.MULIN_CALL_MS || 2_000)
  },
  /** The community that someone who belongs to none yet can ring; a deployment may have no such one. */
  get welcome() {
    return process.env.MULIN_WELCOME || undefined
  },
  /** JSON: the subscription messages of the mini-program's account, as the module messages reads them. */
  get templates() {
    return process.env.WECHAT_TEMPLATES || '{}'
  },
  get wechat() {
    return { base: told('WECHAT_BASE'), appid: told('WECHAT_APPID'), secret: told('WECHAT_SECRET') }
  },
}
