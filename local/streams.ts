import type { DynamoDBRecord } from 'aws-lambda'

// The DynamoDB Streams protocol (JSON 1.0), as far as a reader needs it; its SDK client is not installed.

interface Shard {
  ShardId: string
  ParentShardId?: string
}

interface Replies {
  DescribeStream: { StreamDescription: { Shards: Shard[]; LastEvaluatedShardId?: string } }
  GetShardIterator: { ShardIterator: string }
  GetRecords: { Records: DynamoDBRecord[]; NextShardIterator?: string }
}

/** DynamoDB Local asks for a signature but does not check it. */
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=local/20200101/cn-northwest-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0'

/** An iterator that may no longer be used; a new one continues after the last record read. */
const stale = /ExpiredIteratorException|TrimmedDataAccessException/

/** Reads a stream in order, from its oldest record: a shard only after its parent has been read to the end. */
export function streamReader(endpoint: string, stream: string) {
  const places = new Map<string, { iterator: string | undefined; last?: string; done: boolean }>()

  async function call<N extends keyof Replies>(name: N, input: object): Promise<Replies[N]> {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        authorization: AUTHORIZATION,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDBStreams_20120810.${name}`,
      },
      body: JSON.stringify(input),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${name}: ${text}`)
    return JSON.parse(text) as Replies[N]
  }

  async function shards(): Promise<Shard[]> {
    const all: Shard[] = []
    for (let from: string | undefined; ;) {
      const input = { StreamArn: stream, ...(from ? { ExclusiveStartShardId: from } : {}) }
      const { StreamDescription: page } = await call('DescribeStream', input)
      all.push(...page.Shards)
      from = page.LastEvaluatedShardId
      if (!from) return all
    }
  }

  async function iteratorOf(ShardId: string, last: string | undefined) {
    const from = last
      ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: last }
      : { ShardIteratorType: 'TRIM_HORIZON' }
    return (await call('GetShardIterator', { StreamArn: stream, ShardId, ...from })).ShardIterator
  }

  /** The next records of one shard, handed to `deliver`; the place moves on only when that succeeded. */
  async function readShard(
    id: string,
    deliver: (records: DynamoDBRecord[]) => Promise<void>,
  ): Promise<number> {
    const place = places.get(id) ?? { iterator: undefined, done: false }
    places.set(id, place)
    place.iterator ??= await iteratorOf(id, place.last)
    const page = await call('GetRecords', { ShardIterator: place.iterator, Limit: 100 }).catch(
      (error: unknown) => {
        if (!(error instanceof Error && stale.test(error.message))) throw error
        return undefined
      },
    )
    if (!page) {
      place.iterator = undefined
      return 0
    }
    const records = page.Records.map(record => ({ ...record, eventSourceARN: stream }))
    if (records.length) await deliver(records)
    const last = records.at(-1)?.dynamodb?.SequenceNumber
    if (last) place.last = last
    // Started again over a shard that holds nothing, DynamoDB Local gives an iterator that never finds anything: until
    // there is a first record, a new one is taken each time.
    place.iterator = place.last ? page.NextShardIterator : undefined
    place.done = !page.NextShardIterator
    return records.length
  }

  /** One pass over all shards; the number of records delivered. */
  async function pass(deliver: (records: DynamoDBRecord[]) => Promise<void>): Promise<number> {
    const all = await shards()
    const open = (id: string | undefined) =>
      all.some(shard => shard.ShardId === id) && !places.get(id ?? '')?.done
    let count = 0
    for (const { ShardId, ParentShardId } of all)
      if (open(ShardId) && !open(ParentShardId)) count += await readShard(ShardId, deliver)
    return count
  }
  return { pass }
}
