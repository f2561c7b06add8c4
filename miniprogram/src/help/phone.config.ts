export default definePageConfig({ navigationBarTitleText: '电话单' })
