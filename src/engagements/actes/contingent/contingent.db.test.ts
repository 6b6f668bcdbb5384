import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Refus } from "#socle/regles/shared/refus.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { baux, publish } from "../../../../test/fixtures/annee-2019.ts";
import {
  fluxEtat,
  openSceneContingents,
  type QuiContingent,
  type SceneContingents,
  septDroits,
} from "../../../../test/fixtures/contingents.ts";
import { BAILLEUR, EPCI } from "../../../../test/fixtures/lots.ts";
import type { BilanFlux } from "../../lectures/contingent/bilan-flux.ts";
import { computeBilanFlux } from "../../lectures/contingent/compute-bilan-flux.ts";
import { computeContingents } from "../../lectures/contingent/compute-contingents.ts";
import {
  addConventionFlux,
  addLigneAssiette,
  updateConventionFlux,
  withdrawLigneAssiette,
} from "./ecrire-convention.ts";
import { addDroit, updateDroit } from "./ecrire-droit.ts";
import { findBilanTransmis, hashBilanFlux, transmettreBilanFlux } from "./transmettre-bilan-flux.ts";

const JOUR = "2018-02-10";

let database: TestDatabase;
let scene: SceneContingents;
let droit: number;
let convention: number;
beforeAll(async () => {
  database = await createDatabase();
  scene = await openSceneContingents(database);
  droit = await addDroit(scene.base("un", "creer"), EPCI, septDroits(scene));
  convention = await addConventionFlux(scene.base("etat", "creer"), EPCI, fluxEtat(scene));
  const { un, rival, als } = scene.organisations;
  await addConventionFlux(scene.base("etat", "creer"), EPCI, fluxEtat(scene, { bailleur: rival }));
  await addConventionFlux(
    scene.base("als", "creer"),
    EPCI,
    fluxEtat(scene, { bailleur: un, reservataire: als, contingent: "COLACT", part: 0.15 }),
  );
});
afterAll(() => database.drop());

const read = (qui: QuiContingent, annee = 2017) => computeContingents(scene.base(qui), { epci: EPCI, annee }, JOUR);
const acts = async (acte: string) =>
  (await database.pool.query("select objet from journal.entree where acte = $1 order by objet", [acte])).rows;

describe("who reads what", () => {
  it("a bailleur never sees another's rights or conventions, nor their leases", async () => {
    const rival = await read("rival");
    expect(rival.droits).toEqual([]);
    expect(rival.conventions.map(({ convention: one }) => one.nomBailleur)).toEqual(["Rival d’essai"]);
    expect(rival.conventions[0]?.compteur).toMatchObject({ certaines: 5, possibles: 0 });
    expect(JSON.stringify(rival)).not.toContain("Bailleur d’essai");
    const own = await read("un");
    expect(own.conventions).toHaveLength(2);
    expect(JSON.stringify(own)).not.toContain("Rival");
  });

  it("a réservataire sees its own alone, and its counter as unknown, never as 0", async () => {
    const als = await read("als");
    expect(als.droits.map(({ nomReservataire }) => nomReservataire)).toEqual(["Action Logement d’essai"]);
    expect(als.conventions.map(({ convention: one, compteur }) => [one.nomReservataire, compteur.certaines])).toEqual([
      ["Action Logement d’essai", null],
    ]);
    expect(als.reservataires).toMatchObject([{ nom: "Action Logement d’essai", imputees: null, reste: null }]);
    // The convention tells what is due; the bailleur's leases tell what was done.
    const ofAls = als.conventions[0]?.convention.id ?? 0;
    await addLigneAssiette(scene.base("als", "modifier"), EPCI, ofAls, {
      annee: 2017,
      code: "liberations",
      nombre: 20,
    });
    const after = await read("als");
    expect(after.conventions).toMatchObject([{ compteur: { objectif: 3, certaines: null, reste: null } }]);
    expect(after.reponse[0]).toContain("baux non ouverts à votre habilitation");
    expect((await read("ville")).droits).toEqual([]);
  });

  it("the State and the EPCI see all; who reads sums alone is told so", async () => {
    for (const qui of ["etat", "agent-epci", "relogement"] as const) {
      const all = await read(qui);
      expect(all.conventions, qui).toHaveLength(3);
      expect(all.lignesVisibles, qui).toBe(true);
    }
    expect(await read("coordination")).toMatchObject({ lignesVisibles: false, droits: [], conventions: [] });
    // The role « relogement » reads the rights, but no lease: unknown, not 0.
    expect((await read("relogement")).conventions.every(({ compteur }) => compteur.certaines === null)).toBe(true);
  });
});

