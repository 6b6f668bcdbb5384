import { expect, test } from "vitest";
import { type Encodage, encodeTexte } from "./decode/encodage.ts";
import { buildEntete } from "./decode/entete.ts";
import { fichierOf } from "./fichier.ts";
import { readBruts } from "./read-bruts.ts";

const UTF8: Encodage = { nom: "utf-8", melange: false };

test.each<[string, string, "\n" | "\r", Encodage, [number, string][]]>([
  [
    "LF",
    "un\ndeux\ntrois",
    "\n",
    UTF8,
    [
      [2, "deux"],
      [3, "trois"],
    ],
  ],
  [
    "CRLF",
    "un\r\ndeux\r\ntrois\r\n",
    "\n",
    UTF8,
    [
      [2, "deux"],
      [3, "trois"],
    ],
  ],
  [
    "CR alone",
    "un\rdeux\rtrois",
    "\r",
    UTF8,
    [
      [2, "deux"],
      [3, "trois"],
    ],
  ],
  [
    "mixed",
    "un\r\ndeux\ntrois\r\n",
    "\n",
    UTF8,
    [
      [2, "deux"],
      [3, "trois"],
    ],
  ],
  [
    "a line end in quotes",
    'un\n"de\nux";2\ntrois\n',
    "\n",
    UTF8,
    [
      [2, '"de\nux";2'],
      [4, "trois"],
    ],
  ],
  [
    "UTF-16",
    "un\ndéux\ntrois\n",
    "\n",
    { nom: "utf-16be", melange: false },
    [
      [2, "déux"],
      [3, "trois"],
    ],
  ],
  ["windows-1252", "un\n2 €\ntrois\n", "\n", { nom: "windows-1252", melange: false }, [[2, "2 €"]]],
])("gives back the records asked for (%s)", async (_, texte, finDeLigne, encodage, expected) => {
  const forme = { dialecte: { separateur: ";", finDeLigne }, encodage, entete: buildEntete(["un"], 1) };
  const fichier = fichierOf("essai.csv", encodeTexte(texte, encodage));
  const bruts = await readBruts(fichier, forme, new Set(expected.map(([ligne]) => ligne)));
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
  expect([...bruts].map(([ligne, brut]) => [ligne, hex(brut)])).toEqual(
    expected.map(([ligne, record]) => [ligne, hex(encodeTexte(record, encodage))]),
  );
});
