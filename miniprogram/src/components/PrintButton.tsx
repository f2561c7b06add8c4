/** At a desk the page itself goes to the printer; WeChat has none. */
import { Button } from './Button.tsx'
import './print.css'

const onH5 = process.env.TARO_ENV === 'h5'

export const PrintButton = ({ text }: { readonly text: string }) =>
  onH5 ? <Button text={text} kind="plain" onTap={() => window.print()} /> : null
