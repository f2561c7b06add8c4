export default definePageConfig({ navigationBarTitleText: '归谁管' })
