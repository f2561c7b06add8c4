export default definePageConfig({ navigationBarTitleText: '民情图' })