describe("the counter of a convention", () => {
  it("is unknown without a base, then counts with its bounds", async () => {
    const one = async () => (await read("etat")).conventions.find(({ convention: { id } }) => id === convention);
    expect(await one()).toMatchObject({
      assiette: { base: null },
      compteur: { certaines: 4, possibles: 2, objectif: null, reste: null },
    });
    const base = scene.base("un", "modifier");
    await addLigneAssiette(base, EPCI, convention, { annee: 2017, code: "liberations", nombre: 50 });
    const ligne = await addLigneAssiette(base, EPCI, convention, { annee: 2017, code: "mutations", nombre: 10 });
    expect(await one()).toMatchObject({
      assiette: { attendus: 50, soustraits: 10, base: 40 },
      // Only May's leases are published: those of the first quarter are unknown, and so is the expected number.
      compteur: { certaines: 4, possibles: 2, objectif: 10, attendu: null, reste: [0, 6], partAtteinte: 0.1 },
    });
    // A past year with three unpublished quarters: possibly none of the 6 is left, and nothing is to come.
    expect((await read("etat")).reponse[0]).toContain(
      "0 à 6 logements n’ont pas été attribués sur les objectifs connus",
    );
    await withdrawLigneAssiette(base, EPCI, ligne);
    expect(await one()).toMatchObject({ assiette: { base: 50 }, compteur: { objectif: 13 } });
    await expect(withdrawLigneAssiette(base, EPCI, ligne)).rejects.toMatchObject({ code: "ligne-assiette-inconnue" });
    const kept = await database.pool.query("select nombre from flux_soustraction where retiree_le is not null");
    expect(kept.rows).toEqual([{ nombre: 10 }]);
  });

  it("two who add lines at once lose none", async () => {
    const before = (await database.base.contingents.lignesAssiette(EPCI)).length;
    const add = (nombre: number) =>
      addLigneAssiette(scene.base(nombre % 2 ? "un" : "etat", "modifier"), EPCI, convention, {
        annee: 2018,
        code: "relogements",
        nombre,
      });
    await Promise.all([1, 2, 3, 4].map(add));
    expect((await database.base.contingents.lignesAssiette(EPCI)).length).toBe(before + 4);
  });
});

describe("who writes what", () => {
  it("a bailleur on its own stock, a réservataire on its own contingent, the EPCI nothing", async () => {
    const { organisations } = scene;
    await expect(addDroit(scene.base("rival", "creer"), EPCI, septDroits(scene))).rejects.toMatchObject({
      code: "contingent-d-un-autre",
    });
    await expect(
      addDroit(scene.base("als", "creer"), EPCI, { ...septDroits(scene), reservataire: organisations.ville }),
    ).rejects.toMatchObject({ code: "contingent-d-un-autre" });
    // Beyond the message, the database itself refuses.
    for (const qui of ["rival", "agent-epci", "ville"] as const) {
      await expect(scene.base(qui, "creer").contingents.addDroit(EPCI, septDroits(scene)), qui).rejects.toMatchObject({
        code: "droit-absent",
      });
    }
    await expect(
      updateDroit(scene.base("rival", "modifier"), EPCI, { id: droit, revision: 0 }, septDroits(scene)),
    ).rejects.toMatchObject({ code: "contingent-inconnu" });
    await expect(
      addLigneAssiette(scene.base("rival", "modifier"), EPCI, convention, {
        annee: 2017,
        code: "mutations",
        nombre: 1,
      }),
    ).rejects.toMatchObject({ code: "convention-flux-inconnue" });
  });

  it("of two who save over the same right, the second is told, and nothing of theirs is kept", async () => {
    const save = (qui: QuiContingent, nombre: number) =>
      updateDroit(scene.base(qui, "modifier"), EPCI, { id: droit, revision: 0 }, { ...septDroits(scene), nombre });
    const done = await Promise.allSettled([save("un", 8), save("als", 9), save("etat", 10)]);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = done.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(refused.map(({ code }) => code)).toEqual(["contingent-change", "contingent-change"]);
    const winner = 8 + done.findIndex(({ status }) => status === "fulfilled");
    expect((await read("etat")).droits).toMatchObject([{ nombre: winner, revision: 1 }]);
    // The journal has a line exactly when the act was done.
    expect(await acts("contingent-modifie")).toHaveLength(2);
  });

  it("one convention for the same parties, area and year, even asked twice at once", async () => {
    const { ville } = scene.organisations;
    const asked = fluxEtat(scene, { reservataire: ville, contingent: "COLTER", commune: "52448", part: 0.1 });
    const done = await Promise.allSettled(
      [1, 2].map(() => addConventionFlux(scene.base("etat", "creer"), EPCI, asked)),
    );
    expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [debut, fin] = [asked.anneeDebut, asked.anneeFin];
    for (const [anneeDebut, anneeFin] of [
      [fin, fin + 2],
      [debut - 2, debut],
    ] as const)
      await expect(
        addConventionFlux(scene.base("etat", "creer"), EPCI, { ...asked, anneeDebut, anneeFin }),
      ).rejects.toBeInstanceOf(Refus);
    const later = { ...asked, anneeDebut: 2019, anneeFin: 2021 };
    const id = await addConventionFlux(scene.base("etat", "creer"), EPCI, later);
    const change = { anneeDebut: 2018, anneeFin: 2021, part: 0.1, signeeLe: null };
    await expect(
      updateConventionFlux(scene.base("etat", "modifier"), EPCI, { id, revision: 0 }, change),
    ).rejects.toMatchObject({ code: "contingent-change" });
    await updateConventionFlux(
      scene.base("etat", "modifier"),
      EPCI,
      { id, revision: 0 },
      { ...change, anneeDebut: 2020 },
    );
    await expect(
      updateConventionFlux(
        scene.base("un", "modifier"),
        EPCI,
        { id: convention, revision: 0 },
        {
          anneeDebut: 2018,
          anneeFin: 2018,
          part: 0.25,
          signeeLe: null,
        },
      ),
    ).rejects.toMatchObject({ code: "assiette-hors-convention" });
  });

  it("a justification names no person", async () => {
    const justification = "Accord du foyer, numéro 1 85 05 78 006 084 91";
    await expect(
      addDroit(scene.base("un", "creer"), EPCI, { ...septDroits(scene), justification }),
    ).rejects.toMatchObject({ code: "texte-nir" });
  });
});

