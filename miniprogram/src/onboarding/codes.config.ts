export default definePageConfig({ navigationBarTitleText: '楼门码' })
