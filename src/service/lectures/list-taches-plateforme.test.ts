import { expect, test } from "vitest";
import type { Habilitation } from "#acces/lectures/habilitation/ports.ts";
import type { SaisieSuivie } from "#donnees/lectures/droit/ports.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { baseAs, linesOf, questionOf } from "../../../test/fixtures/taches.ts";
import { listTachesPlateforme } from "./list-taches-plateforme.ts";

const A = { epci: "200000001", nom: "CA d’essai", demonstration: false };

function gestionnaire(id: number, fin: string, change: Partial<Habilitation> = {}): Habilitation {
  return {
    id,
    epci: A.epci,
    role: "gestionnaire-epci",
    debut: "2018-01-01",
    fin,
    revoqueeLe: null,
    compte: { id: 1, prenom: "Ada", nom: "Essai" },
    ...change,
  } as Habilitation;
}

async function list(
  habilitations: readonly Habilitation[],
  role: RoleHabilite = "administrateur",
  saisies: readonly Partial<SaisieSuivie>[] = [],
) {
  const base = baseAs(role, {
    territoires: { list: async () => [A] },
    habilitations: { listGestionnaires: async () => habilitations },
    droit: { saisies: async () => saisies as readonly SaisieSuivie[] },
  });
  return linesOf(await listTachesPlateforme(base, questionOf("2018-10-05")));
}

const SANS = [
  "territoire-sans-gestionnaire",
  "CA d’essai : personne n’en gère les habilitations",
  "/plateforme/habilitations/accorder?territoire=200000001",
  null,
];

test("a territory that nobody manages, or manages no more", async () => {
  expect(await list([])).toEqual([SANS]);
  expect(await list([gestionnaire(1, "2018-10-04")])).toEqual([SANS]);
  expect(await list([gestionnaire(1, "2019-10-01", { revoqueeLe: "2018-10-01" })])).toEqual([SANS]);
  expect(await list([gestionnaire(1, "2019-10-01")])).toEqual([]);
});

test("a manager whose right ends soon, unless it is renewed already", async () => {
  expect(await list([gestionnaire(4, "2018-10-20")])).toEqual([
    [
      "gestionnaire-expire",
      "Gestionnaire des habilitations de l’EPCI : l’habilitation de Ada Essai prend fin le 20 octobre 2018",
      "/plateforme/habilitations/4",
      "2018-10-20",
    ],
  ]);
  expect(await list([gestionnaire(4, "2018-10-20"), gestionnaire(5, "2019-10-20")])).toEqual([]);
});

test("nobody else’s", async () => {
  expect(await list([], "gestionnaire-epci")).toEqual([]);
});

test("a value of the law that somebody else typed, and nobody has confirmed", async () => {
  const of = (id: number, etat: SaisieSuivie["etat"], compte: number | null) => ({
    id,
    etat,
    compte,
    auteur: "Ada Essai",
  });
  const saisies = [
    of(1, "a-confirmer", 77),
    of(2, "confirmee", 77),
    of(3, "ecartee", 77),
    of(4, "a-confirmer", null),
    of(5, "a-confirmer", 1),
  ];
  const held = [gestionnaire(1, "2019-10-01")];
  const codes = async (role: RoleHabilite) => (await list(held, role, saisies)).map(([code, titre]) => [code, titre]);
  const line = (id: number) => ["droit-a-confirmer", `Valeur du droit n° ${id}, saisie par Ada Essai`];
  expect(await codes("administrateur")).toEqual([line(1), line(4)]);
  expect(await codes("gestionnaire-epci")).toEqual([]);
});
