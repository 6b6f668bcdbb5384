import { utils, write } from "@e965/xlsx";
import { describe, expect, it, test } from "vitest";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { readRime } from "#relogement/formats/rime/read-rime.ts";
import { preparerRime } from "#relogement/lectures/rime/preparer.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { TRANSITIONS_RELOGEMENT } from "../../../src/relogement/regles/etat.ts";
import { AUJOURDHUI, baseRime, dossierOf, offreOf, readCsv } from "../../fixtures/rime.ts";
import { CAS_RIME, type CasRime } from "./cas-rime.ts";

const EPCI = "200068666";

async function outcomeOf({ menages, offres }: CasRime): Promise<readonly string[] | string> {
  try {
    const lu = await readCsv(menages, ...(offres ? [offres] : []));
    const { apercu } = await preparerRime(baseRime([]), { epci: EPCI, lu, aujourdhui: AUJOURDHUI });
    return [...new Set(apercu.problemes.map((one) => `${one.feuille}:${one.ligne} ${one.colonne} ${one.code}`))].sort();
  } catch (error) {
    if (error instanceof Refus) return error.code;
    throw error;
  }
}

describe("every way in which a follow-up can be wrong", () => {
  test.each(CAS_RIME.map((cas) => [cas.nom, cas] as const))("%s", async (_, cas) => {
    expect(await outcomeOf(cas)).toEqual(cas.refus ?? [...(cas.attendu ?? [])].sort());
  });

  it("says where, what, and what to do, in French", async () => {
    for (const cas of CAS_RIME.filter(({ attendu }) => (attendu ?? []).length > 0)) {
      const lu = await readCsv(cas.menages, ...(cas.offres ? [cas.offres] : []));
      const { apercu } = await preparerRime(baseRime([]), { epci: EPCI, lu, aujourdhui: AUJOURDHUI });
      for (const { message } of apercu.problemes) expect(message).toMatch(/^[«\p{L}].{20,}[.)]$/u);
    }
  });
});

async function prepare(menages: readonly string[], offres: readonly string[], dossier = dossierOf()) {
  const lu = await readCsv(...[menages, offres].filter((lines) => lines.length > 0));
  return preparerRime(baseRime([dossier]), { epci: EPCI, lu, aujourdhui: AUJOURDHUI });
}
const codesOf = ({ apercu }: Awaited<ReturnType<typeof prepare>>) => apercu.problemes.map(({ code }) => code);

