import { formatConnu, formatImputees } from "#engagements/regles/contingent/format-compte.ts";
import { formatCompte, formatEntre } from "#socle/regles/shared/format.ts";
import type { ObjectifsTouches } from "./objectifs-touches.ts";
import type { Liberation } from "./ports.ts";
import type { ContingentsVivants, ProfilPropose, RelogementPossible } from "./vue-liberation.ts";

type Enjeux = {
  readonly liberation: Liberation;
  readonly objectifs: ObjectifsTouches | null;
  readonly contingents: ContingentsVivants | null;
  readonly relogements: readonly RelogementPossible[] | null;
};

/**
 * Profiles that the dwelling could serve, each with its figure: advice in the order of the convention's urgency; the bailleur decides
 * (signed document, §8: general orientations, never a hard block).
 */
export function proposerProfils({ liberation, objectifs, contingents, relogements }: Enjeux): readonly ProfilPropose[] {
  return [
    ofRelogement(relogements),
    ofObjectif(objectifs),
    ofContingent(contingents),
    ofRapide(liberation),
    ofVacance(liberation),
  ].filter((one) => one !== null);
}

function ofRelogement(relogements: readonly RelogementPossible[] | null): ProfilPropose | null {
  const exacts = (relogements ?? []).filter(({ ecarts }) => ecarts.length === 0);
  if (exacts.length === 0) return null;
  return {
    orientation: "relogement",
    raison: `${formatCompte(exacts.length, "ménage à reloger demande", "ménages à reloger demandent")} ce type de logement, ici.`,
  };
}

/** The bailleur's own line first. */
function ofObjectif(objectifs: ObjectifsTouches | null): ProfilPropose | null {
  const ligne = objectifs?.lignes.find(({ effet }) => (effet.avant.besoin ?? 0) > 0);
  if (!objectifs?.enCours || !ligne) return null;
  const { avant, sinonImpossible } = ligne.effet;
  const [low, high] = ligne.besoinBornes ?? [avant.besoin ?? 0, avant.besoin ?? 0];
  const suite = sinonImpossible ? " Un bail qui ne compte pas mettrait l’objectif hors d’atteinte." : "";
  const besoin =
    low === high
      ? formatCompte(high, "bail qui compte", "baux qui comptent")
      : `${formatEntre([low, high])} baux qui comptent, selon ce qui est inconnu,`;
  return {
    orientation: objectifs.objet === "hors-qpv" ? "q1-hors-qpv" : "q2-4-qpv",
    raison: `D’après les baux publiés, ${ligne.nom} a encore besoin de ${besoin} en ${objectifs.annee}.${suite}`,
  };
}

function ofContingent(contingents: ContingentsVivants | null): ProfilPropose | null {
  const retards = (contingents?.tours ?? []).flatMap(({ convention, avancement }) =>
    avancement !== null && avancement[1] < 1 ? [{ ...convention, avancement }] : [],
  );
  const [retard, ...autres] = retards;
  if (!retard) return null;
  const { convention, compteur, avancement } = retard;
  const premier = autres.every((autre) => autre.avancement[0] >= avancement[1]);
  const salarie = convention.contingent === "COLACT";
  return {
    orientation: salarie ? "salarie" : "prioritaire",
    raison: `${convention.nomReservataire} a reçu ${formatImputees(compteur.certaines, compteur.possibles)} des ${formatConnu(compteur.objectif)} logements de son flux : ${premier ? "c’est le contingent le plus en retard" : "l’année ne les a pas encore tous donnés"}.`,
  };
}

function ofRapide({ filiere }: Liberation): ProfilPropose | null {
  if (filiere !== "rapide") return null;
  return {
    orientation: "salarie",
    raison: "Filière rapide : un salarié en mobilité ou en intérim, en quelques jours.",
  };
}

function ofVacance({ causeVacance }: Liberation): ProfilPropose | null {
  if (causeVacance !== "commerciale") return null;
  return {
    orientation: "mutation",
    raison:
      "Logement qui ne trouve pas de candidat : une mutation dans le parc, sans objectif à servir, évite qu’il reste vide.",
  };
}
