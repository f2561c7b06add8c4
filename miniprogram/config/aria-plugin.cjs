// Taro leaves aria-* out of the WeChat templates; without it a screen reader says nothing useful.
const path = require('node:path')
const { components } = require('./aria-components.cjs')

module.exports = ctx =>
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) return // H5 writes real attributes
      platform.template.mergeComponents(ctx, components)
      platform.runtimePath = [].concat(platform.runtimePath, path.join(__dirname, 'aria-runtime.cjs'))
    },
  })
