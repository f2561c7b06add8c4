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
  get wechat() {
    return { base: told('WECHAT_BASE'), appid: told('WECHAT_APPID'), secret: told('WECHAT_SECRET') }
  },
}
