import { keyLieu } from "#donnees/regles/convention/lieu.ts";
import { readManque } from "#droit/regles/dire-verdict.ts";
import { keyPorteur } from "#engagements/regles/convention/engagement.ts";
import { roundKnown, roundTaux } from "#socle/regles/shared/taux.ts";
import type {
  Bilan,
  Cible,
  Constat,
  ConstatHorsQpv,
  ConstatQpv,
  ConstatTerritorialise,
  LigneBailleur,
  LigneTrimestre,
  LigneVentilation,
  Mesures,
} from "../lectures/bilan.ts";

/** The published order of keys, rates and bounds with five decimals: the same bilan gives the same bytes. */
export function renderBilanJson(bilan: Bilan): string {
  return JSON.stringify(toBilanJson(bilan), null, 2);
}

/** The same content as an object, for the API. */
export function toBilanJson(bilan: Bilan) {
  return {
    territoire: bilan.territoire,
    annee: bilan.annee,
    periode: bilan.periode,
    seuilPremierQuartile: bilan.seuilPremierQuartile,
    ...mesuresJson(bilan),
    bailleurs: bilan.bailleurs.map(bailleurJson),
    controles: bilan.controles,
    sources: bilan.sources,
    nom: bilan.nom,
    demonstration: bilan.demonstration,
    libellePeriode: bilan.libellePeriode,
    bailleur: bilan.bailleur,
    total: bilan.total,
    trimestres: bilan.trimestres.map(ligneJson),
    cumuls: bilan.cumuls.map(ligneJson),
    ventilations: bilan.ventilations.map(({ axe, titre, lignes }) => ({ axe, titre, lignes: lignes.map(ligneJson) })),
    parc: bilan.parc,
    relogements: bilan.relogements ?? null,
    desaccords: bilan.desaccords,
    horsTerritoire: bilan.horsTerritoire,
    ...(bilan.obligation === undefined ? {} : { obligation: bilan.obligation }),
    ...(bilan.rejetees ? { rejetees: bilan.rejetees } : {}),
    tardifs: bilan.tardifs ?? null,
    ...(bilan.delai ? { delai: bilan.delai } : {}),
    perimetre: bilan.perimetre ?? null,
    ...(bilan.lectureBailleurs ? { lectureBailleurs: bilan.lectureBailleurs } : {}),
    enCours: bilan.enCours,
    surComptes: bilan.surComptes ?? null,
    ...(bilan.territorialises ? { territorialises: bilan.territorialises.map(territorialiseJson) } : {}),
    extractions: bilan.extractions.map((one) => ({
      ...one,
      bornes: one.bornes?.map(roundTaux) ?? null,
      toutes: one.toutes?.map(roundTaux) ?? null,
    })),
    methodes: bilan.methodes,
  };
}

function territorialiseJson(ligne: ConstatTerritorialise) {
  const { lieu, ecrit, taux, bornes, ...constat } = ligne;
  return {
    ...constat,
    lieu: keyLieu(lieu),
    porteur: keyPorteur(ligne.porteur),
    ecrit: { ...ecrit, taux: roundKnown(ecrit.taux) },
    taux: roundKnown(taux),
    bornes: bornes?.map(roundTaux) ?? null,
  };
}

function bailleurJson(ligne: LigneBailleur) {
  return { siren: ligne.siren, nom: ligne.nom, ...mesuresJson(ligne), total: ligne.total };
}

function ligneJson(ligne: LigneTrimestre | LigneVentilation) {
  return { code: ligne.code, libelle: ligne.libelle, ...mesuresJson(ligne), total: ligne.total };
}

function mesuresJson({ horsQpv, qpv, nonLocalisees, deduites, sansRessources, ressourcesNulles }: Mesures) {
  return {
    horsQpv: horsQpvJson(horsQpv),
    qpv: qpvJson(qpv),
    nonLocalisees: {
      total: nonLocalisees.total,
      premierQuartile: nonLocalisees.premierQuartile,
      autres: nonLocalisees.autres,
      probablesQpv: nonLocalisees.probablesQpv,
      probablesHorsQpv: nonLocalisees.probablesHorsQpv,
    },
    deduites,
    sansRessources,
    ressourcesNulles,
  } satisfies Readonly<Record<Exclude<keyof Mesures, "total">, unknown>>;
}

function horsQpvJson(constat: ConstatHorsQpv) {
  const { assiette, realise, premierQuartile, reloges } = constat;
  return { assiette, realise, premierQuartile, reloges, ...constatJson(constat) };
}

function qpvJson(constat: ConstatQpv) {
  const { assiette, realise, propositions } = constat;
  return { assiette, realise, ...constatJson(constat), propositions };
}

function constatJson(constat: Constat) {
  return {
    attendu: constat.attendu,
    manque: readManque(constat),
    taux: roundKnown(constat.taux),
    bornes: constat.bornes?.map(roundTaux) ?? null,
    verdict: constat.verdict,
    plancher: constat.plancher,
    cible: constat.cible && cibleJson(constat.cible),
    plancherRetrospectif: constat.plancherRetrospectif,
    petitEffectif: constat.petitEffectif,
    regle: constat.regle,
    inconnus: constat.inconnus,
    suffit: constat.suffit,
    etat: constat.etat,
    contredit: constat.contredit,
    incomplet: constat.incomplet === true,
  };
}

function cibleJson(cible: Cible) {
  const { taux, nombre, attendu, verdict, acte, contredit } = cible;
  const incomplet = cible.incomplet === true;
  return {
    taux: roundKnown(taux),
    nombre,
    attendu,
    manque: readManque(cible),
    verdict,
    acte,
    contredit,
    incomplet,
    ...(cible.parts ? { parts: cible.parts } : {}),
    ...(cible.calcul ? { calcul: cible.calcul } : {}),
  };
}
