import { expect, it } from "vitest";
import type { GuichetEcrit } from "../../lectures/information/ports.ts";
import { champsGuichet, writeGuichet } from "./saisie-guichet.ts";

/** Longitude first: 4.95 east, 48.63 north. */
const GUICHET: GuichetEcrit = {
  id: 3,
  organisation: 12,
  publieLe: null,
  revision: 4,
  nom: "Maison de l’habitat",
  niveau: "enregistrement",
  adresse: "1 place d’essai",
  commune: "52448",
  point: [4.95, 48.63],
  telephone: "03 25 00 00 01",
  courriel: "accueil@essai.invalid",
  accessible: "oui",
  horaires: { plages: [{ jour: "lundi", debut: "09:00", fin: "12:00" }], fermetures: ["2026-12-25"] },
  precisions: "Sur rendez-vous",
  repli: true,
};

it("a card is read as it was shown, each value in its own field", () => {
  const montre = writeGuichet(GUICHET);
  expect([montre.lat, montre.lon]).toEqual([["48,63"], ["4,95"]]);
  const champs = Object.entries(champsGuichet(montre, [{ id: 12 }]));
  const lu = Object.fromEntries(champs.map(([nom, champ]) => [nom, champ.parse(montre[nom] ?? [])]));
  const { id: _id, publieLe: _publie, organisation, repli, ...fiche } = GUICHET;
  expect(lu).toEqual({ ...fiche, relu: false, territoire: { organisation, repli } });
});
