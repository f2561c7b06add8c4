export default definePageConfig({ navigationBarTitleText: '今天去谁家' })
