import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { baux, publish } from "../../../../test/fixtures/annee-2019.ts";
import {
  fluxEtat,
  openSceneContingents,
  type QuiContingent,
  type SceneContingents,
} from "../../../../test/fixtures/contingents.ts";
import { EPCI } from "../../../../test/fixtures/lots.ts";
import { computeContingents } from "../../lectures/contingent/compute-contingents.ts";
import { addConventionFlux, addLigneAssiette } from "./ecrire-convention.ts";
import { findBilanTransmis, transmettreBilanFlux } from "./transmettre-bilan-flux.ts";

/** Each year has its own files: how far they cover it is the same for all readers, and follows from no lease. */
let database: TestDatabase;
let scene: SceneContingents;
let convention: number;
beforeAll(async () => {
  database = await createDatabase();
  scene = await openSceneContingents(database);
  const duree = { anneeDebut: 2019, anneeFin: 2023, signeeLe: "2019-01-10" } as const;
  convention = await addConventionFlux(scene.base("etat", "creer"), EPCI, fluxEtat(scene, duree));
  for (const annee of [2019, 2020, 2021, 2022, 2023]) {
    await addLigneAssiette(scene.base("un", "modifier"), EPCI, convention, {
      annee,
      code: "liberations",
      nombre: 48,
    });
  }
});
afterAll(() => database.drop());

const PRIORITAIRE = { contingent: "PPRIOR" } as const;
const RIVAL = { ...PRIORITAIRE, bailleur: "552100554" } as const;
const compteur = async (qui: QuiContingent, annee: number, jour: string) =>
  (await computeContingents(scene.base(qui), { epci: EPCI, annee }, jour)).conventions[0]?.compteur;

it("what remains is between 0 and the rest once a quarter that is over is not published", async () => {
  const rows = baux(5, PRIORITAIRE, 0, ["02", "05"], 2019);
  await publish(database, "sne-attributions", rows, { periode: "2019", deposeLe: "2019-07-10T10:00:00Z" });
  expect(await compteur("etat", 2019, "2019-09-20")).toMatchObject({ objectif: 12, certaines: 5, reste: [7, 7] });
  expect(await compteur("etat", 2019, "2019-12-20")).toMatchObject({ objectif: 12, certaines: 5, reste: [0, 7] });
});

it("the State and the bailleur read the same, whoever signed last", async () => {
  const rows = [
    ...baux(5, PRIORITAIRE, 0, ["02", "05"], 2020),
    ...baux(3, { ...RIVAL, bailSigneLe: "2020-09-02" }, 100),
  ];
  await publish(database, "sne-attributions", rows, { periode: "2020", deposeLe: "2020-09-20T10:00:00Z" });
  const lu = await compteur("etat", 2020, "2020-09-25");
  expect(lu).toMatchObject({ attendu: 8 });
  expect(await compteur("un", 2020, "2020-09-25")).toEqual(lu);
});

it("a lease dated after its file makes no month told", async () => {
  const rows = [
    ...baux(3, PRIORITAIRE, 0, ["02", "05"], 2021),
    ...baux(1, { ...PRIORITAIRE, bailSigneLe: "2021-09-02" }, 100),
  ];
  await publish(database, "sne-attributions", rows, { periode: "2021", deposeLe: "2021-07-05T10:00:00Z" });
  expect(await compteur("etat", 2021, "2021-07-20")).toMatchObject({ attendu: 6 });
});

it("a bilan transmitted of a year that is not published says so, though it counts nothing", async () => {
  await publish(database, "sne-attributions", baux(5, RIVAL, 0, ["02"], 2022), {
    periode: "2022-T1",
    deposeLe: "2022-04-10T10:00:00Z",
  });
  const demande = { epci: EPCI, convention, annee: 2022 };
  const { id } = await transmettreBilanFlux(scene.base("un", "valider"), demande, "2023-02-01");
  const { contenu } = await findBilanTransmis(scene.base("etat"), EPCI, id);
  expect(contenu.total).toBe(0);
  expect(contenu.phrases.join(" ")).toContain("aucun bail du T2, T3 et T4 n’est publié");
});

it("a line that was not read is perhaps a lease of any counter, and makes nobody late", async () => {
  const read = async () => {
    const { conventions, reservataires, reponse } = await computeContingents(
      scene.base("etat"),
      { epci: EPCI, annee: 2023 },
      "2024-03-01",
    );
    const etat = reservataires.find(({ reservataire }) => reservataire === scene.organisations.etat);
    return { compteur: conventions[0]?.compteur, etat, dit: reponse.join(" ") };
  };
  const options = { periode: "2023", deposeLe: "2024-02-10T10:00:00Z" } as const;
  const lus = baux(9, PRIORITAIRE, 0, undefined, 2023);
  await publish(database, "sne-attributions", lus, { ...options, rejetees: 3 });
  const avant = await read();
  expect(avant.compteur).toMatchObject({ attendu: 12, certaines: 9, possibles: 3, reste: [0, 3] });
  expect(avant.etat?.baux).toEqual({ certaines: 9, possibles: 3 });
  expect(avant.dit).not.toContain("En retard");
  await publish(database, "sne-attributions", [...lus, ...baux(2, PRIORITAIRE, 50, undefined, 2023)], options);
  const apres = await read();
  expect(apres.compteur).toMatchObject({ certaines: 11, possibles: 0, reste: [1, 1] });
  expect(apres.dit).toContain("En retard");
});
