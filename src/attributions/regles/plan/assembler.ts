import { countPrioriteNonSuivie, type DemandeEcartee, listEcartees } from "./ecarter.ts";
import { type EvaluationPlan, evaluer } from "./evaluer.ts";
import { proposerDansLOrdre } from "./glouton.ts";
import type { Affectation, LotPlan } from "./lot.ts";
import { type ExplicationManque, expliquerManques } from "./manque.ts";
import { rangerLot } from "./ordre.ts";
import { CRITERES_PLAN } from "./parametres-plan.ts";
import type {
  CauseSansProposition,
  EcarteePlan,
  InconnusPlan,
  LignePlan,
  ManquePlan,
  ObjectifPropose,
  PlanPropose,
  VariantePlan,
} from "./plan.ts";
import { type Reserve, reserver } from "./reserver.ts";
import type { Resolution } from "./resolution.ts";
import { effetsOf, type Probleme } from "./tableau.ts";

/** Builds the whole proposal from the solver's answer: lines, objectives, price, comparison, displaced demandes; by identifiers, not ranks. */
export function assembler(probleme: Probleme, resolution: Resolution): PlanPropose {
  const { affectation, methode, valeur, borne, ecart, echanges } = resolution;
  const { lot } = probleme.ordonne;
  const evaluation = evaluer(probleme, affectation);
  const ecartees = listEcartees(probleme, affectation);
  const noms = namesOf(probleme);
  return {
    parametres: probleme.parametres,
    methode,
    valeur,
    borne,
    ecart,
    echanges,
    logements: lot.logements.length,
    menages: lot.menages.length,
    paires: lot.paires.length,
    lignes: listLignes(probleme, affectation, ecartees, noms),
    objectifs: listObjectifs(probleme, resolution, evaluation, noms),
    comparaison: compare(probleme, affectation),
    ecartees: ecartees.map((ecartee) => tellEcartee(probleme, ecartee, noms)),
    inconnus: countInconnus(lot),
  };
}

type Noms = {
  readonly logement: (rank: number) => string;
  readonly menage: (rank: number) => string;
  readonly objectif: (rank: number) => string;
};

function namesOf({ ordonne: { lot }, objectifs }: Probleme): Noms {
  const name = (value: string | undefined) => {
    if (value === undefined) throw new Error("A rank that the batch does not have.");
    return value;
  };
  return {
    logement: (rank) => name(lot.logements[rank]?.id),
    menage: (rank) => name(lot.menages[rank]?.reference),
    objectif: (rank) => name(objectifs[rank]?.cle),
  };
}

function listLignes(
  probleme: Probleme,
  affectation: Affectation,
  ecartees: readonly DemandeEcartee[],
  noms: Noms,
): readonly LignePlan[] {
  const reserves = reserver(probleme, affectation);
  const passees = new Map<number, string[]>();
  for (const { menage, raison } of ecartees) {
    for (const { logement } of raison.genre === "objectif" ? raison.passages : []) {
      passees.set(logement, [...(passees.get(logement) ?? []), noms.menage(menage)]);
    }
  }
  return probleme.ordonne.lot.logements.map(({ id, bailleur }, rank) => {
    const menage = affectation[rank] ?? null;
    const eligibles = probleme.ordonne.eligibles[rank] ?? [];
    return {
      logement: id,
      bailleur,
      eligibles: eligibles.length,
      propose: menage === null ? null : tellPropose(probleme, rank, menage, passees.get(rank) ?? [], noms),
      sansProposition: menage === null ? whyNobody(probleme, rank) : null,
      reserves: (reserves[rank] ?? []).map((reserve) => tellReserve(reserve, noms)),
    };
  });
}

function tellPropose(
  probleme: Probleme,
  logement: number,
  menage: number,
  passees: readonly string[],
  noms: Noms,
): NonNullable<LignePlan["propose"]> {
  const household = probleme.ordonne.lot.menages[menage];
  const effets = effetsOf(probleme, logement, menage);
  const keys = (keep: (effet: (typeof effets)[number]["effet"]) => boolean) =>
    effets.filter(({ effet }) => keep(effet)).map(({ objectif }) => noms.objectif(objectif));
  return {
    menage: noms.menage(menage),
    rang: (probleme.ordonne.eligibles[logement] ?? []).indexOf(menage) + 1,
    attenteMois: household?.attenteMois ?? null,
    points: household?.points ?? null,
    compte: keys(({ assiette, compte }) => assiette === "oui" && compte === "oui"),
    neComptePas: keys(({ assiette, compte }) => assiette === "oui" && compte === "non"),
    inconnu: keys(({ assiette, compte }) => assiette === "inconnu" || compte === "inconnu"),
    passees,
  };
}

