import { Image, View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { isDocument, isPicture, isVoice, type FileLink } from '../../../shared/files/files.ts'
import { openPdf } from '../platform/document.ts'
import { showPictures } from '../platform/pictures.ts'
import { sayRefusal } from '../platform/refused.ts'
import { addressOf } from '../platform/request.ts'
import { role } from './aria.ts'
import { Complaint } from './Field.tsx'
import { VoicePlayer } from './VoicePlayer.tsx'

const sparedMs = 60_000

/**
 * Every reply brings new links. The old one is used as long as it lasts, so that a page that asks again every few
 * seconds does not fetch every picture again.
 */
const useLasting = (files: readonly FileLink[]) => {
  const known = useRef(new Map<string, FileLink>())
  return files.map(file => {
    const before = known.current.get(file.id)
    const lasting = before && Date.parse(before.until) > Date.now() + sparedMs ? before : file
    known.current.set(file.id, lasting)
    return lasting
  })
}

interface Pdf {
  readonly at: number
  readonly url: string
  readonly pages?: number | undefined
}

/** A PDF with one large button: in WeChat its own viewer, in a browser a page of its own. */
const PdfRow = ({ at, url, pages }: Pdf) => {
  const [problem, setProblem] = useState<string>()
  const open = () => {
    setProblem(undefined)
    openPdf(`材料${at}`, url).catch((error: unknown) => setProblem(sayRefusal(error)))
  }
  const text = `打开材料${at}${pages ? `（${pages}页）` : ''}`
  return (
    <>
      <View className="voice" hoverClass="card-pressed" onClick={open} {...role('button', `${text}，PDF`)}>
        <View className="pdf-sign">PDF</View>
        {text}
      </View>
      {problem !== undefined && <Complaint text={problem} />}
    </>
  )
}

/** What a matter has: pictures that open over the whole screen, PDF to open, voice notes to listen to. */
export const FileViews = ({ files }: { readonly files: readonly FileLink[] }) => {
  const lasting = useLasting(files)
  const pictures = lasting.filter(({ type }) => isPicture(type))
  const addresses = pictures.map(({ url }) => addressOf(url))
  if (!lasting.length) return null
  return (
    <View className="files">
      {pictures.length > 0 && (
        <View className="photos">
          {pictures.map(({ id, url, small }, at) => (
            <View
              key={id}
              className="photo photo-frame"
              onClick={() => showPictures(addresses, addressOf(url))}
              {...role('button', `照片${at + 1}，放大看`)}
            >
              <Image className="photo-picture" src={addressOf(small ?? url)} mode="aspectFill" />
            </View>
          ))}
        </View>
      )}
      {lasting
        .filter(({ type }) => isDocument(type))
        .map(({ id, url, pages }, at) => (
          <PdfRow key={id} at={at + 1} {...{ url, pages }} />
        ))}
      {lasting
        .filter(({ type }) => isVoice(type))
        .map(({ id, url, seconds }) => (
          <VoicePlayer key={id} address={addressOf(url)} seconds={seconds} />
        ))}
    </View>
  )
}
