/**
 * Once for all test files: the stand-ins for KMS, S3 and WeChat, a set for each of jest's workers; and for the suites
 * named *.dynamodb.test.ts DynamoDB Local. It does one thing at a time, so one for all of them would be what everybody
 * waits for.
 */
import { startDynamoDb } from '../../local/dynamodb.ts'
import { checkJava } from '../../local/java.ts'
import { startKms, localKey } from '../../local/kms.ts'
import { nursery } from '../../local/children.ts'
import { freePorts } from '../../local/ports.ts'
import { inRoot } from '../../local/paths.ts'
import { localBucket, startS3 } from '../../local/s3.ts'
import { localApp, startWechat } from '../../local/wechat.ts'
import { localTemplates } from '../../local/wechat-words.ts'

const stops: (() => Promise<unknown>)[] = []

const startStandIns = async () => {
  const [kms, s3, wechat] = await Promise.all([
    startKms(),
    startS3(),
    startWechat({ templates: Object.values(localTemplates) }),
  ])
  stops.push(kms.stop, s3.stop, wechat.stop)
  return {
    AWS_ENDPOINT_URL_KMS: kms.base,
    AWS_ENDPOINT_URL_S3: s3.base,
    WECHAT_BASE: wechat.base,
  }
}

const startDatabase = async (port: number, worker: number) => {
  const children = nursery(inRoot(`.local/logs/unit/${worker}`))
  const dynamodb = await startDynamoDb({ port, children })
  stops.push(dynamodb.stop, async () => children.close())
  return { AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint }
}

/** `maxWorkers` is jest's. What each worker has for itself, worker.mjs puts into its environment. */
export const startParts = async ({ maxWorkers = 1 } = {}) => {
  if (process.env.MULIN_TEST_PARTS) return // two of jest's projects ask for it
  const sets = await Promise.all(Array.from({ length: maxWorkers }, startStandIns))
  Object.assign(process.env, {
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

/** The same with DynamoDB Local. Gives the first worker's environment, for who runs without jest. */
export const startDatabases = async ({ maxWorkers = 1 } = {}) => {
  await checkJava()
  await startParts({ maxWorkers })
  const ports = await freePorts(maxWorkers)
  const sets = await Promise.all(ports.map((port, n) => startDatabase(port, n + 1)))
  process.env.MULIN_TEST_DATABASES = JSON.stringify(sets)
  return { ...(JSON.parse(process.env.MULIN_TEST_PARTS!) as object[])[0], ...sets[0] }
}

export const stopParts = async () => {
  for (const stop of stops.splice(0)) await stop()
}
