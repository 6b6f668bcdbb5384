import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import { formatCompte, formatFraction, formatNombre } from "#socle/regles/shared/format.ts";
import { PRINCIPES_CHARTE, type PrincipeCharte } from "../regles/charte.ts";
import { OFFRES_PREVUES } from "../regles/offre.ts";
import { countedOffres } from "../regles/regle-offre.ts";
import type { PointLu } from "./charte.ts";
import type { DossierRelogement, PointCharte } from "./ports.ts";
import type { CompteurRelogement } from "./suivi.ts";
import { sayHorsQpv, sayNeuf, sayReste } from "./suivi-phrases.ts";

type Constat = { readonly reponse: Reponse | null; readonly constat: string };

/** Points of one building: computed ones from today's counters, the others as written. Pure. */
export function readCharte(
  compteur: CompteurRelogement,
  dossiers: readonly DossierRelogement[],
  ecrits: readonly PointCharte[],
): readonly PointLu[] {
  return PRINCIPES_CHARTE.map((principe) => readPoint(principe, compteur, dossiers, ecrits));
}

function readPoint(
  principe: PrincipeCharte,
  compteur: CompteurRelogement,
  dossiers: readonly DossierRelogement[],
  ecrits: readonly PointCharte[],
): PointLu {
  const counted = CONSTATS[principe.code]?.(compteur, dossiers) ?? null;
  const constat = counted?.constat ?? null;
  if (principe.calcul) {
    return { principe, reponse: counted?.reponse ?? "inconnu", origine: "calcul", le: null, texte: null, constat };
  }
  const ecrit = ecrits.find(({ code }) => code === principe.code);
  if (!ecrit) return { principe, reponse: "inconnu", origine: "aucune", le: null, texte: null, constat };
  return { principe, reponse: ecrit.reponse, origine: "saisie", le: ecrit.le, texte: ecrit.texte, constat };
}

type Compter = (compteur: CompteurRelogement, dossiers: readonly DossierRelogement[]) => Constat;

const CONSTATS: Readonly<Record<string, Compter>> = {
  "mixite-equilibre": ({ horsQpv }) => ({ reponse: null, constat: sayHorsQpv(horsQpv) }),
  "parcours-positif": judgeNeuf,
  "ordre-des-offres": (_compteur, dossiers) => sayOrdre(dossiers),
  "action-logement": (compteur) => sayDroitsUtilises(compteur),
  insertion: (_compteur, dossiers) => sayAccompagnement(dossiers),
  "reste-a-charge": judgeReste,
  "trois-offres": (_compteur, dossiers) => judgeOffres(dossiers),
};

function judgeNeuf({ neufs, cible }: CompteurRelogement): Constat {
  const constat = sayNeuf(neufs, cible).join(" ");
  if (cible.etat === "atteinte") return { reponse: "oui", constat };
  return { reponse: cible.etat === "hors-atteinte" ? "non" : "inconnu", constat };
}

/** Without a limit in figures, the point stays unknown. */
function judgeReste(compteur: CompteurRelogement): Constat {
  const { auDela, indecidables } = compteur.resteACharge;
  const constat = compteur.reloges === 0 ? "Aucun relogement encore." : sayReste(compteur).join(" ");
  if (compteur.reloges === 0 || auDela === null) return { reponse: "inconnu", constat };
  if (auDela > 0) return { reponse: "non", constat };
  return { reponse: indecidables === 0 ? "oui" : "inconnu", constat };
}

/** A household blocked, or whose case went to the commission, before it had three offers did not receive what it is owed. */
function judgeOffres(dossiers: readonly DossierRelogement[]): Constat {
  const avant = dossiers.filter(
    ({ etat, offres, decisions }) =>
      countedOffres(offres).length < OFFRES_PREVUES &&
      (etat === "bloque" || decisions.some(({ objet }) => objet === "saisine-commission")),
  );
  const served = dossiers.filter(({ offres }) => countedOffres(offres).length > 0).length;
  const complets = dossiers.filter(({ offres }) => countedOffres(offres).length >= OFFRES_PREVUES).length;
  const constat =
    `${formatCompte(served, "ménage a eu une offre", "ménages ont eu une offre")} au moins, ${formatNombre(complets)} trois ou plus ; ` +
    `${formatCompte(avant.length, "bloqué", "bloqués")} avant la troisième${avant.length === 0 ? "" : ` (${avant.map(({ reference }) => reference).join(", ")})`}.`;
  if (avant.length > 0) return { reponse: "non", constat };
  return { reponse: served === 0 ? "inconnu" : "oui", constat };
}

function sayOrdre(dossiers: readonly DossierRelogement[]): Constat {
  const offres = dossiers.flatMap((dossier) => countedOffres(dossier.offres));
  const said = offres.filter(({ raisonRang }) => raisonRang !== null).length;
  return {
    reponse: null,
    constat:
      offres.length === 0
        ? "Aucune offre encore."
        : `${formatCompte(offres.length, "offre")}, ${formatNombre(said)} où un logement mieux placé existait : le motif est noté.`,
  };
}

function sayDroitsUtilises({ actionLogement }: CompteurRelogement): Constat {
  const { beneficiaires, reloges, surDroits } = actionLogement;
  return {
    reponse: null,
    constat:
      `${formatCompte(beneficiaires.oui, "ressortissant")}, ${formatNombre(beneficiaires.inconnus)} non demandé${beneficiaires.inconnus < 2 ? "" : "s"} ; ` +
      `sur un droit d’Action Logement : ${formatFraction(surDroits.oui, reloges)} relogés.`,
  };
}

function sayAccompagnement(dossiers: readonly DossierRelogement[]): Constat {
  const assessed = dossiers.filter(({ accompagnement }) => accompagnement !== "inconnu").length;
  return {
    reponse: null,
    constat: `Accompagnement évalué : ${formatFraction(assessed, dossiers.length)} ${dossiers.length < 2 ? "ménage" : "ménages"}.`,
  };
}
