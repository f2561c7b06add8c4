export default definePageConfig({ navigationBarTitleText: '说个建议' })
