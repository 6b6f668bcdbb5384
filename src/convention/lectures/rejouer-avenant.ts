import type { Constat } from "#bilan/lectures/bilan.ts";
import { buildCadre, type Cadre } from "#bilan/lectures/cadre.ts";
import { type ConventionBase, readNoms } from "#bilan/lectures/convention/read-convention.ts";
import { partOfRows } from "#bilan/lectures/parties.ts";
import type { ResultatPublie } from "#bilan/lectures/ports.ts";
import { groupByCle } from "#bilan/lectures/ventile.ts";
import { OBJETS, type Objet } from "#donnees/regles/convention/objet.ts";
import type { Compte } from "#droit/regles/attribution/compte.ts";
import { pickVersion, type VersionVisee } from "#engagements/actes/convention/deps.ts";
import { describeRejeu } from "#engagements/lectures/convention/remarques-rejeu.ts";
import {
  type Engagement,
  findEngagement,
  keyPorteur,
  labelPorteur,
  type Porteur,
} from "#engagements/regles/convention/engagement.ts";
import type { ObjectifRetenu } from "#engagements/regles/convention/objectif-annee.ts";
import { findVersion, type Version } from "#engagements/regles/convention/version.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { interdit } from "#socle/regles/shared/refus.ts";
import type { Verdict } from "#socle/regles/shared/verdict.ts";

export type CibleRejouee = {
  /** As written in the version; one of the two may be null. */
  readonly taux: number | null;
  readonly nombre: number | null;
  readonly attendu: number;
  readonly manque: number;
  readonly verdict: Verdict;
  /** Year of the target applied; it differs from the year measured when the version writes nothing for that year. */
  readonly annee: number;
};

export type LigneRejeu = {
  readonly annee: number;
  readonly objet: Objet;
  readonly porteur: Porteur;
  readonly nom: string;
  readonly assiette: number;
  readonly realise: number;
  readonly taux: number | null;
  /** Under the version in force; null: it sets no target. */
  readonly actuel: CibleRejouee | null;
  /** Under the version replayed. */
  readonly projet: CibleRejouee | null;
};

/** Results of the published years, judged with the targets of another version: « With these targets, 2017 and 2018 would have been… » */
export type Rejeu = {
  readonly epci: string;
  readonly numero: number;
  readonly titre: string;
  /** `numero` of the version that the replay is compared with. */
  readonly actuelle: number | null;
  readonly annees: readonly number[];
  /** By year, the EPCI first, then the bailleurs by name. */
  readonly lignes: readonly LigneRejeu[];
  /** French sentences, shown as is: targets of another year that were applied, objectives that are not measured. */
  readonly remarques: readonly string[];
};

/** Objects that the published attributions measure; `remarques` names the others. */
type ObjetMesure = ObjectifRetenu["objet"];
type PorteurMesure = Exclude<Porteur, { type: "reservataire" }>;

/**
 * Judges the years already published (`annees`: all by default) with the targets of the draft, beside those of the version in force on `jour`; a
 * version in force is compared with its parent. Throws `version-inconnue`, and `droit-absent` for whoever may not read every bailleur.
 */
export async function rejouerAvenant(
  base: ConventionBase,
  { epci, numero, annees }: VersionVisee & { readonly annees?: readonly number[] },
  jour: string,
): Promise<Rejeu> {
  requireTousBailleurs(base, epci);
  const [versions, published, noms] = await Promise.all([
    base.conventions.versions(epci),
    base.cubes.annees(epci),
    readNoms(base, epci),
  ]);
  const version = pickVersion(versions, numero);
  const actuelle = compareWith(version, versions, jour);
  const asked = published.filter((annee) => annees === undefined || annees.includes(annee));
  const bearers = findBearers([version, ...(actuelle ? [actuelle] : [])]);
  const byYear = await Promise.all(
    asked.map(async (annee) => {
      const filtre = { epci, annee, premierMois: 1, dernierMois: 12, bailleur: null };
      const [comptes, trimestres, imprimes] = await Promise.all([
        base.cubes.byBailleur(filtre),
        base.cubes.trimestres(epci, annee),
        base.cubes.resultats(epci, annee),
      ]);
      const lines = groupByCle(comptes);
      const of = (porteur: PorteurMesure) => (porteur.type === "epci" ? comptes : (lines.get(porteur.siren) ?? []));
      return bearers.map((bearer) =>
        replay({ ...bearer, annee, comptes: of(bearer.porteur), trimestres, imprimes, version, actuelle, noms }),
      );
    }),
  );
  const lignes = byYear.flatMap((year) => year.sort(byBearer));
  return {
    epci,
    numero,
    titre: version.titre,
    actuelle: actuelle?.numero ?? null,
    annees: asked,
    lignes,
    remarques: describeRejeu({ lignes, version, annees: asked, demandees: annees ?? [] }),
  };
}

