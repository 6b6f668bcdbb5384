import fc from "fast-check";

/** The same draws at each run: a red run says that something changed. BLAISE_TEST_SEED looks further, outside of the checks. */
fc.configureGlobal({ seed: Number(process.env.BLAISE_TEST_SEED ?? 20181005) });
