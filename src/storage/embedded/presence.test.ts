import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPostmaster } from "./presence.ts";

let data: string;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "blaise-presence-"));
});
afterAll(() => rm(data, { recursive: true }));

const FILE = ["4242", "/data", "1764500000", "5432", "/run/blaise", "", " 5432001 32768", "ready"];

test.each([
  ["all of it", FILE, { pid: 4242, socket: "/run/blaise" }],
  ["its first lines", FILE.slice(0, 3), null],
  ["no number yet", ["", ...FILE.slice(1)], null],
  // Zero is everybody of the group to whoever sends a signal.
  ["zero", ["0", ...FILE.slice(1)], null],
])("the running server, when the file has %s", async (_, lines, expected) => {
  await writeFile(join(data, "postmaster.pid"), lines.join("\n"));
  expect(readPostmaster(data)).toEqual(expected);
});

test("no file is no server", () => {
  expect(readPostmaster(join(data, "nowhere"))).toBeNull();
});
