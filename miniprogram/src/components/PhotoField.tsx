import { Image, View } from '@tarojs/components'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { mostFiles } from '../../../shared/files/files.ts'
import { choosePictures, showPictures } from '../platform/pictures.ts'
import { sayRefusal } from '../platform/refused.ts'
import { addressOf } from '../platform/request.ts'
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
  /** Told while something is on its way: the form had better wait with being sent. */
  readonly onBusy?: (busy: boolean) => void
  readonly complaint?: string | undefined
}

const Tile = ({ src, name, onTap, note, children }: TileProps) => (
  <View className="photo">
    <View className="photo-frame" {...(onTap && { onClick: onTap, ...role('button', `${name}，放大看`) })}>
      <Image className="photo-picture" src={src} mode="aspectFill" ariaLabel={name} />
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
  readonly src: string
  readonly name: string
  readonly onTap?: () => void
  readonly note?: string | undefined
  readonly children?: ReactNode
}

/** Photos of a form: taken or chosen, sent at once, looked at, taken away again. */
export const PhotoField = ({ label, value, onChange, most = mostFiles, hint, onBusy, complaint }: Props) => {
  const [onPhone, setOnPhone] = useState<ReadonlyMap<string, string>>(new Map())
  const [problem, setProblem] = useState<string>()
  // Two may arrive between two drawings.
  const now = useRef(value)
  now.current = value
  const set = (ids: readonly string[]) => {
    now.current = ids
    onChange([...ids])
  }
  const sending = useSending(({ id }, { path }) => {
    setOnPhone(known => new Map(known).set(id, path))
    if (!now.current.includes(id)) set([...now.current, id])
  })
  useBusy(sending.busy, onBusy)
  const unknown = value.filter(id => !onPhone.has(id))
  const arrived = useArrived(unknown)
  const links = new Map(
    arrived?.map(({ id, url, small }) => [id, { whole: addressOf(url), small: addressOf(small ?? url) }]),
  )
  const ended = arrived ? unknown.filter(id => !links.has(id)).join() : ''
  useEffect(() => {
    if (!ended) return
    set(now.current.filter(id => !ended.split(',').includes(id)))
    setProblem('有照片放得太久，已经不在了，请重新添加。')
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `set` goes by what is there now
  }, [ended])

  const shown = value.flatMap(id => {
    const path = onPhone.get(id)
    const both = path ? { small: path, whole: path } : links.get(id)
    return both ? [{ id, ...both }] : []
  })
  const room = most - value.length - sending.all.length
  const add = async (from: 'camera' | 'album') => {
    setProblem(undefined)
    try {
      void sending.send(await choosePictures(from, Math.min(room, mostFiles)))
    } catch (error) {
      setProblem(sayRefusal(error))
    }
  }
  const whole = shown.map(each => each.whole)

  return (
    <Labelled {...{ label, hint, complaint }}>
      {shown.length + sending.all.length > 0 && (
        <View className="photos">
          {shown.map(({ id, small, whole: src }, at) => (
            <Tile key={id} src={small} name={`照片${at + 1}`} onTap={() => showPictures(whole, src)}>
              <Button
                text="去掉"
                kind="plain"
                size="small"
                label={`去掉照片${at + 1}`}
                onTap={() => set(now.current.filter(each => each !== id))}
              />
            </Tile>
          ))}
          {sending.all.map(each => (
            <Tile
              key={each.key}
              src={each.local.path}
              name="还没传好的照片"
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
        <Pair>
          <Button text="拍一张" kind="plain" onTap={() => add('camera')} />
          <Button text="从相册选" kind="plain" onTap={() => add('album')} />
        </Pair>
      ) : (
        <View className="hint">{`最多 ${most} 张，要换的话先去掉一张。`}</View>
      )}
    </Labelled>
  )
}
