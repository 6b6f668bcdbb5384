// @module-tag moteur
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AttributionRow, ObjectifRow, ResultatRow } from "#donnees/formats/rows.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createTestApp, OFFICIER } from "../../../../test/fixtures/http.ts";
import { attribution, EPCI, openTerritoireEssai, stageRows } from "../../../../test/fixtures/lots.ts";
import { textOf } from "../../../../test/fixtures/pages.ts";
import { resultatsOf } from "../../../../test/fixtures/resultats.ts";
import { computeBilan } from "../compute-bilan.ts";
import { computeMesures } from "./compute-mesures.ts";
import { computeConstatCarence } from "./constat-carence.ts";

let database: TestDatabase;
let fichiers = 0;
beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
});
afterEach(() => database.drop());

const ANNEE_ENTIERE = ["02", "05", "08", "11"];
const SANS_T3 = ["02", "05", "12"];
const Q1 = { quartileDeclare: "q1", revenuMensuel: 300 } as const;

/** `nombre` leases of 2019 hors QPV, spread over the months. */
const baux = (nombre: number, given: Partial<AttributionRow>, from: number, mois = ANNEE_ENTIERE) =>
  Array.from({ length: nombre }, (_, i) =>
    attribution({ bailSigneLe: `2019-${mois[i % mois.length]}-10`, ...given }, from + i),
  );

async function publish(
  source: "sne-attributions" | "resultats" | "objectifs",
  lignes: readonly (AttributionRow | ResultatRow | ObjectifRow)[],
  periode: string,
) {
  fichiers += 1;
  const lot = await stageRows(database.base, source, lignes, { periode, fichier: `${source}-${fichiers}.csv` });
  await publishLot(database.base, lot, { confirme: true });
}

const question = (annee: number) => ({ epci: EPCI, annee, aujourdhui: "2026-03-01" });
const mesures = (annee = 2019) => computeMesures(database.base, question(annee));
const bilan = (annee = 2019) =>
  computeBilan(database.base, { epci: EPCI, periode: yearPeriode(annee), bailleur: null });
const plain = (texte: string) => texte.replace(/[\s\u00A0\u202F]+/g, " ");
const ask = (chemin: string) =>
  createTestApp(database.bases, {}, OFFICIER).request(`/t/${EPCI}/${chemin}`, { headers: { accept: "text/html" } });

const SANS = { "q1-qpv": 0, "q1-inconnue": 0, "q24-qpv": 0, "q24-inconnue": 0 };
const vise = (taux: number): ObjectifRow => ({
  epci: EPCI,
  annee: 2019,
  bailleur: null,
  objet: "hors-qpv",
  taux,
  nombre: null,
  contingent: null,
  lieu: null,
  du: null,
  au: null,
  acte: "Convention",
  depuis: "2018-10-05",
});

describe("the convention's own objective, contradicted alone", () => {
  it("is told so, with the table that contradicts it", async () => {
    await publish("objectifs", [vise(0.35)], "2018");
    await publish(
      "resultats",
      resultatsOf({ ...SANS, "q1-hors-qpv": 30, "q24-hors-qpv": 70 }, { annee: 2019 }),
      "2019",
    );
    await publish("sne-attributions", [...baux(40, Q1, 0), ...baux(60, {}, 100)], "2019");
    const { reponse, carence, barreaux } = await mesures();
    expect(reponse.phrases.join(" ")).toContain("Infocentre");
    for (const raison of [carence?.raison, ...barreaux.map(({ ouverture }) => ouverture?.raison)])
      expect(raison ?? "").not.toMatch(/indécidable : [,.]/);
  });

  it("misses no number in the constat that the floor opens", async () => {
    await publish("objectifs", [vise(0.22)], "2018");
    await publish(
      "resultats",
      resultatsOf({ ...SANS, "q1-hors-qpv": 23, "q24-hors-qpv": 77 }, { annee: 2019 }),
      "2019",
    );
    await publish("sne-attributions", [...baux(20, Q1, 0), ...baux(80, {}, 100)], "2019");
    const { constat } = await computeConstatCarence(database.base, question(2019));
    expect(plain(constat.join(" "))).toContain("22 attendues, indécidable : une autre extraction dit le contraire.");
  });
});

