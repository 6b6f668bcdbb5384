import { LIBELLE_CONSTRUCTION, PERIODES_CONSTRUCTION } from "#droit/regles/patrimoine/construction.ts";
import { LIBELLE_FINANCEMENT } from "#engagements/regles/contingent/logement-reserve.ts";
import { GRANDS_TERRITOIRES, type GrandTerritoire, grandTerritoire } from "#socle/regles/observatoire/maille.ts";
import { type GrandsTerritoires, libelleGrandTerritoire } from "../zones.ts";
import type { GroupeLoyer, MailleLoyer } from "./ports.ts";
import type { ResumesLoyer } from "./resume.ts";

export type FiltreLoyer = {
  readonly secteur: string | null;
  readonly commune: string | null;
  /** SIREN. */
  readonly bailleur: string | null;
};

/** The stock of one vintage under one filter, with the names it needs. */
export type VueLoyers = {
  readonly millesime: string;
  /** First day of the vintage, which dates its parameters. */
  readonly jour: string;
  /** « au 1er janvier 2017 » */
  readonly quand: string;
  /** « RPLS au 1er janvier 2017 (lot 12) » */
  readonly source: string;
  readonly tous: readonly GroupeLoyer[];
  readonly choisis: readonly GroupeLoyer[];
  /** « Bailleur X, commune Y »; null: the whole territory. */
  readonly filtre: string | null;
  readonly noms: NomsLoyer;
  readonly zones: GrandsTerritoires;
  readonly maille: MailleLoyer;
  readonly resumes: ResumesLoyer;
};

export type NomsLoyer = {
  readonly communes: ReadonlyMap<string, string>;
  readonly bailleurs: ReadonlyMap<string, string>;
  readonly secteurs: ReadonlyMap<string, string | null>;
};

/** Groups behind one row of a table. */
export type CoupeLoyer = { readonly cle: string; readonly libelle: string; readonly groupes: readonly GroupeLoyer[] };

type Cle = { readonly cle: string; readonly libelle: string };

export function keepChosen(
  groupes: readonly GroupeLoyer[],
  { secteur, commune, bailleur }: FiltreLoyer,
  { secteurs }: NomsLoyer,
): readonly GroupeLoyer[] {
  return groupes.filter(
    (groupe) =>
      (commune === null || groupe.commune === commune) &&
      (bailleur === null || groupe.bailleur === bailleur) &&
      (secteur === null || secteurs.get(groupe.commune) === secteur),
  );
}

/** Rows of the chosen unit in reading order, without those that have no dwelling. */
export function cutByMaille(vue: VueLoyers, groupes = vue.choisis, maille = vue.maille): readonly CoupeLoyer[] {
  const { noms } = vue;
  switch (maille) {
    case "grand-territoire":
      return cutByZone(vue, groupes);
    case "secteur":
      return byName(cut(groupes, ({ commune }) => nameSecteur(noms.secteurs.get(commune) ?? null)));
    case "zone-locale":
      return byName(cut(groupes, ({ zone }) => nameZone(zone ?? null)));
    case "commune":
      return byName(cut(groupes, ({ commune }) => ({ cle: commune, libelle: noms.communes.get(commune) ?? commune })));
    case "bailleur":
      return byName(cut(groupes, ({ bailleur }) => nameBailleur(bailleur, noms)));
  }
}

export function cutByZone(vue: VueLoyers, groupes = vue.choisis): readonly CoupeLoyer[] {
  const zones: readonly GrandTerritoire[] = [...GRANDS_TERRITOIRES, "inconnu"];
  return inOrder(
    cut(groupes, ({ commune, situation }) => {
      const cle = grandTerritoire(commune, situation, vue.zones.communesQpv);
      return { cle, libelle: libelleGrandTerritoire(vue.zones, cle) };
    }),
    zones,
  );
}

export function cutByFinancement({ choisis }: VueLoyers): readonly CoupeLoyer[] {
  const cuts = cut(choisis, ({ financement }) =>
    financement === null
      ? { cle: "inconnu", libelle: "Non renseigné" }
      : { cle: financement, libelle: LIBELLE_FINANCEMENT[financement] ?? `Code ${financement}` },
  );
  return inOrder(cuts, [...Object.keys(LIBELLE_FINANCEMENT).toSorted(), "inconnu"]);
}

export function cutByConstruction({ choisis }: VueLoyers): readonly CoupeLoyer[] {
  const cuts = cut(choisis, ({ periode }) => ({ cle: periode, libelle: LIBELLE_CONSTRUCTION[periode] }));
  return inOrder(cuts, [...PERIODES_CONSTRUCTION, "inconnue"]);
}

function nameSecteur(secteur: string | null): Cle {
  return secteur === null ? { cle: "inconnu", libelle: "Hors secteur" } : { cle: secteur, libelle: secteur };
}

function nameZone(zone: string | null): Cle {
  return zone === null ? { cle: "inconnu", libelle: "Hors zone locale" } : { cle: zone, libelle: zone };
}

function nameBailleur(bailleur: string | null, { bailleurs }: NomsLoyer): Cle {
  if (bailleur === null) return { cle: "inconnu", libelle: "Bailleur non renseigné" };
  return { cle: bailleur, libelle: bailleurs.get(bailleur) ?? bailleur };
}

function cut(groupes: readonly GroupeLoyer[], keyOf: (groupe: GroupeLoyer) => Cle): readonly CoupeLoyer[] {
  const found = new Map<string, { readonly libelle: string; readonly groupes: GroupeLoyer[] }>();
  for (const groupe of groupes) {
    const { cle, libelle } = keyOf(groupe);
    const known = found.get(cle);
    if (known) known.groupes.push(groupe);
    else found.set(cle, { libelle, groupes: [groupe] });
  }
  return [...found].map(([cle, coupe]) => ({ cle, ...coupe }));
}

/** By name, with natural order of numbers; unknown last. */
function byName(coupes: readonly CoupeLoyer[]): readonly CoupeLoyer[] {
  const last = ({ cle }: CoupeLoyer) => (cle === "inconnu" ? 1 : 0);
  return coupes.toSorted((a, b) => last(a) - last(b) || ORDRE.compare(a.libelle, b.libelle));
}

const ORDRE = new Intl.Collator("fr", { numeric: true });

function inOrder(coupes: readonly CoupeLoyer[], cles: readonly string[]): readonly CoupeLoyer[] {
  return coupes.toSorted((a, b) => cles.indexOf(a.cle) - cles.indexOf(b.cle));
}
