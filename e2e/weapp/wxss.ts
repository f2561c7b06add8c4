import path from 'node:path'
import postcss, { type Root } from 'postcss'

// WeChat names its elements wx-view, wx-button … and rewrites the selectors of a build to fit; so do we.
const tags =
  'page|view|text|button|image|input|textarea|picker|switch|form|label|navigator|scroll-view|swiper|swiper-item|' +
  'checkbox|checkbox-group|radio|radio-group|rich-text|icon|slider|progress|canvas|video|cover-view|' +
  'cover-image|picker-view|picker-view-column|block'
const tagSelector = new RegExp(`(^|[\\s>+~,(])(${tags})(?=$|[\\s>+~,).:#[])`, 'g')

/** 1rpx is a 750th of the screen's width. */
export const withoutRpx = (css: string) => css.replace(/(-?[\d.]+)rpx/g, 'calc($1 * 100vw / 750)')

const withImports = (files: Record<string, string>, file: string): string =>
  (files[file] ?? '').replace(/@import\s+["']([^"']+)["'];?/g, (_, id: string) => {
    const found = id.startsWith('/') ? id.slice(1) : path.posix.join(path.posix.dirname(file), id)
    return withImports(files, found)
  })

/** All styles of one page as CSS for our DOM; lengths in rpx are left as they are. */
export const styleOf = (files: Record<string, string>, page: string): Root => {
  const style = postcss.parse(`${withImports(files, 'app.wxss')}\n${withImports(files, `${page}.wxss`)}`)
  style.walkRules(rule => {
    rule.selector = rule.selector.replace(tagSelector, '$1wx-$2')
  })
  return style
}

/** Selectors that hide what they match, from plain rules; those in @media and on pseudo-elements are left aside. */
export const hidingSelectors = (style: Root, probe: Element) => {
  const found: string[] = []
  style.walkRules(rule => {
    if (rule.parent?.type === 'atrule' || rule.selector.includes('::')) return
    rule.walkDecls(/^(display|visibility)$/, ({ value }) => {
      if (value === 'none' || value === 'hidden') found.push(rule.selector)
    })
  })
  return found.filter(selector => {
    try {
      probe.matches(selector)
      return true
    } catch {
      return false // a selector jsdom cannot read hides nothing here
    }
  })
}
