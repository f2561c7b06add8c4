/**
 * Once for all test files: DynamoDB Local and the stand-ins for KMS, S3 and WeChat, a set for each of jest's workers.
 * DynamoDB Local does one thing at a time, so one for all of them would be what everybody waits for.
 */
import { startDynamoDb } from '../../local/dynamodb.ts'
import { startKms, localKey } from '../../local/kms.ts'
import { nursery } from '../../local/children.ts'
import { freePorts } from '../../local/ports.ts'
import { inRoot } from '../../local/paths.ts'
import { localBucket, startS3 } from '../../local/s3.ts'
import { localApp, startWechat } from '../../local/wechat.ts'
import { localTemplates } from '../../local/wechat-words.ts'

let stops: readonly (() => Promise<unknown>)[] = []

const startSet = async (port: number, worker: number) => {
  const children = nursery(inRoot(`.local/logs/unit/${worker}`))
  const [dynamodb, kms, s3, wechat] = await Promise.all([
    startDynamoDb({ port, children }),
    startKms(),
    startS3(),
    startWechat({ templates: Object.values(localTemplates) }),
  ])
  stops = [...stops, dynamodb.stop, kms.stop, s3.stop, wechat.stop, async () => children.close()]
  return {
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    AWS_ENDPOINT_URL_KMS: kms.base,
    AWS_ENDPOINT_URL_S3: s3.base,
    WECHAT_BASE: wechat.base,
  }
}

/** `maxWorkers` is jest's; without jest there is one, whose set stands in the environment. */
export const startParts = async ({ maxWorkers = 1 } = {}) => {
  const ports = await freePorts(maxWorkers)
  const sets = await Promise.all(ports.map((port, n) => startSet(port, n + 1)))
  Object.assign(process.env, sets[0], {
    MULIN_TEST_PARTS: JSON.stringify(sets),
    AWS_REGION: 'cn-northwest-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    MULIN_KMS_KEY: localKey,
    MULIN_BUCKET: localBucket,
    WECHAT_APPID: localApp.appid,
    WECHAT_SECRET: localApp.secret,
    WECHAT_TEMPLATES: JSON.stringify(localTemplates),
  })
}

export const stopParts = async () => {
  for (const stop of stops) await stop()
}
