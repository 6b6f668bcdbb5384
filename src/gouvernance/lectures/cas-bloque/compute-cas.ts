import type { Base } from "#socle/lectures/base.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { ETATS_CAS, ISSUES_CAS, type IssueCas } from "../../regles/cas-bloque/cas-bloque.ts";
import { ancienneteCas, delaiBail } from "../../regles/cas-bloque/delai.ts";
import type { CasListes, FiltreCas, LigneCas } from "./cas.ts";
import { sayCas } from "./cas-phrases.ts";
import type { CasBloque, OrganisationCas } from "./ports.ts";

export type QuestionCas = { readonly epci: string; readonly filtre: FiltreCas; readonly aujourdhui: string };

/** Cases that the actor may read, filtered; counts and delay are over the same lines. Throws `territoire-inconnu`. */
export async function computeCas(base: Base, { epci, filtre, aujourdhui }: QuestionCas): Promise<CasListes> {
  const [territoire, tous, annuaire] = await Promise.all([
    base.territoires.find(epci),
    base.casBloques.list(epci),
    readAnnuaire(base, epci),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  const kept = tous.filter((cas) => keeps(filtre, cas));
  const lignes = kept.map((cas) => toLigne(cas, annuaire, aujourdhui));
  const figures = {
    etats: ETATS_CAS.map((etat) => ({ etat, nombre: count(kept, (cas) => cas.etat === etat) })),
    issues: issuesOf(kept),
    delai: delaiBail(kept),
  };
  return {
    territoire: epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    aujourdhui,
    filtre,
    lignes,
    total: tous.length,
    ...figures,
    assignes: assignesOf(tous, annuaire),
    phrases: sayCas({ lignes, ...figures }),
  };
}

function keeps(filtre: FiltreCas, { nature, motif, etat, assigne }: CasBloque): boolean {
  const cas = { nature, motif, etat, assigne };
  return (["nature", "motif", "etat", "assigne"] as const).every(
    (champ) => filtre[champ] === null || filtre[champ] === cas[champ],
  );
}

function count(cas: readonly CasBloque[], test: (cas: CasBloque) => boolean): number {
  return cas.filter(test).length;
}

/** Issues present, the unknown one last. */
function issuesOf(cas: readonly CasBloque[]): CasListes["issues"] {
  const issues: readonly (IssueCas | null)[] = [...ISSUES_CAS, null];
  return issues
    .map((issue) => ({ issue, nombre: count(cas, (one) => one.etat === "clos" && one.issue === issue) }))
    .filter(({ nombre }) => nombre > 0);
}

/** Names of the organisations and of the communes. */
export type Annuaire = {
  readonly organisations: ReadonlyMap<number, OrganisationCas>;
  readonly communes: ReadonlyMap<string, string>;
};

export async function readAnnuaire(base: Base, epci: string): Promise<Annuaire> {
  const [organisations, communes] = await Promise.all([
    base.casBloques.organisations(),
    base.territoires.perimetre(epci),
  ]);
  return {
    organisations: new Map(organisations.map((one) => [one.id, one])),
    communes: new Map(communes.map(({ commune, nom }) => [commune, nom])),
  };
}

export function nomOf({ organisations }: Annuaire, id: number | null): string | null {
  return id === null ? null : (organisations.get(id)?.nom ?? null);
}

export function communeOf({ communes }: Annuaire, code: string | null): string | null {
  return code === null ? null : (communes.get(code) ?? code);
}

export function toLigne(cas: CasBloque, annuaire: Annuaire, aujourdhui: string): LigneCas {
  const { echeance, closLe, faits } = cas;
  return {
    cas,
    reference: referenceOf(cas),
    commune: communeOf(annuaire, faits.commune),
    assigne: nomOf(annuaire, cas.assigne),
    bailleur: nomOf(annuaire, cas.organisation),
    auteur: nomOf(annuaire, cas.auteur),
    jours: ancienneteCas(cas, aujourdhui),
    enRetard: closLe === null && echeance !== null && echeance < aujourdhui,
  };
}

/** The database numbers every case, except those of an older version. */
function referenceOf({ reference, id }: Pick<CasBloque, "reference" | "id">): string {
  return reference ?? `Cas n° ${id}`;
}

function assignesOf(cas: readonly CasBloque[], annuaire: Annuaire): CasListes["assignes"] {
  const ids = new Set(cas.flatMap(({ assigne }) => assigne ?? []));
  return [...ids]
    .map((id) => ({ code: String(id), nom: nomOf(annuaire, id) ?? `Organisme ${id}` }))
    .toSorted((a, b) => a.nom.localeCompare(b.nom, "fr"));
}