function whyNobody({ ordonne }: Probleme, logement: number): CauseSansProposition {
  if ((ordonne.eligibles[logement] ?? []).length === 0) return "aucun-eligible";
  // Within the bound, a free household would have been proposed: a letting is worth more than any objective.
  const bounded = (ordonne.admis[logement] ?? []).length < (ordonne.eligibles[logement] ?? []).length;
  return bounded ? "hors-rang" : "proposes-ailleurs";
}

function tellReserve({ menage, memeClasse, partagee, pertes }: Reserve, noms: Noms) {
  return { menage: noms.menage(menage), memeClasse, partagee, pertes: pertes.map(noms.objectif) };
}

function listObjectifs(
  probleme: Probleme,
  { affectation, prix }: Resolution,
  { objectifs }: EvaluationPlan,
  noms: Noms,
): readonly ObjectifPropose[] {
  const manques = new Map(
    expliquerManques(probleme, affectation, objectifs).map((manque) => [manque.objectif, manque]),
  );
  return objectifs.map((evalue, rank) => {
    const { cle, libelle, nature, taux, avant } = evalue.objectif;
    const own = prix?.[rank] ?? null;
    const manque = manques.get(rank);
    return {
      cle,
      libelle,
      nature,
      taux,
      avant,
      apres: evalue.part,
      issueAvant: evalue.avant,
      issueApres: evalue.apres,
      proposes: evalue.proposes,
      comptes: evalue.comptes,
      inconnus: evalue.inconnus,
      manque: evalue.manque,
      prix: own,
      auPlafond: own !== null && own >= probleme.parametres.penaliteManque * (1 - 1e-6),
      explication: manque ? tellManque(manque, noms) : null,
    };
  });
}

function tellManque({ besoin, maximum, impossible, logements }: ExplicationManque, noms: Noms): ManquePlan {
  return {
    besoin,
    maximum,
    impossible,
    logements: logements.map(({ logement, cause, compteraient, ailleurs }) => ({
      logement: noms.logement(logement),
      cause,
      compteraient,
      ailleurs: ailleurs.map(noms.logement),
    })),
  };
}

/** The batch in the order of waiting and in that of the cotation, dwelling after dwelling, beside the proposal. */
function compare(probleme: Probleme, affectation: Affectation): readonly VariantePlan[] {
  const { lot } = probleme.ordonne;
  const ordres = CRITERES_PLAN.map(
    (critere) => [critere, proposerDansLOrdre(rangerLot(lot, { critere, rangMax: null }))] as const,
  );
  return [["proposition", affectation] as const, ...ordres].map(([nom, one]) => {
    const { atteints, indecis, logementsProposes, attenteMois, points } = evaluer(probleme, one);
    return {
      nom,
      atteints,
      indecis,
      logementsProposes,
      attenteMois,
      points,
      prioriteNonSuivie: countPrioriteNonSuivie(probleme, one),
      ecartees: listEcartees(probleme, one).length,
    };
  });
}

function tellEcartee({ ordonne: { lot } }: Probleme, { menage, raison }: DemandeEcartee, noms: Noms): EcarteePlan {
  const household = lot.menages[menage];
  const who = {
    menage: noms.menage(menage),
    attenteMois: household?.attenteMois ?? null,
    points: household?.points ?? null,
  };
  if (raison.genre === "logement") {
    return {
      ...who,
      genre: "logement",
      logement: noms.logement(raison.logement),
      chaine: raison.chaine.map(noms.logement),
      objectifs: raison.objectifs.map(noms.objectif),
    };
  }
  return {
    ...who,
    genre: "objectif",
    passages: raison.passages.map((passage) => ({
      logement: noms.logement(passage.logement),
      menage: noms.menage(passage.menage),
      objectifs: passage.objectifs.map(noms.objectif),
    })),
  };
}

function countInconnus({ logements, menages }: LotPlan): InconnusPlan {
  return {
    zones: logements.filter(({ zone }) => zone === "inconnue").length,
    contingents: logements.filter(({ contingent }) => contingent === "inconnu").length,
    quartiles: menages.filter(({ quartile }) => quartile === "inconnu").length,
    relogements: menages.filter(({ reloge }) => reloge === "inconnu").length,
    prioritaires: menages.filter(({ prioritaire }) => prioritaire === "inconnu").length,
    attentes: menages.filter(({ attenteMois }) => attenteMois === null).length,
    points: menages.filter(({ points }) => points === null).length,
  };
}
