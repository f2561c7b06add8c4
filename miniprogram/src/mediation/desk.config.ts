export default definePageConfig({ navigationBarTitleText: '调解排期' })
