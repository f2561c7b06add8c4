import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { community, switches, type Settings } from '../../../shared/community.ts'
import type { Reply } from '../../../shared/contract.ts'
import { sayTime } from '../../../shared/time.ts'
import { acts, isChecked } from '../components/aria.ts'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { classes } from '../components/classes.ts'
import { showComplaint } from '../components/complaints.ts'
import { Complaint, Field } from '../components/Field.tsx'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Empty, Failed, Loading, Notice } from '../components/States.tsx'
import { useMove, useReply } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { useIsStaff } from './ChangeButton.tsx'
import { helpFormOf, helpOf, piecesOf, wrongIn, type HelpForm } from './help-form.ts'
import { HelpPart } from './HelpPart.tsx'
import { volunteerFormOf, volunteersOf, wrongInVolunteers } from './volunteer-form.ts'
import { VolunteerPart } from './VolunteerPart.tsx'
import { helpWords, volunteerWords, words } from './words.ts'

const sayDays = (days: readonly string[]) => days.join('、')

/** The form: the settings, with days, times and words as they are being typed. */
interface Draft extends Omit<Settings, 'help' | 'volunteers'> {
  readonly closed: string
  readonly open: string
  readonly help: HelpForm
  readonly volunteers: HelpForm
}
const formOf = (settings: Settings): Draft => ({
  ...settings,
  closed: sayDays(settings.dutyHours.closedOn),
  open: sayDays(settings.dutyHours.openOn),
  help: helpFormOf(settings.help),
  volunteers: volunteerFormOf(settings.volunteers),
})

/** Only what was changed is sent: what this page does not know of stays as it is. */
const changesIn = (was: Settings, { closed, open, ...form }: Draft) => {
  const dutyHours = { ...form.dutyHours, closedOn: piecesOf(closed), openOn: piecesOf(open) }
  const next = {
    ...form,
    dutyHours,
    help: helpOf(was.help, form.help),
    volunteers: volunteersOf(was.volunteers, form.volunteers),
  }
  const names = ['name', 'place', 'phone', 'dutyPhone', 'dutyHours', 'on', 'help', 'volunteers'] as const
  return Object.fromEntries(
    names.flatMap(name =>
      JSON.stringify(next[name]) === JSON.stringify(was[name]) ? [] : [[name, next[name]]],
    ),
  )
}

const Weekdays = ({
  value,
  onChange,
  complaint,
}: {
  readonly value: readonly number[]
  readonly onChange: (days: number[]) => void
  readonly complaint: string | undefined
}) => (
  <View className="field">
    <View className="field-label">{words.weekdays}</View>
    <View className="chips">
      {words.weekday.map((name, i) => {
        const on = value.includes(i + 1)
        const others = value.filter(day => day !== i + 1)
        return (
          <View
            key={name}
            className={classes('chip', on && 'chosen')}
            hoverClass="card-pressed"
            onClick={() => onChange(on ? others : [...others, i + 1].sort())}
            {...acts('switch', `星期${name}，${on ? '有人' : '没人'}`)}
            {...isChecked(on)}
          >
            {name}
          </View>
        )
      })}
    </View>
    {complaint !== undefined && <Complaint text={complaint} />}
  </View>
)

type Kept = Reply<typeof community.settings>
interface FormProps {
  readonly kept: Kept
  readonly again: () => Promise<{ readonly data?: Kept | undefined }>
}

