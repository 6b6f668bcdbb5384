import { expect, test } from "vitest";
import type { Operation } from "#donnees/regles/programme/operation.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { operationOf } from "../../../test/fixtures/operation.ts";
import { baseAs, linesOf, MOI, questionOf } from "../../../test/fixtures/taches.ts";
import type { ConventionEtablie } from "./convention-objectif.ts";
import { listTachesProgramme } from "./list-taches-programme.ts";

const moi = { organisation: MOI, nom: "OPH", siren: null };
/** Fields that no task reads. */
const VIDE = { empreinte: "", etablieLe: "2018-01-01", saisieLe: "2018-01-01T09:00:00.000Z" };
const retard: Partial<Operation> = {
  etapes: [{ phase: "chantier", debutPrevu: "2018-09-01", finPrevue: null, debutReel: null, finReelle: null }],
};

type Etat = {
  readonly operations?: readonly Partial<Operation>[];
  readonly signatures?: ConventionEtablie["signatures"];
};

async function list(role: RoleHabilite, { operations = [], signatures }: Etat) {
  const convention = { id: 3, numero: 1, bailleur: moi, anneeDebut: 2018, anneeFin: 2023, etat: "projet" as const };
  const etablies = signatures ? [{ ...convention, ...VIDE, signatures }] : [];
  const base = baseAs(role, {
    operations: {
      list: async () => operations.map((change, id) => ({ ...operationOf({ id, ...change }), revision: 1 })),
    },
    conventionsObjectifs: { list: async () => etablies },
  });
  return linesOf(await listTachesProgramme(base, questionOf("2018-10-05")));
}

test("the EPCI and the State examine what is submitted", async () => {
  const operations: Etat["operations"] = [{ etat: "deposee" }, { etat: "deposee" }, { etat: "a-completer" }];
  const ligne = ["operations-a-examiner", "2 opérations déposées à examiner", "programme?etat=deposee", null];
  expect(await list("agent-epci", { operations })).toEqual([ligne]);
  expect(await list("etat", { operations })).toEqual([ligne]);
  expect(await list("agent-epci", { operations: [{ id: 8, etat: "deposee" }] })).toMatchObject([
    { 2: "programme/operations/8" },
  ]);
});

test("a bailleur has its own to complete, and its own that are late", async () => {
  const operations: Etat["operations"] = [
    { id: 1, etat: "a-completer", nom: "Les Lilas", bailleur: moi },
    { id: 2, etat: "a-completer" },
    { id: 3, ...retard, bailleur: moi },
    { id: 4, ...retard },
  ];
  expect(await list("responsable-bailleur", { operations })).toEqual([
    ["operation-a-completer", "Opération à compléter : Les Lilas", "programme/operations/1", null],
    ["operations-en-retard", "1 opération en retard sur son calendrier", "programme/operations/3", "2018-09-01"],
  ]);
});

test("the EPCI has all those that are late", async () => {
  expect(await list("agent-epci", { operations: [retard, { ...retard, etat: "terminee" }, retard] })).toEqual([
    ["operations-en-retard", "2 opérations en retard sur leur calendrier", "programme", "2018-09-01"],
  ]);
});

test.each<[RoleHabilite, Etat["signatures"], boolean]>([
  ["responsable-bailleur", { epci: null, bailleur: null }, true],
  ["responsable-bailleur", { epci: null, bailleur: "2018-10-01" }, false],
  ["agent-epci", { epci: null, bailleur: "2018-10-01" }, true],
  // The EPCI also enters the signature that a bailleur gave on paper.
  ["agent-epci", { epci: "2018-10-01", bailleur: null }, true],
])("%s and the convention d’objectifs signed %o", async (role, signatures, attendue) => {
  const ligne = ["convention-objectif-a-signer", "Convention d’objectifs n° 1 avec OPH à signer"];
  const lignes = await list(role, { ...(signatures ? { signatures } : {}) });
  expect(lignes).toEqual(attendue ? [[...ligne, "programme/conventions/3", null]] : []);
});

test("whoever reads the programme alone has none", async () => {
  expect(await listTachesProgramme(baseAs("reservataire", {}), questionOf("2018-10-05"))).toEqual([]);
});