describe("a year that another extraction counts the other way", () => {
  beforeEach(async () => {
    await publish("sne-attributions", [...baux(20, Q1, 0), ...baux(80, {}, 100)], "2019");
    const table = { "q1-qpv": 0, "q1-hors-qpv": 40, "q1-inconnue": 0, "q24-qpv": 0, "q24-hors-qpv": 60 };
    await publish("resultats", resultatsOf({ ...table, "q24-inconnue": 0 }, { annee: 2019 }), "2019");
  });

  it("opens no measure and no constat, and says which one contradicts it", async () => {
    expect((await bilan()).horsQpv.verdict).toBe("indecidable");
    const { reponse, carence, barreaux, chiffres } = await mesures();
    expect(reponse.issue).toBe("indecidable");
    expect(reponse.phrases.join(" ")).toContain("Une autre extraction (Infocentre) compte");
    expect(barreaux.some(({ ouverture }) => ouverture?.ouverte)).toBe(false);
    expect(carence).toEqual({
      ouverte: false,
      code: "carence-indecidable",
      raison:
        "L’objectif est indécidable : une autre extraction (Infocentre) dit le contraire, il reste à établir laquelle est juste. C’est à trancher avant tout constat.",
    });
    expect(chiffres?.cotes[0]?.ligne.plancher).toMatchObject({ verdict: "indecidable", suffit: null });
    expect(plain(textOf(await (await ask("mesures?annee=2019")).text()))).not.toMatch(/Non atteint|suffit à trancher/);
  });

  it("has no draft of a constat", async () => {
    await expect(computeConstatCarence(database.base, question(2019))).rejects.toMatchObject({
      code: "carence-indecidable",
    });
    expect((await ask("constat-carence.pdf?annee=2019")).status).toBe(422);
  });
});

describe("a year of which the third quarter is missing", () => {
  beforeEach(() => publish("sne-attributions", [...baux(10, Q1, 0, SANS_T3), ...baux(40, {}, 100, SANS_T3)], "2019"));

  it("is judged on no objective, and says the quarter that is missing as the bilan does", async () => {
    const { reponse, chiffres, carence } = await mesures();
    expect(reponse.issue).toBe("en-cours");
    expect(chiffres?.cotes[0]?.ligne.plancher?.verdict).toBe("en-cours");
    expect(plain(reponse.phrases.join(" "))).toContain("10 sur 50 (20,0 %) ; plancher légal de 25 % : en cours.");
    const { enCours } = await bilan();
    expect(enCours).toContain("aucun bail du T3 n’est publié");
    expect(reponse.phrases.at(-1)).toBe(enCours);
    expect(carence?.raison).toBe(`${enCours} Un constat serait provisoire, il n’est pas établi.`);
  });

  it("is missed by no bailleur that has signed nothing yet", async () => {
    await publish("objectifs", [{ ...vise(0), bailleur: "999000045", taux: null, nombre: 10 }], "2018");
    const ligne = (await mesures()).chiffres?.bailleurs.find(({ siren }) => siren === "999000045");
    expect(ligne).toMatchObject({ assiette: 0, cible: { attendu: 10, verdict: "en-cours" } });
  });

  it("is called missed nowhere on the page", async () => {
    const page = plain(textOf(await (await ask("mesures?annee=2019")).text()));
    expect(page).toContain("En cours");
    expect(page).not.toMatch(/[Nn]on atteint|[Ii]l manque|manque \d/);
  });
});

