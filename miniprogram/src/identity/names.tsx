/** One's name, and what neighbours call one: offered by the surname, or typed. */
import { surnameOf } from '../../../shared/text.ts'
import { line, oneOf, type FieldOf } from '../components/fields.tsx'

/** What a neighbour with this name may be called: 王阿姨, 王叔叔, … */
const callNamesFor = (name: string) => {
  const surname = surnameOf(name)
  return surname ? ['阿姨', '叔叔', '奶奶', '爷爷', '女士', '先生'].map(title => surname + title) : []
}

const typed = line('邻居怎么称呼您', { hint: '例如 王阿姨', longest: 12 })

export const nameFields = (name: string): { name: FieldOf<string>; callName: FieldOf<string> } => {
  const offered = callNamesFor(name)
  const chosen = oneOf<string>(undefined, Object.fromEntries(offered.map(each => [each, each])))
  return {
    name: line('姓名', { hint: '身份证上的姓名', longest: 20 }),
    callName: {
      draw: drawing => (
        <>
          {typed.draw(drawing)}
          {offered.length > 0 && chosen.draw({ ...drawing, complaint: undefined })}
        </>
      ),
    },
  }
}
