/** Photos of a form that may be filled in without a network: they stay on the phone until the form is sent. */
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { FileType } from '../../../shared/files/files.ts'
import { randomKey } from '../platform/keys.ts'
import { dropFile, keepFile, shownFile } from '../platform/kept-files.ts'
import { choosePictures, showPictures } from '../platform/pictures.ts'
import { sayRefusal } from '../platform/refused.ts'
import { Button } from './Button.tsx'
import { Complaint, Labelled } from './Field.tsx'
import type { Drawn, FieldOf } from './fields.tsx'
import { Pair } from './Pair.tsx'
import { Tile } from './PhotoField.tsx'

interface Kept {
  readonly name: string
  readonly type: FileType
}

interface Props extends Drawn<Kept[]> {
  readonly label: string
  readonly most: number
}

const KeptPhotos = ({ label, most, value = [], set, complaint }: Props) => {
  const [paths, setPaths] = useState<Readonly<Record<string, string>>>({})
  const [problem, setProblem] = useState<string>()
  const unknown = value.find(({ name }) => paths[name] === undefined)
  useEffect(() => {
    if (!unknown) return
    const { name, type } = unknown
    void shownFile(name, type).then((path = '') => setPaths(all => ({ ...all, [name]: path })))
  }, [unknown])
  const add = async (from: 'camera' | 'album') => {
    setProblem(undefined)
    try {
      const fresh: Kept[] = []
      for (const { bytes, path, type } of await choosePictures(from, most - value.length)) {
        const name = await randomKey()
        await keepFile(name, bytes)
        setPaths(all => ({ ...all, [name]: path }))
        fresh.push({ name, type })
      }
      if (fresh.length > 0) set([...value, ...fresh])
    } catch (error) {
      setProblem(sayRefusal(error))
    }
  }
  const drop = (name: string) => {
    const left = value.filter(each => each.name !== name)
    set(left.length > 0 ? left : undefined)
    void dropFile(name)
  }
  const pictures = value.flatMap(({ name }) => paths[name] || [])
  return (
    <Labelled {...{ label, complaint }}>
      {value.length > 0 && (
        <View className="photos">
          {value.map(({ name }, at) => (
            <Tile
              key={name}
              src={paths[name] || ''}
              name={`照片${at + 1}`}
              onTap={() => showPictures(pictures, paths[name] ?? '')}
            >
              <Button
                text="去掉"
                kind="plain"
                size="small"
                label={`去掉照片${at + 1}`}
                onTap={() => drop(name)}
              />
            </Tile>
          ))}
        </View>
      )}
      {problem !== undefined && <Complaint text={problem} />}
      {value.length < most && (
        <Pair>
          <Button text={value.length > 0 ? '再拍一张' : '拍一张'} onTap={() => add('camera')} />
          <Button text="从相册选" kind="plain" onTap={() => add('album')} />
        </Pair>
      )}
    </Labelled>
  )
}

export const keptPhotos = (label: string, most: number): FieldOf<Kept[]> => ({
  draw: drawing => <KeptPhotos {...{ label, most, ...drawing }} />,
})