describe("an undecided year", () => {
  it("asks of each side its own unknown leases, and of the constat those outside the QPV alone", async () => {
    const qpv = { situationDeclaree: "qpv" } as const;
    await publish(
      "sne-attributions",
      [
        ...baux(24, Q1, 0),
        ...baux(75, {}, 100),
        ...baux(50, qpv, 200),
        ...baux(50, { ...Q1, ...qpv }, 400),
        ...baux(2, { ...Q1, situationDeclaree: "inconnue" }, 600),
      ],
      "2019",
    );
    expect((await bilan()).horsQpv.suffit).toBe(2);
    const { chiffres, carence, barreaux } = await mesures();
    expect(chiffres?.cotes.map(({ suffit }) => suffit)).toEqual([2, 2]);
    const own = "2 attributions incertaines : 2 non localisées. Les localiser toutes suffit à trancher";
    expect(plain(carence?.raison ?? "")).toBe(
      `L’objectif est indécidable : ${own}. C’est à trancher avant tout constat.`,
    );
    expect(plain(barreaux[0]?.histoire[0] ?? "")).toContain(
      `hors quartier prioritaire, ${own} ; en quartier prioritaire, ${own}.`,
    );
  });
});

describe("a year that a printed table alone counts", () => {
  const table = { "q1-qpv": 0, "q1-hors-qpv": 10, "q1-inconnue": 0, "q24-qpv": 0, "q24-inconnue": 0 };

  it("has the verdict of its bilan, and says what it is counted on", async () => {
    const reloges = { "reloges-hors-qpv": 11, "sans-ressources": 6 };
    await publish("resultats", resultatsOf({ ...table, "q24-hors-qpv": 8, ...reloges }, { annee: 2017 }), "2017");
    const lu = await bilan(2017);
    expect(lu.horsQpv.verdict).toBe("atteint");
    const { reponse, chiffres, carence } = await mesures(2017);
    expect(chiffres?.cotes.map(({ issue }) => issue)).toEqual([lu.horsQpv.verdict, lu.qpv.verdict]);
    expect(reponse.phrases[0]).toBe(lu.surComptes?.phrase);
    expect(chiffres?.total).toBe(lu.total);
    expect(plain(reponse.phrases[2] ?? "")).toBe(
      "En quartier prioritaire, quartiles 2 à 4 : aucune attribution à compter pour sûr ; plancher légal de 50 % : indécidable, renseigner 3 attributions incertaines, toutes, suffit à trancher.",
    );
    expect(carence?.raison).toContain("n’est pas manqué");
    // Nothing else is published: the page opens on that year.
    expect(plain(textOf(await (await ask("mesures")).text()))).toContain("Bilan sur comptes");
  });

  it("opens no constat as long as it does not tell how many leases have no known resources", async () => {
    const lue = { ...table, "q24-hors-qpv": 90, "reloges-hors-qpv": 0 };
    await publish("resultats", resultatsOf(lue, { annee: 2017 }), "2017");
    const { chiffres, carence, reponse } = await mesures(2017);
    const doute = "le tableau ne dit pas combien de baux sont sans ressources connues";
    expect(chiffres?.cotes[0]?.ligne.plancher).toMatchObject({ verdict: "indecidable", suffit: null, doute });
    expect(carence?.raison).toBe(`L’objectif est indécidable : ${doute}. C’est à trancher avant tout constat.`);
    expect(plain(reponse.phrases.join(" "))).toContain(`plancher légal de 25 % : indécidable, ${doute}`);
    expect(plain(textOf(await (await ask("mesures")).text()))).not.toContain("dit le contraire");
  });

  it("gives its table as the source of a constat", async () => {
    await publish(
      "resultats",
      resultatsOf({ ...table, "q24-hors-qpv": 90, "reloges-hors-qpv": 0, "sans-ressources": 0 }, { annee: 2017 }),
      "2017",
    );
    const constat = await computeConstatCarence(database.base, question(2017));
    expect(constat.ensemble).toMatchObject({ realise: 10, assiette: 100 });
    expect(constat.inconnus[0]).toContain("Bilan sur comptes");
    expect(constat.sources).toHaveLength(1);
    expect(constat.sources[0]).toContain(`« resultats-${fichiers}.csv »`);
  });
});
