export default definePageConfig({ navigationBarTitleText: '改队的情况' })
