export default definePageConfig({ navigationBarTitleText: '我家的人', enableShareAppMessage: true })
