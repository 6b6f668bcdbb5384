import { expect, test } from "vitest";
import { findBanques, findCourriels, findTelephones } from "./coordonnee.ts";

test.each([
  ["06 39 98 12 47", findTelephones],
  ["0639981247", findTelephones],
  ["06.39.98.12.47", findTelephones],
  ["01-99-00-43-18", findTelephones],
  ["+33 6 39 98 12 47", findTelephones],
  ["+33 (0)6 39 98 12 47", findTelephones],
  ["0033639981247", findTelephones],
  ["camille.exemple@exemple.fr", findCourriels],
  ["accueil_social@ccas.example", findCourriels],
  ["camille (at) exemple.fr", findCourriels],
  ["FR76 3000 6000 0112 3456 7890 189", findBanques],
  ["fr7630006000011234567890189", findBanques],
  ["DE89 3704 0044 0532 0130 00", findBanques],
  ["4970 1000 0000 0014", findBanques],
])("%s is found whole", (ecrit, find) => {
  expect(find(`Voir ${ecrit}, merci.`)).toEqual([{ debut: 5, fin: 5 + ecrit.length }]);
});

test("what follows an IBAN is not part of it", () => {
  const texte = "RIB FR76 3000 6000 0112 3456 7890 189 reçu le 12 mai";
  expect(findBanques(texte).map(({ debut, fin }) => texte.slice(debut, fin))).toEqual([
    "FR76 3000 6000 0112 3456 7890 189",
  ]);
});

test.each([
  "SIRET 12345678200010",
  "numéro unique 033033000451850578",
  "RPLS 3318204512, bât. B, porte 42",
  "loyer 0,45 €, charges 12 34 56",
  "IBAN à fournir, FR76 3000 6000 0112 3456 7890 188",
  "carte 4970 1000 0000 0015",
  "article R. 441-2-8 @ relire",
  "185057800608491",
])("%s holds no telephone, address or bank number", (texte) => {
  expect([...findTelephones(texte), ...findCourriels(texte), ...findBanques(texte)]).toEqual([]);
});