describe("the yearly bilan", () => {
  const compute = (qui: QuiContingent, bailleur: string | null) =>
    computeBilanFlux(scene.base(qui), { epci: EPCI, annee: 2017, bailleur, contingent: null }, JOUR);
  const countOf = (bilan: BilanFlux, axe: string) =>
    Object.fromEntries(
      (bilan.ventilations.find((one) => one.axe === axe)?.lignes ?? []).map(({ code, nombre }) => [code, nombre]),
    );

  it("each cut sums to the year's leases, by contingent and in all, the unknown counted", async () => {
    const bilan = await compute("un", BAILLEUR);
    expect(bilan.total).toBe(12);
    expect(bilan.contingents.map(({ code, nombre }) => [code, nombre])).toEqual([
      ["COLACT", 3],
      ["PPRIOR", 4],
      ["AUCUN", 3],
      ["inconnu", 2],
    ]);
    for (const { axe, lignes } of bilan.ventilations) {
      const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
      expect(sum(lignes.map(({ nombre }) => nombre)), axe).toBe(12);
      bilan.contingents.forEach(({ nombre }, rang) => {
        expect(sum(lignes.map(({ parContingent }) => parContingent[rang] ?? 0)), axe).toBe(nombre);
      });
      expect(lignes.at(-1)?.code, axe).toBe("inconnue");
    }
    expect(countOf(bilan, "financement")).toEqual({ "13": 4, "52": 2, inconnue: 6 });
    expect(countOf(bilan, "construction")).toEqual({ "1949-1974": 2, inconnue: 10 });
    expect(countOf(bilan, "typologie")).toEqual({ T3: 10, inconnue: 2 });
    // The published files do not cover the year.
    expect(bilan.phrases.filter((phrase) => phrase.startsWith("Année 2017 en cours"))).toEqual([
      expect.stringMatching(/^Année 2017 en cours : aucun bail du .* n’est publié\./),
    ]);
    expect(bilan.nonRapproches).toBe(6);
    expect(bilan.details.reduce((sum, { nombre }) => sum + nombre, 0)).toBe(12);
  });

  it("the territory's is the sum of the bailleurs', and one without a right to the leases reads none", async () => {
    expect((await compute("etat", null)).total).toBe(17);
    expect((await compute("agent-epci", null)).total).toBe(17);
    expect((await compute("un", null)).total).toBe(12);
    expect((await compute("als", null)).total).toBe(0);
  });

  it("is transmitted by the bailleur alone, frozen, and read by its réservataire alone", async () => {
    const ask = { epci: EPCI, convention, annee: 2017 };
    await expect(transmettreBilanFlux(scene.base("etat", "valider"), ask, JOUR)).rejects.toMatchObject({
      code: "bilan-flux-du-bailleur",
    });
    await expect(
      transmettreBilanFlux(scene.base("un", "valider"), { ...ask, annee: 2018 }, JOUR),
    ).rejects.toMatchObject({ code: "bilan-flux-annee" });
    await expect(transmettreBilanFlux(scene.base("rival", "valider"), ask, JOUR)).rejects.toMatchObject({
      code: "convention-flux-inconnue",
    });
    const done = await Promise.all([1, 2].map(() => transmettreBilanFlux(scene.base("un", "valider"), ask, JOUR)));
    expect(done.map(({ numero }) => numero).sort()).toEqual([1, 2]);
    const id = done[0]?.id ?? 0;
    const frozen = await findBilanTransmis(scene.base("etat"), EPCI, id);
    expect(frozen.contenu).toMatchObject({ total: 4, contingent: "PPRIOR" });
    expect(hashBilanFlux(frozen.contenu)).toBe(frozen.empreinte);
    // The format of older bilans, where what remained was one number.
    await database.pool.query(
      `alter table bilan_flux disable trigger user;
       update bilan_flux set contenu = jsonb_set(contenu::jsonb, '{compteurs,0,compteur,reste}', '9') where id = ${id};
       alter table bilan_flux enable trigger user`,
    );
    const { compteurs } = (await findBilanTransmis(scene.base("etat"), EPCI, id)).contenu;
    expect(compteurs[0]?.compteur).toMatchObject({ reste: [0, 9] });
    for (const qui of ["als", "rival", "ville"] as const) {
      await expect(findBilanTransmis(scene.base(qui), EPCI, id), qui).rejects.toMatchObject({
        code: "bilan-flux-inconnu",
      });
    }
    expect(await acts("bilan-flux-transmis")).toHaveLength(2);
    await expect(
      database.bases
        .pour(scene.acteur("un"))
        .contingents.transmis(EPCI)
        .then((all) => all.length),
    ).resolves.toBe(2);
  });
});