describe("over a file that is there", () => {
  const O = "Référence;Numéro;Réponse;Réponse donnée le;Motif du refus;Bail signé le;Loyer;APL";

  it("an offer is kept as it was on its day; what was awaited may come", async () => {
    expect(codesOf(await prepare(["Référence;Nom", "ORC-001;"], [O, "ORC-001;1;;;;;999;"]))).toContain("offre-figee");
    const { apercu, plan } = await prepare(
      ["Référence;Nom", "ORC-001;"],
      [O, "ORC-001;1;Refusée;10/05/2024;Autre motif;;352;"],
    );
    expect(apercu.problemes).toEqual([]);
    expect(plan.offres).toMatchObject([{ id: 101, reponse: "refusee", reponduLe: "2024-05-10", loyer: 352 }]);
    expect(apercu.modifies[0]?.differences.map(({ colonne, avant, apres }) => [colonne, avant, apres])).toEqual([
      ["Offre 1, Réponse du ménage", "Réponse attendue", "Refusée"],
      ["Offre 1, Réponse donnée le", null, "10/05/2024"],
      ["Offre 1, Motif du refus", null, "Autre motif"],
    ]);
  });

  it("what was not known may be completed", async () => {
    const inconnue = { ...offreOf(1), logement: { ...offreOf(1).logement, apl: null } };
    const { plan } = await prepare(
      ["Référence;Nom", "ORC-001;"],
      [O, "ORC-001;1;;;;;;240"],
      dossierOf({ offres: [inconnue] }),
    );
    expect(plan.offres).toMatchObject([{ id: 101, apl: 240, loyer: 352 }]);
  });

  it("a decision of the comité opens a fourth offer, from its day on", async () => {
    const refus = (n: number) => offreOf(n, { reponse: "refusee", reponduLe: "2024-05-01", motifRefus: "autre" });
    const decision = {
      id: 7,
      relogement: 1,
      objet: "quatrieme-offre" as const,
      le: "2024-06-01",
      motif: "x",
      offre: null,
    };
    const dossier = dossierOf({ offres: [1, 2, 3].map(refus), decisions: [decision] });
    const entete = "Référence;Numéro;Proposée le;Bailleur;Adresse;Commune";
    const ligne = (le: string) => `ORC-001;4;${le};999000029;9 rue des Essais;52448`;
    const avec = await prepare([], [entete, ligne("10/06/2024")], dossier);
    expect(avec.plan.offres).toMatchObject([{ numero: 4, decisionComite: 7, relogeur: 12 }]);
    const avant = await prepare([], [entete, ligne("20/05/2024")], dossier);
    expect(codesOf(avant)).toContain("quatrieme-offre");
  });

  it("a household does not change of demolition, nor come back once gone", async () => {
    const M = "Référence;Opération;État";
    expect(codesOf(await prepare([M, "ORC-001;Ibiza;"], []))).toEqual(["operation-differente"]);
    const parti = dossierOf({ etat: "depart", offres: [], closLe: "2024-05-01" });
    expect(TRANSITIONS_RELOGEMENT.depart).toEqual([]);
    expect(codesOf(await prepare([M, "ORC-001;;Offres"], [], parti))).toEqual(["etat-inaccessible"]);
  });

  it("leaving a blocked situation opens no other case", async () => {
    const bloque = dossierOf({
      etat: "bloque",
      offres: [],
      blocage: { id: 5, motif: "dette-locative", ouvertLe: "2024-05-01" },
    });
    const { plan } = await prepare(["Référence;État;État depuis le", "ORC-001;Offres;01/06/2024"], [], bloque);
    expect(plan).toMatchObject({ menages: [{ etat: "offres", etatDepuis: "2024-06-01" }], blocages: [] });
  });

  it("computed amounts are compared, told and not read", async () => {
    const { apercu, plan } = await prepare(
      ["Référence;Loyer avant;Charges avant;APL avant;Reste à charge avant", "ORC-001;298,5;95;231;500"],
      [],
    );
    expect(apercu.avertissements).toEqual([expect.stringMatching(/« Reste à charge avant » : 1\smontant du fichier/)]);
    expect(plan.menages).toEqual([]);
  });
});

describe("a workbook", () => {
  async function readSheets(sheets: Readonly<Record<string, readonly (readonly unknown[])[]>>) {
    const book = utils.book_new();
    for (const [nom, rows] of Object.entries(sheets)) {
      utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), nom);
    }
    const octets = new Uint8Array(write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer);
    return readRime([fichierOf("suivi.xlsx", octets)], { aujourdhui: AUJOURDHUI, colonnes: {} });
  }

  it("is read under its title lines, whatever the order of its sheets; the others are told", async () => {
    const lu = await readSheets({
      Synthèse: [["Tableau de bord"], ["Relogés", 12]],
      "Suivi offres": [
        ["Référence", "Numéro", "Bailleur"],
        ["a-1", 1, "Hamaris"],
      ],
      Locataires: [
        ["Suivi du relogement"],
        [],
        ["Référence", "Opération", "Nom", "Loyer avant"],
        ["a-1", "Orcades", "Essai", 300.5],
      ],
    });
    expect(lu.menages).toMatchObject([
      { ligne: 4, lue: true, valeurs: { reference: "A-1", operation: "Orcades", origineLoyer: 300.5 } },
    ]);
    expect(lu.offres).toMatchObject([{ ligne: 2, valeurs: { reference: "A-1", numero: 1, bailleur: "Hamaris" } }]);
    expect(lu.avertissements.join(" ")).toContain("« Synthèse »".replaceAll(" ", "\u00a0"));
  });

  it("dates are its numbers of days, and a formula that failed is an empty cell that is told", async () => {
    const lu = await readSheets({
      Ménages: [
        ["Référence", "Né le", "Loyer avant"],
        ["A-1", 25_569, { t: "e", v: 23 }],
      ],
    });
    expect(lu.menages).toMatchObject([{ lue: true, valeurs: { naissance: "1970-01-01", origineLoyer: null } }]);
    expect(lu.menages[0]?.anomalies.map(({ code }) => code)).toEqual(["erreur-formule"]);
  });

  it("a NIR is refused in a column that is not read too", async () => {
    const rows = [
      ["Référence", "Nom", "Remarque"],
      ["A-1", "Essai", "185057800608491"],
    ];
    await expect(readSheets({ Ménages: rows })).rejects.toMatchObject({ code: "nir-present" });
  });
});
