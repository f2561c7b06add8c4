export default definePageConfig({ navigationBarTitleText: '加入我家' })