it("RPLS beside the declared rights: each side without the other is a line", async () => {
  const { parc } = await read("etat", 2018);
  expect(parc?.millesime).toBe("2017");
  expect(parc?.ecarts.map(({ bailleur, libelle, rpls }) => [bailleur, libelle, rpls])).toEqual([
    ["Bailleur d’essai", "Employeurs, Action Logement", 3],
    ["Rival d’essai", "État, publics prioritaires", 1],
  ]);
  const [als] = parc?.ecarts ?? [];
  expect(als?.ecart).toBe((als?.enStock ?? 0) - 3);
  expect((await read("als", 2018)).parc).toBeNull();
});

describe("what is expected at this date", () => {
  let own: TestDatabase;
  let lieu: SceneContingents;
  beforeAll(async () => {
    own = await createDatabase();
    lieu = await openSceneContingents(own);
    const id = await addConventionFlux(lieu.base("etat", "creer"), EPCI, fluxEtat(lieu));
    // A quarter of 160 is 40 in the year.
    await addLigneAssiette(lieu.base("un", "modifier"), EPCI, id, { annee: 2017, code: "liberations", nombre: 160 });
  });
  afterAll(() => own.drop());

  it.each<
    [string, number, readonly string[], string, { attendu: number | null; retard: boolean; manque: RegExp | null }]
  >([
    ["months that are over", 8, ["02", "05"], "2017-07-10", { attendu: 20, retard: true, manque: null }],
    ["not a month under way", 9, ["02", "05"], "2017-05-20", { attendu: 13, retard: true, manque: null }],
    [
      "nothing while a quarter is missing",
      10,
      ["02", "12"],
      "2018-01-10",
      { attendu: null, retard: false, manque: /T2 et T3/ },
    ],
  ])("counts %s, alike in the bilan of the flux", async (_, nombre, mois, deposeLe, { attendu, retard, manque }) => {
    await publish(own, "sne-attributions", baux(nombre, { contingent: "PPRIOR" }, 0, mois, 2017), {
      periode: "2017",
      deposeLe: `${deposeLe}T10:00:00Z`,
    });
    const lu = await computeContingents(lieu.base("etat"), { epci: EPCI, annee: 2017 }, JOUR);
    const question = { epci: EPCI, annee: 2017, bailleur: null, contingent: null };
    const flux = await computeBilanFlux(lieu.base("etat"), question, JOUR);
    expect([lu, { conventions: flux.compteurs }].map(({ conventions }) => conventions[0]?.compteur.attendu)).toEqual([
      attendu,
      attendu,
    ]);
    expect(lu.reservataires[0]?.attendu).toBe(attendu);
    expect(lu.reponse.some((phrase) => phrase.startsWith("En retard"))).toBe(retard);
    expect(lu.reponse.find((phrase) => phrase.includes("en cours")) ?? "").toMatch(manque ?? /^$/);
  });
});
