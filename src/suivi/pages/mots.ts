import { isAttendu } from "#attributions/regles/echange/echange.ts";
import { TITRE_ETAT } from "#dossier/pages/titre-etat.ts";
import { isNonEnregistree, LIBELLE_MOTIF_RADIATION } from "#dossier/regles/etat.ts";
import { direRefus, limiteOf } from "#dossier/regles/transmission.ts";
import { saisineLe } from "#dossier/regles/vie.ts";
import { formatEuros, formatJour } from "#socle/regles/shared/format.ts";
import type { SuiviLu } from "../lectures/lire-suivi.ts";
import type { DossierSuivi, NonConfirmee } from "../lectures/ports.ts";

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
export function suiteOf({ dossier, propositions, echanges, nonLus }: SuiviLu): Suite | null {
  const attendue = propositions.find(({ etat }) => etat === "attendue");
  if (attendue) {
    return {
      titre: "Répondez à une proposition",
      texte: `Vous avez jusqu’au ${formatJour(attendue.repondreAvant)}.`,
      chemin: "#propositions",
      bouton: "Voir la proposition",
    };
  }
  const echange = echanges.find(isAttendu);
  if (echange) {
    return {
      titre: "Dites si vous voulez cet échange",
      texte: "Un autre locataire pourrait prendre votre logement, et vous le sien.",
      chemin: `echanges/${echange.id}`,
      bouton: "Voir l’échange",
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

/** What the national system does not know yet, in the household's words; null: the state of the demande says it already. */
export function sayNonConfirmee(lue: NonConfirmee, aujourdhui: string): string | null {
  const { nature, etat, depuis, renouveleeLe } = lue;
  if (etat === "refusee")
    return `${REFUSE[nature]} : ${direRefus(lue).raison}. Votre guichet doit s’en occuper avec vous.`;
  const limite = limiteOf(lue);
  switch (nature) {
    case "enregistrement":
      return null;
    case "renouvellement":
      return `Votre renouvellement${renouveleeLe === null ? "" : ` du ${formatJour(renouveleeLe)}`} n’est pas encore confirmé par le système national.${sayLimite(limite, aujourdhui)}`;
    case "modification":
      return `Vos réponses changées depuis le ${formatJour(depuis)} ne sont pas encore dans le système national : un autre guichet y lit les anciennes.`;
    case "radiation":
      return "L’arrêt de votre demande n’est pas encore écrit dans le système national.";
    default:
      return "Votre demande est réactivée ici ; le système national ne l’a pas encore confirmé.";
  }
}

const REFUSE: Readonly<Record<NonConfirmee["nature"], string>> = {
  enregistrement: "Le système national a refusé d’enregistrer votre demande",
  modification: "Le système national a refusé vos réponses changées",
  renouvellement: "Le système national a refusé votre renouvellement",
  radiation: "Le système national a refusé l’arrêt de votre demande",
  reactivation: "Le système national a refusé de réactiver votre demande",
};

function sayLimite(limite: string | null, aujourdhui: string): string {
  if (limite === null) return "";
  return limite >= aujourdhui
    ? ` Il doit l’être avant le ${formatJour(limite)}.`
    : ` Il devait l’être avant le ${formatJour(limite)} : demandez-le à votre guichet, ou renouvelez vous-même.`;
}

/** Keeps the cents of a rent, unlike `formatEuros`. */
export function sayEuros(montant: number): string {
  return Number.isInteger(montant) ? formatEuros(montant) : `${montant.toFixed(2).replace(".", ",")} €`;
}

/** Name of an author as the household reads it. */
export function sayPar(par: string): string {
  return par === "Demandeur" ? "vous" : par;
}
