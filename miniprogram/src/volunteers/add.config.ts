export default definePageConfig({ navigationBarTitleText: '开一次活动' })
