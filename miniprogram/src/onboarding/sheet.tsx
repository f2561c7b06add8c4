/** 建档: the empty sheet, giving one, what is wrong in it, what it would change, and carrying it out. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { onboarding, type Outcome, type Standing } from '../../../shared/onboarding/onboarding.ts'
import { sayTime } from '../../../shared/time.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Field } from '../components/Field.tsx'
import { Page } from '../components/Page.tsx'
import { PaperButton, usePaper } from '../components/PaperSheet.tsx'
import { Row } from '../components/Row.tsx'
import { Empty, Notice, Refusal } from '../components/States.tsx'
import { randomKey } from '../platform/keys.ts'
import { holds, useMe } from '../platform/me.ts'
import { open } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { copy } from '../platform/say.ts'
import { chooseSheet, chooseSheetText, pastedSheet } from '../platform/sheets.ts'
import { upload, type Local } from '../platform/upload.ts'
import { countLines, missingLines, problemLines, problemText, remarkLines, sayStage } from './lines.ts'

const now = () => new Date().toISOString()

const Template = () => (
  <Card title="1 拿空表">
    <View className="hint">有例子，每一列怎么填写在“怎么填”里。已经有自己的表，把表头改成一样的就行。</View>
    <PaperButton text="做一份空表" ask={async go => ({ paper: (await go(onboarding.template, {})).id })} />
  </Card>
)

const Give = ({ again }: { readonly again: () => unknown }) => {
  const { go } = useMove()
  const [error, setError] = useState<unknown>()
  const [text, setText] = useState<string>()
  const give = async (choosing: () => Promise<Local | undefined>) => {
    setError(undefined)
    try {
      const local = await choosing()
      if (!local) return
      const { id } = await upload(local, await randomKey(), () => undefined)
      await go(onboarding.check, { file: id })
      setText(undefined)
      again()
    } catch (error) {
      setError(error)
    }
  }
  return (
    <Card title="2 交表">
      <View className="hint">先检查，检查时什么都不登。表用完就删。</View>
      <Refusal error={error} />
      <Button text={chooseSheetText} onTap={() => give(chooseSheet)} />
      {text === undefined ? (
        <Button text="粘贴表格" kind="plain" onTap={() => setText('')} />
      ) : (
        <>
          <Field
            {...{ label: '连表头一起复制，粘贴在这里', longest: 200_000, lines: 'many', value: text }}
            placeholder="楼号　单元　房号　姓名　电话"
            onChange={setText}
          />
          <Button text="检查粘贴的" disabled={!text} onTap={() => give(async () => pastedSheet(text))} />
        </>
      )}
    </Card>
  )
}

interface Found {
  readonly outcome: Outcome
  readonly paper: string | undefined
}

const Whole = ({ paper }: Pick<Found, 'paper'>) => {
  const { show, sheet } = usePaper()
  return (
    paper !== undefined && (
      <>
        <Button text="打开成表格" kind="plain" onTap={() => show(paper)} />
        {sheet}
      </>
    )
  )
}

const Problems = ({ outcome, paper }: Found) => {
  const left = outcome.problemCount - outcome.problems.length
  return (
    <Card title={`3 要改的 ${outcome.problemCount} 处`} tone="warn">
      <View className="hint">照下面改好原来的表，再交一次。这次什么都没登。</View>
      {problemLines(outcome).map(line => (
        <Row key={line.key} name={line.name} note={line.note} />
      ))}
      {left > 0 && <View className="hint">{`还有 ${left} 处，在表格里。`}</View>}
      <Button
        text="复制这张单子"
        kind="plain"
        onTap={() => copy(problemText(outcome), '复制好了，可以粘贴给同事')}
      />
      <Whole paper={paper} />
    </Card>
  )
}

interface FoldProps {
  readonly name: string
  readonly note: string
  readonly count: number
  readonly lines: readonly string[]
}

const Fold = ({ name, note, count, lines }: FoldProps) => {
  const [opened, setOpened] = useState(false)
  const left = count - lines.length
  if (!count) return null
  return (
    <>
      <Row {...{ name, note }} value={opened ? '收起' : `${count}`} onTap={() => setOpened(!opened)} />
      {opened && lines.map((line, i) => <Row key={i} name={line} />)}
      {opened && left > 0 && <View className="hint">{`还有 ${left} 个，在表格里。`}</View>}
    </>
  )
}

const Changes = ({ outcome }: Pick<Found, 'outcome'>) => (
  <>
    {countLines(outcome).map(({ name, value }) => (
      <Row key={name} name={name} value={value} />
    ))}
    <Fold
      {...{ name: '没登的', note: '为什么没登，点开看', count: outcome.remarkCount }}
      lines={remarkLines(outcome)}
    />
    <Fold
      {...{ name: '在册、表里没有的', note: '不会删，只告诉您一声', count: outcome.missingCount }}
      lines={missingLines(outcome)}
    />
  </>
)

interface Told {
  readonly standing: Standing
  readonly again: () => unknown
}

const Result = ({ standing, again }: Told) => {
  const { go, error } = useMove()
  const { stage, outcome, ready, sha256, percent, stuck, paper } = standing
  const carry = () => go(onboarding.apply, { sha256: sha256! }).then(again, () => undefined)
  const works = stage === 'checking' || stage === 'applying'
  return (
    <>
      <Refusal error={error} />
      {works && !stuck && <Notice text={sayStage(stage, percent)} />}
      {works && stuck && (
        <Notice
          text={stage === 'applying' ? '停住了，点一下接着登记。' : '停住了，请再交一次表。'}
          tone="warn"
        />
      )}
      {stuck && stage === 'applying' && <Button text="接着登记" onTap={carry} />}
      {outcome?.unreadable && <Notice text={outcome.unreadable} tone="warn" />}
      {!works && outcome && outcome.problemCount > 0 && <Problems {...{ outcome, paper }} />}
      {stage === 'checked' && ready && outcome && (
        <Card title="4 会怎么变" tone="accent">
          <Changes outcome={outcome} />
          <Button text="照这样登记" onTap={carry} />
        </Card>
      )}
      {stage === 'done' && outcome && (
        <Card title="5 登记好了" tone="accent">
          <Changes outcome={outcome} />
          <Whole paper={paper} />
        </Card>
      )}
    </>
  )
}

const followSeconds = (last: Standing | undefined) =>
  last && !last.stuck && (last.stage === 'checking' || last.stage === 'applying') ? 2 : undefined

const Content = () => {
  const { data, ...asked } = useReply(onboarding.standing, {}, { followSeconds })
  if (!data) return <Awaited asked={asked} calls={false} />
  const { by, at, past } = data
  return (
    <View className="beside">
      <View>
        <Template />
        <Give again={asked.again} />
        <Card>
          <Row name="楼门码" note="贴在楼门口，扫一扫登记住处" onTap={() => open('onboarding/codes')} />
        </Card>
      </View>
      <View>
        {by && at && <View className="hint">{`${by}交的表，${sayTime(at, now())}`}</View>}
        <Result standing={data} again={asked.again} />
        {past.length > 0 && (
          <Card title="登记过的">
            {past.map(each => (
              <Row
                key={each.at}
                name={`${each.by}，${sayTime(each.at, now())}`}
                value={`新登 ${each.fresh} · 改 ${each.changed}`}
              />
            ))}
          </Card>
        )}
      </View>
    </View>
  )
}

export default function SheetPage() {
  const asked = useMe()
  const { data: me } = asked
  return (
    <Page title="建档" wide>
      {!me && <Awaited asked={asked} />}
      {me && (holds(me, 'communityStaff') ? <Content /> : <Empty text="这一页只给社区工作者用。" />)}
    </Page>
  )
}