/** Throws `droit-absent`: with the attributions of one bailleur alone, the EPCI's line would be wrong. */
function requireTousBailleurs({ acteur }: ConventionBase, epci: string): void {
  if (peutPartout(acteur, "bilan", "lire", epci)) return;
  throw interdit(
    "droit-absent",
    "Rejouer un avenant demande les attributions de tous les bailleurs : l’EPCI et l’État les lisent. Votre habilitation ne le permet pas.",
  );
}

function compareWith(version: Version, versions: readonly Version[], jour: string): Version | null {
  if (version.depuis === null) return findVersion(versions, jour);
  return versions.find(({ id }) => id === version.parent) ?? null;
}

type Bearer = { readonly objet: ObjetMesure; readonly porteur: PorteurMesure };

function findBearers(versions: readonly Version[]): readonly Bearer[] {
  const found = new Map<string, Bearer>();
  for (const { objet, porteur } of versions.flatMap(({ engagements }) => engagements)) {
    if ((objet !== "hors-qpv" && objet !== "qpv") || porteur.type === "reservataire") continue;
    found.set(`${objet} ${keyPorteur(porteur)}`, { objet, porteur });
  }
  return [...found.values()];
}

type Essai = Bearer & {
  readonly annee: number;
  readonly comptes: readonly Compte[];
  readonly trimestres: Cadre["trimestres"];
  readonly imprimes: readonly ResultatPublie[];
  readonly version: Version;
  readonly actuelle: Version | null;
  readonly noms: Readonly<Record<string, string>>;
};

function replay(essai: Essai): LigneRejeu {
  const { annee, objet, porteur, noms, version, actuelle } = essai;
  const { assiette, realise, taux } = judge(essai, null);
  return {
    annee,
    objet,
    porteur,
    assiette,
    realise,
    taux,
    nom: labelPorteur(porteur, noms),
    actuel: actuelle ? target(essai, actuelle) : null,
    projet: target(essai, version),
  };
}

function target(essai: Essai, version: Version): CibleRejouee | null {
  const engagement = lineFor(version.engagements, essai);
  if (!engagement) return null;
  const { cible } = judge(essai, engagement);
  if (!cible) return null;
  const { taux, nombre, attendu, manque, verdict } = cible;
  return { taux, nombre, attendu, manque, verdict, annee: engagement.annee };
}

/** Target of that year, else of the first year that the version writes for this bearer. */
function lineFor(engagements: readonly Engagement[], { annee, objet, porteur }: Essai): Engagement | null {
  const own = findEngagement(engagements, annee, objet, porteur);
  if (own) return own;
  const years = engagements.filter((one) => one.objet === objet && keyPorteur(one.porteur) === keyPorteur(porteur));
  return years.reduce<Engagement | null>(
    (first, one) => (first === null || one.annee < first.annee ? one : first),
    null,
  );
}

/** Judges a target with the same measure as the bilan's. */
function judge(
  { annee, objet, porteur, comptes, trimestres, imprimes }: Essai,
  engagement: Engagement | null,
): Constat {
  const bailleur = porteur.type === "bailleur" ? porteur.siren : null;
  const { taux = null, nombre = null } = engagement ?? {};
  const row: ObjectifRetenu = {
    annee,
    bailleur,
    objet,
    taux,
    nombre,
    acte: "",
    depuis: `${annee}-01-01`,
    reference: null,
    parts: [],
    calcul: null,
  };
  const cadre: Cadre = { ...buildCadre(yearPeriode(annee), [], trimestres), objectifs: engagement ? [row] : [] };
  const { mesures } = partOfRows(bailleur, comptes, { cadre, imprimes });
  return objet === "qpv" ? mesures.qpv : mesures.horsQpv;
}

function byBearer(a: LigneRejeu, b: LigneRejeu): number {
  const rank = ({ porteur }: LigneRejeu) => (porteur.type === "epci" ? 0 : 1);
  return OBJETS.indexOf(a.objet) - OBJETS.indexOf(b.objet) || rank(a) - rank(b) || a.nom.localeCompare(b.nom, "fr");
}
