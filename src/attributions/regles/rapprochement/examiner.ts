import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import { isSousOccupe, isSuroccupe, PIECES_TYPOLOGIE } from "#droit/regles/suroccupation.ts";
import { type CoutNet, coutNet, resteAVivre, tauxEffort } from "#droit/regles/taux-effort.ts";
import type {
  Changement,
  EffortExamen,
  Examen,
  Filtre,
  MotifExclusion,
  OccupationExamen,
  PlafondExamen,
  ResteAVivre,
} from "./examen.ts";
import { type DemandeExaminee, forfaitOf, type LogementExamine } from "./faits.ts";
import { type CadreExamen, type JugementFiltre, judgeFiltres, plafondOf } from "./filtres.ts";

/** Examination of one household for one dwelling on `cadre.jour`. Pure. */
export function examiner(demande: DemandeExaminee, cadre: CadreExamen): Examen {
  const jugements = judgeFiltres(demande, cadre);
  const net = netOf(demande, cadre);
  const { reference, ancienneteLe, typologies, piecesMin, nature, quartile, cotation } = demande;
  const { priorite, relogement, salarie, actionLogement, urgence, personnes, adultes, enfants } = demande;
  const motifs = motifsOf(jugements);
  return {
    version: 1,
    jour: cadre.jour,
    reference,
    ancienneteLe,
    typologies,
    piecesMin,
    nature,
    quartile,
    cotation,
    priorite,
    relogement,
    salarie,
    actionLogement,
    urgence,
    composition: { personnes, adultes, enfants },
    memeBailleur: memeBailleur(demande, cadre.logement),
    plafond: plafondExamen(demande, cadre),
    effort: effortExamen(demande, cadre, net),
    resteAVivre: resteExamen(demande, cadre, net),
    occupation: occupationExamen(demande, cadre),
    acces: demande.besoinAcces,
    filtres: jugements.map(({ filtre, verdict, manque }) => ({ filtre, verdict, manque })),
    motifs,
    inconnus: [...new Set(jugements.flatMap(({ manque }) => manque))],
    contrefactuels: motifs.map(({ filtre, valeur, detail }) => ({
      filtre,
      valeur,
      detail,
      changement: CHANGEMENT_DE[filtre],
    })),
  };
}

/** Smallest change that lifts each reason. */
const CHANGEMENT_DE: Readonly<Record<Filtre, Changement>> = {
  typologie: "demander-typologie",
  secteur: "ajouter-commune",
  plafond: "ressources-sous-plafond",
  effort: "loyer-moins-cher",
  reservation: "beneficier-contingent",
  accessibilite: "logement-accessible",
};

function motifsOf(jugements: readonly JugementFiltre[]): readonly MotifExclusion[] {
  return jugements
    .filter(({ verdict }) => verdict === "echoue")
    .map(({ filtre, valeur, detail }, rang) => ({ filtre, premier: rang === 0, valeur, detail }));
}

function memeBailleur({ nature, bailleurActuel }: DemandeExaminee, { bailleurSiren }: LogementExamine): Reponse {
  if (nature === "acces") return "non";
  if (nature === "inconnue" || bailleurActuel === null || bailleurSiren === null) return "inconnu";
  return bailleurActuel === bailleurSiren ? "oui" : "non";
}

/** null: the rent or the charges are unknown. */
function netOf({ aide }: DemandeExaminee, { logement, seuils }: CadreExamen): CoutNet | null {
  const { loyer, charges } = logement;
  if (loyer === null || charges === null) return null;
  return coutNet({ loyer, annexes: 0, charges, contribution: 0, forfait: forfaitOf(logement, seuils), aide });
}

function effortExamen(demande: DemandeExaminee, cadre: CadreExamen, net: CoutNet | null): EffortExamen {
  const { revenuMensuel: ressources, aide } = demande;
  const { loyer, charges } = cadre.logement;
  const seuil = cadre.seuils?.effortMax ?? null;
  const [min, max] = net === null ? [null, null] : [tauxEffort(net.min, ressources), tauxEffort(net.max, ressources)];
  const [taux, bornes] = min === null || max === null ? [null, null] : between(min, max);
  const forfait = forfaitOf(cadre.logement, cadre.seuils);
  return { taux, bornes, loyer, charges, forfait, aide, ressources, seuil: seuil === null ? null : seuil / 10 };
}

function resteExamen(demande: DemandeExaminee, { seuils, jour }: CadreExamen, net: CoutNet | null): ResteAVivre {
  const { revenuMensuel: ressources, uniteConso, chargesDeclarees } = demande;
  const commun = { uniteConso, chargesDeclarees, repere: seuils?.resteAVivre ?? null };
  if (net === null || ressources === null || uniteConso === null || uniteConso <= 0) {
    return { valeur: null, bornes: null, ...commun };
  }
  const of = { ressources, chargesDeclarees, uniteConso };
  const [valeur, bornes] = between(resteAVivre(net.max, of, jour), resteAVivre(net.min, of, jour));
  return { valeur, bornes, ...commun };
}

/** A single value when both bounds are equal. */
function between(
  min: number,
  max: number,
): readonly [number, null] | readonly [null, { readonly min: number; readonly max: number }] {
  return min === max ? [min, null] : [null, { min, max }];
}

function occupationExamen({ personnes }: DemandeExaminee, { logement, jour }: CadreExamen): OccupationExamen {
  const { surface, typologie } = logement;
  const pieces = typologie === null ? null : PIECES_TYPOLOGIE[typologie];
  return {
    surOccupe: surface === null || personnes === null ? null : isSuroccupe({ surface, personnes }, jour),
    sousOccupe: pieces === null || personnes === null ? null : isSousOccupe({ pieces, personnes }, jour),
    confianceSousOccupe: "B",
  };
}

function plafondExamen({ rfr, categoriePlafond }: DemandeExaminee, { logement, jour }: CadreExamen): PlafondExamen {
  const plafond = categoriePlafond === null ? null : plafondOf(logement, categoriePlafond, jour);
  const ecart = rfr === null || plafond === null ? null : rfr - plafond.montant;
  return {
    financement: logement.financement,
    plafond: plafond?.montant ?? null,
    ressources: rfr,
    ecart,
    position: ecart === null ? "inconnue" : ecart > 0 ? "au-dessus" : "sous",
    confiance: plafond?.confiance ?? null,
  };
}
