/** Once for all test files: DynamoDB Local and the stand-ins for KMS and WeChat. Each file makes its own table. */
import { startDynamoDb } from '../../local/dynamodb.ts'
import { startKms, localKey } from '../../local/kms.ts'
import { nursery } from '../../local/children.ts'
import { freePorts } from '../../local/ports.ts'
import { inRoot } from '../../local/paths.ts'
import { localBucket, startS3 } from '../../local/s3.ts'
import { localApp, startWechat } from '../../local/wechat.ts'
import { localTemplates } from '../../local/wechat-words.ts'

let stops: readonly (() => Promise<unknown>)[] = []

export const startParts = async () => {
  const children = nursery(inRoot('.local/logs/unit'))
  const [port = 0] = await freePorts(1)
  const [dynamodb, kms, s3, wechat] = await Promise.all([
    startDynamoDb({ port, children }),
    startKms(),
    startS3(),
    startWechat({ templates: Object.values(localTemplates) }),
  ])
  stops = [dynamodb.stop, kms.stop, s3.stop, wechat.stop, async () => children.close()]
  Object.assign(process.env, {
    AWS_REGION: 'cn-northwest-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    AWS_ENDPOINT_URL_KMS: kms.base,
    AWS_ENDPOINT_URL_S3: s3.base,
    MULIN_KMS_KEY: localKey,
    MULIN_BUCKET: localBucket,
    WECHAT_BASE: wechat.base,
    WECHAT_APPID: localApp.appid,
    WECHAT_SECRET: localApp.secret,
    WECHAT_TEMPLATES: JSON.stringify(localTemplates),
  })
}

export const stopParts = async () => {
  for (const stop of stops) await stop()
}
