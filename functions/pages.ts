/** The pages function: what a browser at a desk gets from the domain of the API. It reaches no data. */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { resolve } from 'node:path'
import { pagesFrom } from './platform/pages.ts'

export const pages = (folder: string) => {
  const answer = pagesFrom(folder)
  return async ({
    rawPath,
    headers: asked,
  }: Pick<APIGatewayProxyEventV2, 'rawPath' | 'headers'>): Promise<APIGatewayProxyStructuredResultV2> => {
    const { status, headers, body } = await answer({ path: rawPath, headers: asked })
    return {
      statusCode: status,
      headers: { ...headers },
      body: body.toString('base64'),
      isBase64Encoded: true,
    }
  }
}

export const handler = pages(resolve('miniprogram/dist/h5'))
