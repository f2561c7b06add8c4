export default definePageConfig({ navigationBarTitleText: '当面登记代办' })
