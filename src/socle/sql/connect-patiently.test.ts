import type pg from "pg";
import { expect, test } from "vitest";
import { connectPatiently } from "./connect-patiently.ts";

const refusal = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

/** A pool whose first connections fail with these errors. */
function poolOf(...errors: readonly Error[]) {
  const left = [...errors];
  const client = {} as pg.PoolClient;
  const asked = { times: 0 };
  const connect = async () => {
    asked.times++;
    const error = left.shift();
    if (error) throw error;
    return client;
  };
  return { pool: { connect } as unknown as Pick<pg.Pool, "connect">, client, asked };
}

test.each([
  ["starting", refusal("57P03")],
  ["nobody listens", refusal("ECONNREFUSED", { syscall: "connect" })],
  ["its socket is gone", refusal("ENOENT", { syscall: "connect" })],
])("a server that passes is asked again: %s", async (_, error) => {
  const { pool, client, asked } = poolOf(error, error);
  expect(await connectPatiently(pool)).toBe(client);
  expect(asked.times).toBe(3);
});

test.each([
  ["a wrong password", refusal("28P01")],
  ["too many connections", refusal("53300")],
  ["a file of ours", refusal("ENOENT")],
])("what does not pass is told at once: %s", async (_, error) => {
  const { pool, asked } = poolOf(error);
  await expect(connectPatiently(pool)).rejects.toBe(error);
  expect(asked.times).toBe(1);
});

test("a server that stays away is told after six tries", async () => {
  const error = refusal("ECONNREFUSED", { syscall: "connect" });
  const { pool, asked } = poolOf(...Array.from({ length: 10 }, () => error));
  await expect(connectPatiently(pool)).rejects.toBe(error);
  expect(asked.times).toBe(6);
});
