// Before each test file: the parts that this worker of jest has for itself.
Object.assign(process.env, JSON.parse(process.env.MULIN_TEST_PARTS)[process.env.JEST_WORKER_ID - 1])
