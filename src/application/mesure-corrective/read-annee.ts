import type { Version } from "#domain/convention/version.ts";
import { findVersionOfYear } from "#domain/convention/version.ts";
import { countEnQpv } from "#domain/droit/en-qpv.ts";
import { countHorsQpv } from "#domain/droit/hors-qpv.ts";
import type { Confiance } from "#domain/droit/parametre.ts";
import type { PartIncertaine } from "#domain/droit/part.ts";
import { findPlancherHorsQpv } from "#domain/droit/plancher-hors-qpv.ts";
import { boundManque } from "#domain/mesure-corrective/manque.ts";
import { judgeAnnee, type ObjectifJuge } from "#domain/mesure-corrective/objectif-annee.ts";
import { yearPeriode } from "#domain/shared/periode.ts";
import type { ObjectifRow } from "#import/rows.ts";
import type { Base } from "../base.ts";
import type { Cible, Constat, Mesures } from "../bilan/bilan.ts";
import { buildCadre, type Cadre } from "../bilan/cadre.ts";
import { measure } from "../bilan/measure.ts";
import type { CompteMensuel } from "../bilan/ports.ts";
import type { ChiffresAnnee, CoteAnnee, LigneObjectif, ObjectifLu } from "./mesures.ts";

export type AnneeQuestion = { readonly epci: string; readonly annee: number; readonly aujourdhui: string };
export type AnneeBase = Pick<Base, "cubes" | "conventions">;

/**
 * The figures of a year by which it is judged, from the published lots: for whoever reads all the territory's rows, which is for the
 * caller to know. Throws `parametre-absent`.
 */
export async function readAnnee(base: AnneeBase, { epci, annee, aujourdhui }: AnneeQuestion): Promise<ChiffresAnnee> {
  const [comptes, noms, versions, deposes] = await Promise.all([
    base.cubes.byMois(epci, [annee, annee], null),
    base.cubes.bailleurs(epci),
    base.conventions.versions(epci),
    base.cubes.objectifs(epci, annee),
  ]);
  const cadre = buildCadre(
    yearPeriode(annee),
    objectifsOf(findVersionOfYear(versions, annee), { epci, annee, deposes }),
  );
  const dernierMois = comptes.reduce((last, { mois }) => Math.max(last, mois), 0);
  const finie = aujourdhui > `${annee}-12-31` && dernierMois === 12;
  const ensemble = measure(comptes, cadre, { bailleur: null });
  const plancher = findPlancherHorsQpv(`${annee}-12-31`);
  const juges = (["hors-qpv", "qpv"] as const).map((objet) =>
    judgeCote(objet, { comptes, cadre, ensemble }, plancher?.adaptable ?? true),
  );
  return {
    finie,
    dernierMois,
    total: ensemble.total,
    nonLocalisees: ensemble.nonLocalisees.total,
    sansRessources: ensemble.sansRessources,
    issue: judgeAnnee(
      juges.map(({ juge }) => juge),
      finie,
    ),
    cotes: juges.map(({ cote, juge }) => ({ ...cote, issue: judgeAnnee([juge], finie) })),
    bailleurs: bailleursOf(comptes, cadre, noms),
    plancherHorsQpv: plancher ? { taux: plancher.taux, adaptable: plancher.adaptable } : null,
    tauxConvention: ensemble.horsQpv.cible?.taux ?? null,
  };
}

/** What the version in force writes; without one, what a published file of objectives says, as the bilan does. */
function objectifsOf(
  version: Version | null,
  { epci, annee, deposes }: { readonly epci: string; readonly annee: number; readonly deposes: readonly ObjectifRow[] },
): readonly ObjectifRow[] {
  if (version === null) return deposes;
  const written = version.engagements.filter((engagement) => engagement.annee === annee);
  return written.flatMap(({ objet, porteur, taux, nombre }): ObjectifRow[] => {
    if (porteur.type === "reservataire" || (objet !== "hors-qpv" && objet !== "qpv")) return [];
    const bailleur = porteur.type === "bailleur" ? porteur.siren : null;
    return [{ epci, annee, bailleur, objet, taux, nombre, acte: version.titre, depuis: version.depuis ?? "" }];
  });
}

