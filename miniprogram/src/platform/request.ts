/** The only user of Taro.request. */
import Taro from '@tarojs/taro'
import type { Operation, Reply } from '../../../shared/contract.ts'
import { Refused, refusedHere } from './refused.ts'

const patience = 15_000 // ms
const bytesPatience = 60_000 // ms, for a part of a file on a slow line

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

interface Asked {
  readonly url: string
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly header: Record<string, string>
  readonly timeout: number
  readonly data?: string | ArrayBuffer
}

const answerTo = async (asked: Asked): Promise<unknown> => {
  const sent = Date.now()
  const answer = await Taro.request<unknown>(asked).catch(() => {
    throw refusedHere(Date.now() - sent >= asked.timeout ? 'client.slow' : 'client.offline')
  })
  const { data: body, statusCode } = answer
  if (statusCode === 200) return body
  if (isRecord(body) && typeof body.code === 'string' && typeof body.text === 'string')
    throw new Refused(
      body.code,
      body.text,
      isRecord(body.fields) ? (body.fields as Record<string, string>) : {},
    )
  throw refusedHere(statusCode >= 500 ? 'client.offline' : 'client.unreadable')
}

const ask = (method: 'GET' | 'POST', path: string, data: unknown, token?: string) => {
  const header = {
    'content-type': 'application/json',
    ...(token && { authorization: `Bearer ${token}` }),
  }
  const asked = { url: `${MULIN_API}${path}`, method, header, timeout: patience }
  // WeChat's request takes a string as it is; H5 would not write an object into a GET's address.
  return answerTo(method === 'POST' ? { ...asked, data: JSON.stringify(data) } : asked)
}

/** Asks once. Success is what the contract gives, whatever the status says. */
export const post = async <Op extends Operation>(
  operation: Op,
  input: unknown,
  token?: string,
): Promise<Reply<Op>> => {
  const reply = await ask('POST', `/api/${operation.name.replace('.', '/')}`, input, token)
  const read = operation.gives.safeParse(reply)
  if (!read.success) throw refusedHere('client.unreadable')
  return read.data as Reply<Op>
}

export const get = (path: string) => ask('GET', path, undefined)

/** Sends bytes as they are to a link of ours. */
export const putBytes = (path: string, data: ArrayBuffer) => {
  const header = { 'content-type': 'application/octet-stream' }
  return answerTo({ url: `${MULIN_API}${path}`, method: 'PUT', header, timeout: bytesPatience, data })
}

/** Where a link of ours leads, for what fetches by itself: pictures, players. */
export const addressOf = (path: string) => `${MULIN_API}${path}`
