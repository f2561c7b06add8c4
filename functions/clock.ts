export const handler = async () => ({ ticked: true })