type Lu = {
  readonly comptes: readonly CompteMensuel[];
  readonly cadre: Cadre;
  readonly ensemble: Mesures;
};

type CoteJuge = { readonly cote: Omit<CoteAnnee, "issue">; readonly juge: ObjectifJuge };

/** The share in QPV may be set otherwise by the conférence: the convention's own objective then stands for it. */
function judgeCote(objet: CoteAnnee["objet"], { comptes, cadre, ensemble }: Lu, adaptable: boolean): CoteJuge {
  const ligne = ligneOf({ siren: null, nom: "EPCI" }, objet, { comptes, cadre, mesures: ensemble });
  const { cible, plancher } = ligne;
  const juge = { cible: cible?.verdict ?? null, plancher: plancher?.verdict ?? null };
  return {
    cote: { objet, libelle: LIBELLE_COTE[objet], ligne },
    juge: { ...juge, adaptable: objet === "qpv" || adaptable },
  };
}

const LIBELLE_COTE: Readonly<Record<CoteAnnee["objet"], string>> = {
  "hors-qpv": "Hors quartier prioritaire : 1er quartile ou relogés",
  qpv: "En quartier prioritaire : quartiles 2 à 4",
};

function bailleursOf(
  comptes: readonly CompteMensuel[],
  cadre: Cadre,
  noms: ReadonlyMap<string, string>,
): readonly LigneObjectif[] {
  const sirens = [
    ...new Set([
      ...comptes.map(({ bailleur }) => bailleur),
      ...cadre.objectifs.flatMap(({ bailleur }) => bailleur ?? []),
    ]),
  ];
  return sirens
    .map((siren) => {
      const own = comptes.filter(({ bailleur }) => bailleur === siren);
      const mesures = measure(own, cadre, { bailleur: siren });
      return ligneOf({ siren, nom: noms.get(siren) ?? `SIREN ${siren}` }, "hors-qpv", { comptes: own, cadre, mesures });
    })
    .sort((a, b) => b.assiette - a.assiette || a.nom.localeCompare(b.nom, "fr"));
}

function ligneOf(
  qui: { readonly siren: string | null; readonly nom: string },
  objet: CoteAnnee["objet"],
  { comptes, cadre, mesures }: { comptes: readonly CompteMensuel[]; cadre: Cadre; mesures: Mesures },
): LigneObjectif {
  const constat = objet === "hors-qpv" ? mesures.horsQpv : mesures.qpv;
  const part = (objet === "hors-qpv" ? countHorsQpv : countEnQpv)(comptes, cadre.nulles.valeur);
  const { valeur } = (objet === "hors-qpv" ? cadre.horsQpv : cadre.qpv).plancher;
  return {
    ...qui,
    assiette: constat.assiette,
    realise: constat.realise,
    taux: constat.taux,
    bornes: constat.bornes,
    petitEffectif: constat.petitEffectif,
    plancher: constat.plancherRetrospectif ? null : floorOf(constat, part, valeur),
    cible: constat.cible ? targetOf(constat.cible, part) : null,
  };
}

function floorOf(
  { plancher, attendu, verdict }: Constat,
  part: PartIncertaine,
  { source, confiance }: { readonly source: string; readonly confiance: Confiance },
): ObjectifLu {
  return { taux: plancher, attendu, manque: boundManque(part, plancher), verdict, source, confiance };
}

/** A written number does not move with the base: unlocated leases can only fill it. */
function targetOf({ taux, nombre, attendu, manque, verdict, acte }: Cible, part: PartIncertaine): ObjectifLu {
  const bound =
    nombre === null
      ? boundManque(part, taux ?? 0)
      : { compte: manque, auMoins: Math.max(0, manque - part.inconnusPart), auPlus: manque };
  return { taux, attendu, manque: bound, verdict, source: acte, confiance: "S" };
}
