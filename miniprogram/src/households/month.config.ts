export default definePageConfig({ navigationBarTitleText: '这个月的走访' })
