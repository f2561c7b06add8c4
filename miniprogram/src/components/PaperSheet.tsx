/** A paper that is being made: how far it is, then opening it and passing it on. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { papers, type Paper } from '../../../shared/papers/papers.ts'
import { canPassOn, fetchDocument, openDocument, passOn, type Document } from '../platform/document.ts'
import { useFetched, useMove, useReply } from '../platform/query.tsx'
import { sayRefusal } from '../platform/refused.ts'
import { role } from './aria.ts'
import { Awaited } from './Awaited.tsx'
import { Button } from './Button.tsx'
import { CallCommunity } from './CallCommunity.tsx'
import { Sheet } from './Sheet.tsx'
import { Notice, Refusal } from './States.tsx'
import './paper.css'

const onH5 = process.env.TARO_ENV === 'h5'
const lookSeconds = 2
/** A browser opens the link itself, so it has to stay good: links last ten minutes. */
const renewSeconds = 240

const Making = ({ percent }: Pick<Paper, 'percent'>) => {
  const text = percent > 0 ? `正在做… ${percent}%` : '正在做…'
  return (
    <View className="paper-making" {...role('text', text)}>
      <View>{text}</View>
      <View className="paper-track">
        <View className="paper-done" style={{ width: `${Math.max(percent, 5)}%` }} />
      </View>
      <View className="hint">一般一会儿就好。</View>
    </View>
  )
}

const Ready = ({ paper, url }: { readonly paper: Paper; readonly url: string }) => {
  const [error, setError] = useState<unknown>()
  const { id, name, type } = paper
  // What is on the phone stays good; an address has its time.
  const { data: file, ...fetched } = useFetched(['file', id, onH5 && url], () =>
    fetchDocument({ name, type, url }),
  )
  const does = (act: (file: Document) => Promise<void>) => () => {
    setError(undefined)
    return act(file!).catch(setError)
  }
  if (!file) return <Awaited asked={fetched} calls={false} />
  return (
    <>
      <Notice text="做好了，留七天。" tone="good" />
      <Refusal error={error} />
      <Button text="打开" onTap={does(openDocument)} />
      {canPassOn() && <Button text={onH5 ? '保存' : '转发'} kind="plain" onTap={does(passOn)} />}
      <View className="hint paper-after">
        {onH5 ? '打开后可以打印。' : '打开后点右上角“…”，可以保存、转发或打印。'}
      </View>
    </>
  )
}

interface NotMadeProps {
  readonly id: string
  readonly text: string
  readonly again: () => unknown
}

const NotMade = ({ id, text, again }: NotMadeProps) => {
  const { go, error } = useMove()
  return (
    <>
      <Notice text={error ? sayRefusal(error) : text} tone="warn" />
      <Button text="再试一次" onTap={() => go(papers.again, { id }).then(again, () => undefined)} />
      <CallCommunity />
    </>
  )
}

/** Often while it is made; a browser's link is renewed after that. */
const pace = (paper: Paper | undefined) => {
  const made = paper?.state === 'ready' || paper?.state === 'failed'
  return made ? (onH5 ? renewSeconds : undefined) : lookSeconds
}

const PaperSheet = ({ id, close }: { readonly id: string; readonly close: () => void }) => {
  const { data, ...asked } = useReply(papers.get, { id }, { followSeconds: pace })
  return (
    <Sheet open title={data?.name ?? '文件'} close={close} closeText="关上">
      {!data && <Awaited asked={asked} />}
      {data && !data.url && !data.failedText && <Making percent={data.percent} />}
      {data?.url && <Ready paper={data} url={data.url} />}
      {data?.failedText && <NotMade id={id} text={data.failedText} again={asked.again} />}
    </Sheet>
  )
}

/** `show` takes what the operation that ordered the paper gave; `sheet` stands anywhere on the page. */
export const usePaper = () => {
  const [id, show] = useState<string>()
  return { show, sheet: id !== undefined && <PaperSheet id={id} close={() => show(undefined)} /> }
}

interface OrderProps {
  readonly text: string
  readonly kind?: 'primary' | 'plain'
  readonly ask: (go: ReturnType<typeof useMove>['go']) => Promise<{ readonly paper: string }>
}

/** Orders a paper and shows it; why it is not made stands above the button. */
export const PaperButton = ({ text, kind = 'plain', ask }: OrderProps) => {
  const { go, error } = useMove()
  const { show, sheet } = usePaper()
  const make = () =>
    ask(go).then(
      ({ paper }) => show(paper),
      () => undefined, // shown here
    )
  return (
    <>
      <Refusal error={error} />
      <Button text={text} kind={kind} onTap={make} />
      {sheet}
    </>
  )
}
