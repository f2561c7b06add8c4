export default definePageConfig({ navigationBarTitleText: '约人调解' })
