import { createServer, type Server } from "node:net";
import { expect, test } from "vitest";
import { openAntivirus } from "./antivirus.ts";

test.each([
  ["stream: OK\0", "saine"],
  ["stream: Eicar-Test-Signature FOUND\0", "infectee"],
  ["INSTREAM size limit exceeded. ERROR\0", "injoignable"],
  ["", "injoignable"],
  [null, "injoignable"],
] as const)("clamd that answers %j: %s", async (reponse, attendu) => {
  const recu: Buffer[] = [];
  const server = await listen((parts) => recu.push(...parts), reponse);
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const clamd = openAntivirus({ host: "127.0.0.1", port }, { error: () => undefined }, { delaiMs: 300 });
  expect(await clamd?.examiner(Buffer.alloc(100_000, 7))).toBe(attendu);
  // The command, two chunks with their lengths, and the end.
  if (reponse !== null) expect(Buffer.concat(recu)).toHaveLength(10 + 4 + 65_536 + 4 + 34_464 + 4);
  server.close();
  expect(await clamd?.examiner(Buffer.from("x"))).toBe("injoignable");
});

test("an installation without an antivirus has none", () => {
  expect(openAntivirus(null, { error: () => undefined })).toBeNull();
});

/** A test clamd: answers once the stream is over; `null`: never. */
async function listen(keep: (parts: readonly Buffer[]) => void, reponse: string | null): Promise<Server> {
  const server = createServer((socket) => {
    const parts: Buffer[] = [];
    socket.on("error", () => undefined);
    socket.on("data", (part) => {
      parts.push(part);
      if (reponse === null || !Buffer.concat(parts).subarray(-4).equals(Buffer.alloc(4))) return;
      keep(parts);
      socket.end(reponse);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
