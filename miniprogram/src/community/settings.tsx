import { View } from '@tarojs/components'
import { useState } from 'react'
import { community, switches, type Settings } from '../../../shared/community.ts'
import type { Reply } from '../../../shared/contract.ts'
import { sayTime } from '../../../shared/time.ts'
import { Awaited } from '../components/Awaited.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { showComplaint } from '../components/complaints.ts'
import { Field } from '../components/Field.tsx'
import { complaintAt } from '../components/form.ts'
import { Page } from '../components/Page.tsx'
import { Row } from '../components/Row.tsx'
import { Empty, Notice } from '../components/States.tsx'
import { open } from '../platform/open.ts'
import { useMove, useReply } from '../platform/query.tsx'
import { Refused, sayRefusal } from '../platform/refused.ts'
import { useIsStaff } from './ChangeButton.tsx'
import { Fold } from './Fold.tsx'
import { clockOf, helpFormOf, helpOf, piecesOf, wrongIn, type HelpForm } from './help-form.ts'
import { HelpPart } from './HelpPart.tsx'
import { mediationFormOf, mediationOf, wrongInMediation, type MediationForm } from './mediation-form.ts'
import { MediationPart } from './MediationPart.tsx'
import { volunteerFormOf, volunteersOf, wrongInVolunteers } from './volunteer-form.ts'
import { VolunteerPart } from './VolunteerPart.tsx'
import { Weekdays } from './Weekdays.tsx'
import { helpWords, mediationWords, volunteerWords, words } from './words.ts'

const sayDays = (days: readonly string[]) => days.join('、')

/** Out of sight until somebody opens them. */
const parts = ['help', 'volunteers', 'mediation'] as const
type Part = (typeof parts)[number]

/** The form: the settings, with days, times and words as they are being typed. */
interface Draft extends Omit<Settings, Part> {
  readonly closed: string
  readonly open: string
  readonly help: HelpForm
  readonly volunteers: HelpForm
  readonly mediation: MediationForm
}
const formOf = (settings: Settings): Draft => ({
  ...settings,
  closed: sayDays(settings.dutyHours.closedOn),
  open: sayDays(settings.dutyHours.openOn),
  help: helpFormOf(settings.help),
  volunteers: volunteerFormOf(settings.volunteers),
  mediation: mediationFormOf(settings.mediation),
})

/** Only what was changed is sent: what this page does not know of stays as it is. */
const changesIn = (was: Settings, { closed, open, ...form }: Draft) => {
  const { from, to } = form.dutyHours
  const dutyHours = {
    ...form.dutyHours,
    ...{ from: clockOf(from), to: clockOf(to), closedOn: piecesOf(closed), openOn: piecesOf(open) },
  }
  const next = {
    ...form,
    dutyHours,
    help: helpOf(was.help, form.help),
    volunteers: volunteersOf(was.volunteers, form.volunteers),
    mediation: mediationOf(was.mediation, form.mediation),
  }
  const names = ['name', 'place', 'phone', 'dutyPhone', 'dutyHours', 'on', ...parts] as const
  return Object.fromEntries(
    names.flatMap(name =>
      JSON.stringify(next[name]) === JSON.stringify(was[name]) ? [] : [[name, next[name]]],
    ),
  )
}

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
  const [opened, setOpened] = useState<readonly Part[]>([])
  /** Saved with something that cannot be read. */
  const [tried, setTried] = useState(false)
  const overtaken = outcome instanceof Refused && outcome.code === 'community.changed'
  const changes = changesIn(seen.settings, form)
  const changed = Object.keys(changes).length > 0
  const set = (part: Partial<Draft>) => {
    setForm({ ...form, ...part })
    setTried(false)
    setOutcome(undefined)
  }
  const begin = (reply: Kept) => {
    setSeen(reply)
    setForm(formOf(reply.settings))
  }
  const refused = outcome instanceof Refused ? outcome.fields : {}
  const complaint = (path: string) => complaintAt(refused, `changes.${path}`)
  const wrong = {
    help: wrongIn(form.help),
    volunteers: wrongInVolunteers(form.volunteers),
    mediation: wrongInMediation(seen.settings.mediation, form.mediation),
  }
  const unreadable = parts.filter(part => Object.keys(wrong[part]).length > 0)
  const complaintIn = (part: Part) => (path: string) =>
    tried ? complaintAt(wrong[part], path) : complaint(`${part}.${path}`)
  const fold = (part: Part) => ({
    open: opened.includes(part),
    toggle: () => setOpened(opened.includes(part) ? opened.filter(each => each !== part) : [...opened, part]),
  })
  const save = async () => {
    if (unreadable.length) {
      setOpened([...opened, ...unreadable])
      setTried(true)
      return showComplaint(words.wrong)
    }
    try {
      begin(await go(community.saveSettings, { version: seen.version, changes }))
      setOutcome('saved')
    } catch (error) {
      setOutcome(error)
      const { fields = {} } = error instanceof Refused ? error : {}
      setOpened([...opened, ...parts.filter(part => complaintAt(fields, `changes.${part}`))])
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
          label={words.weekdays}
          value={dutyHours.weekdays}
          onChange={weekdays => hours({ weekdays })}
          complaint={complaint('dutyHours.weekdays')}
        />
        <Field
          label={words.closedOn}
          lines="many"
          longest={1400}
          placeholder={words.daysHint}
          value={form.closed}
          onChange={closed => set({ closed })}
          complaint={complaint('dutyHours.closedOn')}
        />
        <Field
          label={words.openOn}
          lines="many"
          longest={1400}
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
      <Fold title={helpWords.title} note={helpWords.open} {...fold('help')}>
        <HelpPart
          form={form.help}
          set={(path, typed) => set({ help: { ...form.help, [path]: typed } })}
          complaint={complaintIn('help')}
        />
      </Fold>
      <Fold title={volunteerWords.title} note={volunteerWords.open} {...fold('volunteers')}>
        <VolunteerPart
          was={seen.settings.volunteers}
          form={form.volunteers}
          set={(path, typed) => set({ volunteers: { ...form.volunteers, [path]: typed } })}
          complaint={complaintIn('volunteers')}
        />
      </Fold>
      <Fold title={mediationWords.title} note={mediationWords.open} {...fold('mediation')}>
        <MediationPart
          was={seen.settings.mediation}
          form={form.mediation}
          set={part => set({ mediation: { ...form.mediation, ...part } })}
          complaint={complaintIn('mediation')}
        />
      </Fold>
      {changed && outcome === undefined && <Notice text={words.unsaved} />}
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
        <Button text={words.save} disabled={!changed && !unreadable.length} onTap={save} />
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

const toChange = (what: 'phones' | 'whose') => open('community/change', { what })

export default function SettingsPage() {
  const staff = useIsStaff()
  const asked = useReply(community.settings, {}, { enabled: staff })
  return (
    <Page title={words.settings} wide>
      {staff ? (
        <Awaited asked={asked} calls={false}>
          {kept => <Form kept={kept} again={asked.again} />}
        </Awaited>
      ) : (
        <Empty text={words.staffOnly} />
      )}
    </Page>
  )
}
