// Before each test file that is about the database.
Object.assign(process.env, JSON.parse(process.env.MULIN_TEST_DATABASES)[process.env.JEST_WORKER_ID - 1])
