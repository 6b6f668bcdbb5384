import { TITRE_ETAT } from "#dossier/pages/titre-etat.ts";
import { isNonEnregistree, LIBELLE_MOTIF_RADIATION } from "#dossier/regles/etat.ts";
import { saisineLe } from "#dossier/regles/vie.ts";
import { formatEuros, formatJour } from "#socle/regles/shared/format.ts";
import type { SuiviLu } from "../lectures/lire-suivi.ts";
import type { DossierSuivi } from "../lectures/ports.ts";

export function sayEtat({ etat }: DossierSuivi): string {
  return TITRE_ETAT[etat];
}

export function sayDetail({
  etat,
  deposeeLe,
  enregistreeLe,
  ancienneteLe,
  radieLe,
  radieMotif,
  guichet,
}: DossierSuivi): string {
  switch (etat) {
    case "brouillon":
      return "Répondez aux questions, puis envoyez-la.";
    case "a-enregistrer":
      return `Elle est envoyée${deposeeLe === null ? "" : ` depuis le ${formatJour(deposeeLe)}`}. ${guichet ?? "Le guichet"} a un mois pour l’enregistrer.`;
    case "a-completer":
      return "Il manque une réponse ou un document.";
    case "radiee":
      return `Elle est arrêtée${radieLe === null ? "" : ` depuis le ${formatJour(radieLe)}`}. ${radieMotif === null ? "" : `Motif : ${LIBELLE_MOTIF_RADIATION[radieMotif].toLowerCase()}.`}`;
    default:
      return [
        enregistreeLe === null
          ? "Elle est enregistrée."
          : `Elle est enregistrée depuis le ${formatJour(enregistreeLe)}.`,
        ancienneteLe === null ? "" : `Votre ancienneté part du ${formatJour(ancienneteLe)}.`,
      ].join(" ");
  }
}

export type Suite = {
  readonly titre: string;
  readonly texte: string;
  readonly chemin: string;
  readonly bouton: string;
};

/** Next thing the household has to do; null: nothing. */
export function suiteOf({ dossier, propositions, nonLus }: SuiviLu): Suite | null {
  const attendue = propositions.find(({ etat }) => etat === "attendue");
  if (attendue) {
    return {
      titre: "Répondez à une proposition",
      texte: `Vous avez jusqu’au ${formatJour(attendue.repondreAvant)}.`,
      chemin: "#propositions",
      bouton: "Voir la proposition",
    };
  }
  return suiteDossier(dossier) ?? (nonLus === 0 ? null : NON_LUS);
}

const NON_LUS: Suite = {
  titre: "Lisez vos messages",
  texte: "Un message vous attend.",
  chemin: "messages",
  bouton: "Lire",
};

function suiteDossier({ etat, echeanceLe, piecesDemandees }: DossierSuivi): Suite | null {
  if (etat === "brouillon" || etat === "a-completer") {
    const texte = etat === "brouillon" ? "Vos réponses sont gardées." : "Puis renvoyez votre demande.";
    return { titre: "Continuez votre demande", texte, chemin: "etapes", bouton: "Continuer" };
  }
  if (piecesDemandees > 0 && etat !== "radiee") {
    return {
      titre: "Donnez un document",
      texte: "Un document vous est demandé. Une photo suffit.",
      chemin: "etapes/documents",
      bouton: "Voir mes documents",
    };
  }
  if (etat !== "a-renouveler" && etat !== "avertie") return null;
  const fin = echeanceLe === null ? "bientôt" : `le ${formatJour(echeanceLe)}`;
  return {
    titre: "Renouvelez votre demande",
    texte: `Elle finit ${fin}. Votre ancienneté sera gardée.`,
    chemin: "renouveler",
    bouton: "Renouveler",
  };
}

export function sayProchaineDate({ etat, deposeeLe, echeanceLe }: DossierSuivi): string {
  if (etat === "a-enregistrer" && deposeeLe !== null)
    return `Sans enregistrement le ${formatJour(saisineLe(deposeeLe))}, vous pouvez écrire au préfet.`;
  if (isNonEnregistree(etat) || etat === "radiee") return "Aucune date à retenir.";
  return echeanceLe === null
    ? "Date de renouvellement : inconnue."
    : `À renouveler avant le ${formatJour(echeanceLe)}.`;
}

/** Keeps the cents of a rent, unlike `formatEuros`. */
export function sayEuros(montant: number): string {
  return Number.isInteger(montant) ? formatEuros(montant) : `${montant.toFixed(2).replace(".", ",")} €`;
}

/** Name of an author as the household reads it. */
export function sayPar(par: string): string {
  return par === "Demandeur" ? "vous" : par;
}
