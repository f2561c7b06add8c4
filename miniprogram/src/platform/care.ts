/** 长辈版: larger in everything. A setting of this phone, at once on every page. */
import { asYes, stored } from './stored.ts'

const care = stored('care', asYes)

export const useCare = () => care.use() ?? false
export const setCare = (on: boolean) => care.set(on || undefined)
