import { expect, test } from "vitest";
import type { Version } from "#engagements/regles/convention/version.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { VERSION_SIGNEE } from "../../../test/fixtures/convention.ts";
import { baseAs, linesOf, MOI, questionOf } from "../../../test/fixtures/taches.ts";
import { listTachesConvention } from "./list-taches-convention.ts";

const signataire = { id: 9, organisation: MOI, nom: "OPH", qualite: "la directrice", siren: null, signeLe: null };
const projet: Version = {
  ...VERSION_SIGNEE,
  id: 12,
  numero: 1,
  parent: 11,
  titre: "Avenant n° 1",
  depuis: null,
  reprise: false,
  etapes: [{ nature: "projet", date: "2018-10-01", acte: "projet" }],
  signataires: [signataire],
};
/** The version is voted and approved; the signatures are its next step. */
const aSigner: Version = {
  ...projet,
  etapes: (["projet", "avis-cil", "avis-pdalhpd", "vote", "accord-prefet"] as const).map((nature) => ({
    nature,
    date: "2018-10-01",
    acte: "acte",
  })),
};

async function list(role: RoleHabilite, versions: readonly Version[], jour = "2018-10-20") {
  const base = baseAs(role, { conventions: { versions: async () => versions } });
  return linesOf(await listTachesConvention(base, questionOf(jour)));
}

test("whoever writes the convention has its draft and its next step", async () => {
  expect(await list("agent-epci", [VERSION_SIGNEE, projet])).toEqual([
    ["projet-de-convention", "Projet à mener à son terme : Avenant n° 1", "convention/versions/1", null],
  ]);
});

test("its revision is said six months before, and stays when it is past", async () => {
  expect(await list("agent-epci", [VERSION_SIGNEE], "2021-04-04")).toEqual([]);
  const ligne = ["convention-a-reviser", "Convention à réviser", "avenants", "2021-10-05"];
  expect(await list("agent-epci", [VERSION_SIGNEE], "2021-04-05")).toEqual([ligne]);
  expect(await list("agent-epci", [VERSION_SIGNEE], "2022-01-01")).toEqual([ligne]);
});

test("an organisation has its own signature, once the acts before it are there", async () => {
  const ligne = ["signature-attendue", "Signature attendue : Avenant n° 1", "convention/versions/1", null];
  expect(await list("responsable-bailleur", [aSigner])).toEqual([ligne]);
  expect(await list("reservataire", [aSigner])).toEqual([ligne]);
  expect(await list("responsable-bailleur", [projet])).toEqual([]);
  const signe = { ...signataire, signeLe: "2018-10-10" };
  expect(await list("responsable-bailleur", [{ ...aSigner, signataires: [signe] }])).toEqual([]);
  const autre = { ...signataire, organisation: 99 };
  expect(await list("responsable-bailleur", [{ ...aSigner, signataires: [autre] }])).toEqual([]);
});

test("whoever signs for nobody has none", async () => {
  expect(await listTachesConvention(baseAs("commune", {}), questionOf("2018-10-20"))).toEqual([]);
});
