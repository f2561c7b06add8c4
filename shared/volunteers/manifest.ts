import type { Manifest } from '../manifest.ts'
import { volunteersForm, volunteersSettings } from './settings.ts'

export const volunteersManifest = {
  name: 'volunteers',
  switches: { volunteers: '志愿服务' },
  kinds: { membership: { page: 'membership', called: '入队' }, shift: { page: 'shift', called: '活动' } },
  settings: { schema: volunteersSettings, form: volunteersForm },
  looks: { record: '开志愿服务记录单', export: '导出志愿服务时长' },
} as const satisfies Manifest
