import { expect, test } from "vitest";
import type { ContenuPv } from "../lectures/cal/pv.ts";
import { composePvDocument } from "./pv-cal-document.ts";

const PV: ContenuPv = {
  reference: "CAL-2026-001",
  bailleur: "Bailleur d’essai",
  jour: "2026-11-28",
  mode: "En salle",
  reglement: "Version 1",
  quorum: "Le quorum est atteint.",
  synthetique: true,
  membres: [],
  logements: [
    {
      reference: "L-0002",
      libelle: "T3",
      exception: null,
      avis: "Réservé : L’école est pleine.",
      candidats: [
        {
          nom: "candidat\u00A01",
          reference: "D-7KQ4-XM2R",
          decision: "Attribution, rang 1",
          motif: null,
          vote: "1 voix.",
        },
      ],
    },
    { reference: "L-0003", libelle: "T2", exception: null, avis: "Favorable", candidats: [] },
    { reference: "L-0004", libelle: "T2", exception: null, avis: null, candidats: [] },
  ],
};

test("the opinion of the commune ends on one full stop, as it was written or not", () => {
  const { sections } = composePvDocument(PV, null);
  const avis = sections.flatMap(({ blocs }) =>
    blocs.flatMap((bloc) => (bloc.kind === "paragraphe" ? [bloc.texte] : [])),
  );
  expect(avis).toEqual([
    "Avis de la commune : Réservé : L’école est pleine.",
    "Avis de la commune : Favorable.",
    "La commune n’a pas donné d’avis.",
  ]);
  expect(JSON.stringify(sections)).toContain("Candidat\u00A01, D-7KQ4-XM2R");
});

test("it says to the minute when it was frozen, in Paris, and that its hash no longer holds", () => {
  const { couverture } = composePvDocument(PV, { le: "2026-11-28T23:30:00.000Z", empreinte: "ab12", intact: false });
  const dits = couverture.map(({ valeur }) => valeur);
  expect(dits).toContain("Figé le 29 novembre 2026 à 00:30");
  expect(dits).toContain("ab12 (ne correspond plus)");
});
