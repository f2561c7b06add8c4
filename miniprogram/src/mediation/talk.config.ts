export default definePageConfig({ navigationBarTitleText: '约人说和' })
