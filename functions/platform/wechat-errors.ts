/**
 * What each errcode of WeChat's asks for, for the calls that we make, from its own lists:
 * - all calls: https://developers.weixin.qq.com/doc/oplatform/developers/errCode/errCode.html
 * - session: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
 * - token: https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken.html
 * - phone: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/phone-number/getPhoneNumber.html
 * - message: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 *   and https://www.tencentcloud.com/document/product/1219/67648
 * - picture: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getUnlimitedQRCode.html
 */
export type Call = 'session' | 'token' | 'phone' | 'message' | 'picture'

/**
 * `later`: it passes by itself. `token`: ours has ended; with another one it works. `again`: the person's code is spent;
 * one more tap brings a new one. `person`: WeChat holds something against the account, and people have to look. `noGrant`:
 * the person has not allowed the message, or no longer. `never`: this message will not go out, whenever it is sent.
 * `page`: the page is not published. `ours`: our account, settings or request, which somebody has to mend.
 */
export type Means = 'later' | 'token' | 'again' | 'person' | 'noGrant' | 'never' | 'page' | 'ours'

type Meanings = Readonly<Record<number, Means>>

const all: Meanings = {
  [-1]: 'later', // busy
  40001: 'token', // not valid, or not the latest
  40002: 'ours', // grant_type
  40013: 'ours', // appid
  40014: 'token',
  40066: 'ours', // no such address
  40097: 'ours', // arguments
  40101: 'ours', // an argument is missing
  40125: 'ours', // secret
  40164: 'ours', // our address is not on the list of the account
  40243: 'ours', // the secret is frozen
  41001: 'ours', // no token
  41002: 'ours', // no appid
  41004: 'ours', // no secret
  42001: 'token', // after two hours
  43001: 'ours', // has to be GET
  43002: 'ours', // has to be POST
  43003: 'ours', // has to be HTTPS
  44002: 'ours', // nothing was sent
  44991: 'later', // too fast
  45002: 'ours', // too long
  45009: 'later', // the day's quota, which comes back at midnight
  45011: 'later', // the minute's
  45035: 'ours', // our address is not on the list
  47001: 'ours', // not as it has to be written
  48001: 'ours', // the account may not ask this
  48004: 'ours', // or no longer, for what it did
  50001: 'ours', // not authorised
  50002: 'person', // the user's account is frozen or gone
  50004: 'ours', // may not fetch tokens
  50007: 'ours', // our account is frozen
  61004: 'ours', // our address is not on the list
  61007: 'ours', // 61007 to 61024: for those who act for other accounts
  61014: 'ours',
  61016: 'ours',
  61024: 'ours',
  89501: 'ours', // 89501 to 89507: an administrator has to say that our address may ask, or has said no
  89503: 'ours',
  89506: 'ours',
  89507: 'ours',
}

const byCall: Readonly<Record<Call, Meanings>> = {
  session: {
    40029: 'again',
    40163: 'again', // used before
    40226: 'person', // WeChat blocks those whom it thinks a high risk
    41008: 'again', // no code
    42003: 'again', // expired
  },
  token: {
    40001: 'ours', // the secret
  },
  phone: {
    40029: 'again',
    40163: 'again',
    41008: 'again',
    42003: 'again',
    61010: 'again', // expired
  },
  message: {
    40003: 'never', // no such openid
    40037: 'never', // no such template
    40038: 'later', // more than a day may have of a long-term template
    41030: 'never', // no such page
    43101: 'noGrant',
    43107: 'never', // the account, or the template, may not be used for messages
    43108: 'later', // two at the same moment
    45168: 'never', // a word that WeChat refuses
    47003: 'never', // a field beyond its limits
    50002: 'never',
  },
  picture: {
    40129: 'ours', // a scene too long, or of other characters
    40169: 'ours',
    41030: 'page',
    85096: 'ours', // a parameter that WeChat keeps for itself
  },
}

/** Undefined: in none of the lists. */
export const listedFor = (call: Call, errcode: number): Means | undefined =>
  byCall[call][errcode] ?? all[errcode]

/** What it may answer to this call by its lists. */
export const codesOf = (call: Call): number[] =>
  [...new Set([...Object.keys(all), ...Object.keys(byCall[call])])].map(Number)

/** Whether people on duty have to hear of it: nobody but us can mend it. */
export const isOurs = (call: Call, errcode: number): boolean => {
  const means = listedFor(call, errcode)
  const ofOne = errcode === 40003 || errcode === 50002
  return means === undefined || means === 'ours' || means === 'page' || (means === 'never' && !ofOne)
}
