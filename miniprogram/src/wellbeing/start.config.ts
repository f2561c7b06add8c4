export default definePageConfig({ navigationBarTitleText: '今天我很好' })
