import { Image, View } from '@tarojs/components'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { isDocument, mostFiles, type FileType } from '../../../shared/files/files.ts'
import { chooseDocuments, chooseDocumentsText, openPdf } from '../platform/document.ts'
import { choosePictures, showPictures } from '../platform/pictures.ts'
import { sayRefusal } from '../platform/refused.ts'
import { addressOf } from '../platform/request.ts'
import type { Local } from '../platform/upload.ts'
import { role } from './aria.ts'
import { Button } from './Button.tsx'
import { Complaint, Labelled } from './Field.tsx'
import { Pair } from './Pair.tsx'
import { useArrived, useBusy, useSending } from './sending.ts'

interface Props {
  readonly label: string
  /** Ids of files that have arrived. */
  readonly value: readonly string[]
  readonly onChange: (ids: string[]) => void
  readonly most?: number
  readonly hint?: string
  /** Takes PDF too. */
  readonly documents?: boolean
  /** Told while something is on its way: the form had better wait with being sent. */
  readonly onBusy?: (busy: boolean) => void
  readonly complaint?: string | undefined
}

export const Tile = ({ src, name, onTap, note, children }: TileProps) => (
  <View className="photo">
    <View
      className="photo-frame"
      {...(onTap && { onClick: onTap, ...role('button', `${name}，${src ? '放大看' : '打开看'}`) })}
    >
      {src ? (
        <Image className="photo-picture" src={src} mode="aspectFill" ariaLabel={name} />
      ) : (
        <View className="photo-pdf">PDF</View>
      )}
      {note && (
        <View className="photo-note" {...role('status')}>
          {note}
        </View>
      )}
    </View>
    {children}
  </View>
)
interface TileProps {
  /** Left out: it is a PDF. */
  readonly src: string | undefined
  readonly name: string
  readonly onTap?: () => void
  readonly note?: string | undefined
  readonly children?: ReactNode
}

interface Shown {
  readonly small: string | undefined
  readonly whole: string
}
const shownOf = (type: FileType, whole: string, small = whole): Shown => ({
  small: isDocument(type) ? undefined : small,
  whole,
})
/** Many a phone cannot draw what an iPhone took; the server’s JPEG it can. */
const drawable = ({ type }: Local) => type !== 'image/heic'

/** Photos of a form, and PDF where it takes them: taken or chosen, sent at once, looked at, taken away again. */
export const PhotoField = ({
  label,
  value,
  onChange,
  most = mostFiles,
  hint,
  documents = false,
  onBusy,
  complaint,
}: Props) => {
  const [onPhone, setOnPhone] = useState<ReadonlyMap<string, Shown>>(new Map())
  const [problem, setProblem] = useState<string>()
  // Two may arrive between two drawings.
  const now = useRef(value)
  now.current = value
  const set = (ids: readonly string[]) => {
    now.current = ids
    onChange([...ids])
  }
  const sending = useSending(({ id }, local) => {
    if (drawable(local)) setOnPhone(known => new Map(known).set(id, shownOf(local.type, local.path)))
    if (!now.current.includes(id)) set([...now.current, id])
  })
  useBusy(sending.busy, onBusy)
  const unknown = value.filter(id => !onPhone.has(id))
  const arrived = useArrived(unknown)
  const links = new Map(
    arrived?.map(({ id, type, url, small }) => [
      id,
      shownOf(type, isDocument(type) ? url : addressOf(url), addressOf(small ?? url)),
    ]),
  )
  const ended = arrived ? unknown.filter(id => !links.has(id)).join() : ''
  useEffect(() => {
    if (!ended) return
    set(now.current.filter(id => !ended.split(',').includes(id)))
    setProblem('有照片放得太久，已经不在了，请重新添加。')
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `set` goes by what is there now
  }, [ended])

  const shown = value.flatMap(id => {
    const both = onPhone.get(id) ?? links.get(id)
    return both ? [{ id, ...both }] : []
  })
  const room = most - value.length - sending.all.length
  const add = async (choose: (count: number) => Promise<Local[]>) => {
    setProblem(undefined)
    try {
      void sending.send(await choose(Math.min(room, mostFiles)))
    } catch (error) {
      setProblem(sayRefusal(error))
    }
  }
  const pictures = shown.flatMap(({ small, whole }) => (small ? whole : []))
  const look = ({ small, whole }: Shown, name: string) =>
    small
      ? showPictures(pictures, whole)
      : void openPdf(name, whole).catch((error: unknown) => setProblem(sayRefusal(error)))
  const nameOf = ({ small }: Shown, at: number) => `${small ? '照片' : 'PDF'}${at + 1}`

  return (
    <Labelled {...{ label, hint, complaint }}>
      {shown.length + sending.all.length > 0 && (
        <View className="photos">
          {shown.map((each, at) => (
            <Tile
              key={each.id}
              src={each.small}
              name={nameOf(each, at)}
              onTap={() => look(each, nameOf(each, at))}
            >
              <Button
                text="去掉"
                kind="plain"
                size="small"
                label={`去掉${nameOf(each, at)}`}
                onTap={() => set(now.current.filter(id => id !== each.id))}
              />
            </Tile>
          ))}
          {sending.all.map(each => (
            <Tile
              key={each.key}
              src={shownOf(each.local.type, each.local.path).small}
              name={isDocument(each.local.type) ? '还没传好的 PDF' : '还没传好的照片'}
              note={each.refusal ? '没传上去' : `正在传 ${Math.round(each.progress * 100)}%`}
            >
              {each.refusal && <Button text="再试一次" size="small" onTap={() => sending.again(each)} />}
              <Button text="去掉" kind="plain" size="small" onTap={() => sending.drop(each.key)} />
            </Tile>
          ))}
        </View>
      )}
      {sending.all.flatMap(({ key, refusal }) => (refusal ? <Complaint key={key} text={refusal} /> : []))}
      {problem !== undefined && <Complaint text={problem} />}
      {room > 0 ? (
        <>
          <Pair>
            <Button text="拍一张" kind="plain" onTap={() => add(count => choosePictures('camera', count))} />
            <Button text="从相册选" kind="plain" onTap={() => add(count => choosePictures('album', count))} />
          </Pair>
          {documents && (
            <>
              <View className="gap" />
              <Button text={chooseDocumentsText} kind="plain" onTap={() => add(chooseDocuments)} />
            </>
          )}
        </>
      ) : (
        <View className="hint">{`最多 ${most} ${documents ? '份' : '张'}，要换的话先去掉一${documents ? '份' : '张'}。`}</View>
      )}
    </Labelled>
  )
}
