export default definePageConfig({ navigationBarTitleText: '走访的人家' })
