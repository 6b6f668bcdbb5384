import { expect, test } from "vitest";
import { readBruts } from "./read-bruts.ts";

function fichierOf(text: string, chunkSize: number) {
  const bytes = new TextEncoder().encode(text);
  return {
    nom: "essai.csv",
    taille: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
    },
  };
}

test.each([
  ["LF", "un\ndeux\ntrois"],
  ["CRLF", "un\r\ndeux\r\ntrois\r\n"],
  ["CR alone", "un\rdeux\rtrois"],
  ["mixed", "un\r\ndeux\ntrois\r"],
])("gives back the second and third physical lines (%s), whatever the chunks", async (_, text) => {
  for (const chunkSize of [1, 2, 3, 100]) {
    const bruts = await readBruts(fichierOf(text, chunkSize), new Set([2, 3]));
    expect([...bruts].map(([ligne, brut]) => [ligne, new TextDecoder().decode(brut)])).toEqual([
      [2, "deux"],
      [3, "trois"],
    ]);
  }
});
