// Before each test file: the parts that this worker of jest has for itself.
const sets = JSON.parse(process.env.MULIN_TEST_PARTS)
Object.assign(process.env, sets[Number(process.env.JEST_WORKER_ID) - 1])
