/** The only user of Taro.request. */
import Taro from '@tarojs/taro'
import type { Operation, Reply } from '../../../shared/contract.ts'
import { Refused, refusedHere } from './refused.ts'

const patience = 15_000 // ms
const bytesPatience = 60_000 // ms, for a part of a file on a slow line

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

interface Asked {
  readonly method?: 'GET' | 'POST' | 'PUT'
  readonly data?: string | ArrayBuffer
  readonly type?: string
  readonly token?: string
  readonly timeout?: number
}

/** Where a link of ours leads, for what fetches by itself: pictures, players. */
export const addressOf = (path: string) => `${MULIN_API}${path}`

const ask = async (path: string, asked: Asked): Promise<unknown> => {
  const { method = 'POST', data, type = 'application/json', token, timeout = patience } = asked
  const header = { 'content-type': type, ...(token && { authorization: `Bearer ${token}` }) }
  const sent = Date.now()
  const answer = await Taro.request<unknown>({ url: addressOf(path), method, header, timeout, data }).catch(
    () => {
      throw refusedHere(Date.now() - sent >= timeout ? 'client.slow' : 'client.offline')
    },
  )
  const { data: body, statusCode } = answer
  if (statusCode === 200) return body
  if (!isRecord(body) || typeof body.code !== 'string' || typeof body.text !== 'string')
    throw refusedHere(statusCode >= 500 ? 'client.offline' : 'client.unreadable')
  const fields = isRecord(body.fields) ? (body.fields as Record<string, string>) : {}
  throw new Refused(body.code, body.text, fields)
}

/** Asks once. Success is what the contract gives, whatever the status says. */
export const post = async <Op extends Operation>(
  operation: Op,
  input: unknown,
  token?: string,
): Promise<Reply<Op>> => {
  const reply = await ask(`/api/${operation.name.replace('.', '/')}`, { data: JSON.stringify(input), token })
  const read = operation.gives.safeParse(reply)
  if (!read.success) throw refusedHere('client.unreadable')
  return read.data as Reply<Op>
}

export const get = (path: string) => ask(path, { method: 'GET' })

/** Sends bytes as they are to a link of ours. */
export const putBytes = (path: string, data: ArrayBuffer) =>
  ask(path, { method: 'PUT', data, type: 'application/octet-stream', timeout: bytesPatience })