const Form = ({ kept, again }: FormProps) => {
  const { go } = useMove()
  const [form, setForm] = useState(() => formOf(kept.settings))
  const [seen, setSeen] = useState(kept)
  const [outcome, setOutcome] = useState<unknown>()
  const [helpOpen, setHelpOpen] = useState(false)
  const [volunteersOpen, setVolunteersOpen] = useState(false)
  /** Saved with something that cannot be read. */
  const [tried, setTried] = useState(false)
  const overtaken = outcome instanceof Refused && outcome.code === 'community.changed'
  const changes = changesIn(seen.settings, form)
  const set = (part: Partial<Draft>) => {
    setForm({ ...form, ...part })
    setTried(false)
    setOutcome(undefined)
  }
  const begin = (reply: Kept) => {
    setSeen(reply)
    setForm(formOf(reply.settings))
  }
  const complaint = (path: string) => {
    const found = outcome instanceof Refused ? Object.entries(outcome.fields) : []
    return found.find(([field]) => field.startsWith(`changes.${path}`))?.[1]
  }
  const wrong = wrongIn(form.help)
  const wrongVolunteers = wrongInVolunteers(form.volunteers)
  const unreadable = Object.keys(wrong).length > 0 || Object.keys(wrongVolunteers).length > 0
  const save = async () => {
    if (unreadable) {
      setHelpOpen(helpOpen || Object.keys(wrong).length > 0)
      setVolunteersOpen(volunteersOpen || Object.keys(wrongVolunteers).length > 0)
      setTried(true)
      return showComplaint(words.wrong)
    }
    try {
      begin(await go(community.saveSettings, { version: seen.version, changes }))
      setOutcome('saved')
    } catch (error) {
      setOutcome(error)
      showComplaint(sayRefusal(error))
    }
  }
  const { dutyHours } = form
  const hours = (part: Partial<Settings['dutyHours']>) => set({ dutyHours: { ...dutyHours, ...part } })
  const field = (name: 'name' | 'place' | 'phone' | 'dutyPhone', longest: number, placeholder = '') => (
    <Field
      label={words[name]}
      longest={longest}
      placeholder={placeholder}
      value={form[name]}
      onChange={value => set({ [name]: value })}
      complaint={complaint(name)}
    />
  )
  return (
    <>
      <View className="wide-list">
        {field('name', 20)}
        {field('place', 60, words.placeHint)}
        {field('phone', 20)}
        {field('dutyPhone', 20)}
        <View className="pair">
          {(['from', 'to'] as const).map(end => (
            <View key={end} className="pair-part">
              <Field
                label={words[end]}
                longest={5}
                placeholder={words.clockHint}
                value={dutyHours[end]}
                onChange={value => hours({ [end]: value })}
                complaint={complaint(`dutyHours.${end}`)}
              />
            </View>
          ))}
        </View>
        <Weekdays
          value={dutyHours.weekdays}
          onChange={weekdays => hours({ weekdays })}
          complaint={complaint('dutyHours.weekdays')}
        />
        <Field
          label={words.closedOn}
          lines="many"
          longest={700}
          placeholder={words.daysHint}
          value={form.closed}
          onChange={closed => set({ closed })}
          complaint={complaint('dutyHours.closedOn')}
        />
        <Field
          label={words.openOn}
          lines="many"
          longest={700}
          placeholder={words.daysHint}
          value={form.open}
          onChange={open => set({ open })}
          complaint={complaint('dutyHours.openOn')}
        />
      </View>
      <View className="small under-label">{words.daysNote}</View>
      <Card title={words.on}>
        {switches.map(name => (
          <Row
            key={name}
            name={words.switches[name]}
            on={form.on.includes(name)}
            onTap={() => set({ on: switches.filter(each => form.on.includes(each) !== (each === name)) })}
          />
        ))}
        <View className="small">{words.onNote}</View>
      </Card>
      <Card>
        <Row name={helpWords.title} note={helpWords.open} onTap={() => setHelpOpen(!helpOpen)} />
      </Card>
      {helpOpen && (
        <HelpPart
          form={form.help}
          set={(path, typed) => set({ help: { ...form.help, [path]: typed } })}
          complaint={path => (tried ? wrong[path] : complaint(`help.${path}`))}
        />
      )}
      <Card>
        <Row
          name={volunteerWords.title}
          note={volunteerWords.open}
          onTap={() => setVolunteersOpen(!volunteersOpen)}
        />
      </Card>
      {volunteersOpen && (
        <VolunteerPart
          was={seen.settings.volunteers}
          form={form.volunteers}
          set={(path, typed) => set({ volunteers: { ...form.volunteers, [path]: typed } })}
          complaint={path => (tried ? wrongVolunteers[path] : complaint(`volunteers.${path}`))}
        />
      )}
      {outcome === 'saved' && <Notice text={words.saved} tone="good" />}
      {outcome !== undefined && outcome !== 'saved' && <Notice text={sayRefusal(outcome)} tone="warn" />}
      {overtaken ? (
        <Button
          text={words.look}
          onTap={async () => {
            const { data } = await again()
            if (data) begin(data)
            setOutcome(undefined)
          }}
        />
      ) : (
        <Button text={words.save} disabled={Object.keys(changes).length === 0 && !unreadable} onTap={save} />
      )}
      <View className="gap" />
      <Card>
        <Row name={words.changePhones} onTap={() => toChange('phones')} />
        <Row name={words.changeWhose} onTap={() => toChange('whose')} />
      </Card>
      {kept.changes.length > 0 && (
        <Card title={words.changes}>
          {kept.changes.map(({ at, name }) => (
            <Row key={at} name={name} value={sayTime(at, new Date().toISOString())} />
          ))}
        </Card>
      )}
    </>
  )
}

const toChange = (what: string) => void Taro.navigateTo({ url: `/community/change?what=${what}` })

export default function SettingsPage() {
  const staff = useIsStaff()
  const { data, error, again } = useReply(community.settings, {}, { enabled: staff })
  return (
    <Page title={words.settings} wide>
      {!staff ? (
        <Empty text={words.staffOnly} />
      ) : data ? (
        <Form kept={data} again={again} />
      ) : error ? (
        <Failed error={error} again={again} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}
