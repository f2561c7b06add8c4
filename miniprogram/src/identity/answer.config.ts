export default definePageConfig({ navigationBarTitleText: '有人想替您办事' })
