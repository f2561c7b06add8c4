import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DecryptCommand, EncryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { localAws } from './dynamodb.ts'
import { localKey, startKms } from './kms.ts'

describe('KMS', () => {
  const context = { community: 'c1', purpose: 'phone' }
  let kms: Awaited<ReturnType<typeof startKms>>
  let client: KMSClient
  beforeAll(async () => {
    kms = await startKms()
    client = new KMSClient({ ...localAws, endpoint: kms.base, maxAttempts: 1 })
  })
  afterAll(() => (client.destroy(), kms.stop()))

  const dataKey = () =>
    client.send(
      new GenerateDataKeyCommand({ KeyId: localKey, KeySpec: 'AES_256', EncryptionContext: context }),
    )
  const raw = (target: string, body: string) =>
    fetch(kms.base, { method: 'POST', headers: { 'x-amz-target': target }, body })

  test('When a data key is unwrapped in its context, then it is the same key, under the ARN of the key', async () => {
    const { Plaintext, CiphertextBlob, KeyId } = await dataKey()
    const { purpose, community } = context // the order of the pairs does not matter
    const opened = await client.send(
      new DecryptCommand({ CiphertextBlob, EncryptionContext: { purpose, community } }),
    )
    expect(Plaintext).toHaveLength(32)
    expect(opened).toMatchObject({ Plaintext, KeyId })
    expect(KeyId).toMatch(/^arn:aws-cn:kms:.+:key\/[0-9a-f-]{36}$/)
  })

  test('When the stand-in is started again, then what it encrypted before can be read', async () => {
    const text = new TextEncoder().encode('13800000000')
    const { CiphertextBlob } = await client.send(new EncryptCommand({ KeyId: localKey, Plaintext: text }))
    const again = await startKms()
    const other = new KMSClient({ ...localAws, endpoint: again.base })
    expect((await other.send(new DecryptCommand({ CiphertextBlob }))).Plaintext).toEqual(text)
    other.destroy()
    await again.stop()
  })

  test('When the context differs or a bit is changed, then InvalidCiphertextException', async () => {
    const { CiphertextBlob = new Uint8Array() } = await dataKey()
    const changed = CiphertextBlob.with(-1, (CiphertextBlob.at(-1) ?? 0) ^ 1)
    const refused = { name: 'InvalidCiphertextException', $metadata: { httpStatusCode: 400 } }
    for (const input of [
      { CiphertextBlob },
      { CiphertextBlob, EncryptionContext: { ...context, community: 'c2' } },
      { CiphertextBlob: changed, EncryptionContext: context },
      { CiphertextBlob: CiphertextBlob.slice(0, 20), EncryptionContext: context },
    ])
      await expect(client.send(new DecryptCommand(input))).rejects.toMatchObject(refused)
  })

  test('When the key is unknown, then NotFoundException', async () => {
    const command = new GenerateDataKeyCommand({ KeyId: 'alias/other', KeySpec: 'AES_256' })
    await expect(client.send(command)).rejects.toMatchObject({ name: 'NotFoundException' })
  })

  test.each([
    ['TrentService.Nothing', '{}', 'UnknownOperationException'],
    ['TrentService.constructor', '{}', 'UnknownOperationException'],
    ['TrentService.GenerateDataKey', '{}', 'ValidationException'],
    ['TrentService.GenerateDataKey', `{"KeyId":"${localKey}"}`, 'ValidationException'],
    ['TrentService.GenerateDataKey', `{"KeyId":"${localKey}","KeySpec":"RSA"}`, 'ValidationException'],
    ['TrentService.GenerateDataKey', `{"KeyId":"${localKey}","NumberOfBytes":2000}`, 'ValidationException'],
    ['TrentService.Encrypt', `{"KeyId":"${localKey}","Plaintext":"?"}`, 'ValidationException'],
    ['TrentService.Decrypt', '[]', 'SerializationException'],
  ])('When %s is sent %s, then %s', async (target, body, name) => {
    const response = await raw(target, body)
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.1')
    expect(await response.json()).toMatchObject({ __type: name })
  })
})
