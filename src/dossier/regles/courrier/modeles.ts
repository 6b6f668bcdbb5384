import { PAS_ENCORE_ENREGISTREE } from "../etat.ts";

/**
 * Closed list of the messages to a household by e-mail or SMS. They hold no name, no reason, no dwelling: somebody who reads over a shoulder, or the
 * next holder of a telephone number, only learns that there is something to read.
 */
export const MODELES_COURRIER = [
  "code-reprise",
  "code-remis",
  "compte-demande",
  "demande-deposee",
  "demande-enregistree",
  "complement-demande",
  "piece-demandee",
  "piece-refusee",
  "message-recu",
  "proposition-recue",
  "visite-proposee",
  "decision-rendue",
  "preavis-echeance",
  "avertissement",
  "demande-renouvelee",
  "demande-radiee",
  "mandat-ecrit",
  "contact-ancien",
  "contact-nouveau",
  "contact-change",
] as const;
export type ModeleCourrier = (typeof MODELES_COURRIER)[number];

type Texte = { readonly sujet: string; readonly phrases: readonly string[]; readonly sms: string };

const MODELES: Readonly<Record<ModeleCourrier, Texte>> = {
  "code-reprise": {
    sujet: "Votre lien pour reprendre votre demande de logement",
    phrases: [
      "Vous avez demandé un lien pour revenir à votre demande.",
      "Il sert une seule fois. Ne le donnez à personne.",
      "Si ce n’est pas vous, ne faites rien.",
    ],
    sms: "Votre lien pour reprendre votre demande de logement, pour vous seul :",
  },
  "code-remis": {
    sujet: "Un nouveau code pour votre demande de logement",
    phrases: [
      "Le guichet a remis un nouveau code pour votre demande.",
      "L’ancien n’ouvre plus rien.",
      "Si ce n’est pas vous, prévenez votre guichet.",
    ],
    sms: "Un nouveau code est remis pour votre demande de logement. Si ce n est pas vous, prévenez le guichet :",
  },
  "compte-demande": {
    sujet: "Votre compte pour suivre votre demande de logement",
    phrases: [
      "Un compte est demandé avec cette adresse.",
      "Ouvrez ce lien pour choisir votre mot de passe, ou pour vous connecter si vous avez déjà un compte.",
      "Si ce n’est pas vous, ne faites rien.",
    ],
    sms: "Votre compte pour suivre votre demande de logement :",
  },
  "demande-deposee": {
    sujet: "Votre demande de logement est envoyée",
    phrases: [
      "Le guichet a reçu votre demande. Il la vérifie, puis il l’enregistre.",
      PAS_ENCORE_ENREGISTREE,
      "Votre page dit jusqu’à quand le guichet peut le faire, et à qui écrire ensuite.",
    ],
    sms: "Le guichet a reçu votre demande de logement, pas encore enregistrée. Pour la suivre :",
  },
  "demande-enregistree": {
    sujet: "Votre demande de logement est enregistrée",
    phrases: ["Votre demande est enregistrée.", "Votre attestation vous attend."],
    sms: "Votre demande de logement est enregistrée. Voir la suite :",
  },
  "complement-demande": {
    sujet: "Votre demande de logement est à compléter",
    phrases: ["Il manque quelque chose à votre demande.", "Regardez ce que le guichet vous demande."],
    sms: "Votre demande de logement est à compléter :",
  },
  "piece-demandee": {
    sujet: "Un document vous est demandé",
    phrases: ["Un document est demandé pour votre demande de logement.", "Une photo suffit."],
    sms: "Un document est demandé pour votre demande de logement :",
  },
  "piece-refusee": {
    sujet: "Un document est à redonner",
    phrases: ["Un de vos documents ne peut pas servir.", "La page dit pourquoi, et comment le redonner."],
    sms: "Un document est à redonner pour votre demande de logement :",
  },
  "message-recu": {
    sujet: "Un message vous attend",
    phrases: ["Vous avez un nouveau message sur votre demande de logement."],
    sms: "Un message vous attend sur votre demande de logement :",
  },
  "proposition-recue": {
    sujet: "Une proposition vous attend : répondez à temps",
    phrases: [
      "Vous avez une proposition sur votre demande de logement.",
      "Vous pouvez l’accepter ou la refuser.",
      "Sans réponse à temps, elle compte comme refusée.",
    ],
    sms: "Une proposition vous attend sur votre demande de logement. Répondez à temps :",
  },
  "visite-proposee": {
    sujet: "Une visite vous est proposée",
    phrases: ["Une visite vous est proposée.", "Dites si vous voulez venir."],
    sms: "Une visite vous est proposée. Répondez ici :",
  },
  "decision-rendue": {
    sujet: "Une décision sur votre demande de logement",
    phrases: ["La commission a examiné votre demande.", "Sa décision et sa raison vous attendent."],
    sms: "La commission a examiné votre demande de logement. Lire sa décision :",
  },
  "preavis-echeance": {
    sujet: "Votre demande de logement est à renouveler",
    phrases: [
      "Votre demande dure un an. Elle arrive à sa fin.",
      "Renouvelez-la pour garder votre ancienneté. Cela prend quelques minutes.",
    ],
    sms: "Votre demande de logement est à renouveler :",
  },
  avertissement: {
    sujet: "Votre demande de logement : une réponse est attendue",
    phrases: ["Sans réponse de votre part, votre demande sera arrêtée.", "Regardez ce qui vous est demandé."],
    sms: "Sans réponse de votre part, votre demande de logement sera arrêtée :",
  },
  "demande-renouvelee": {
    sujet: "Votre demande de logement est renouvelée",
    phrases: ["Votre demande est renouvelée pour un an.", "Votre ancienneté est gardée."],
    sms: "Votre demande de logement est renouvelée pour un an :",
  },
  "demande-radiee": {
    sujet: "Votre demande de logement est arrêtée",
    phrases: ["Votre demande n’est plus active.", "La page dit pourquoi, et ce que vous pouvez faire."],
    sms: "Votre demande de logement est arrêtée. Que faire :",
  },
  "mandat-ecrit": {
    sujet: "Une personne peut agir sur votre demande de logement",
    phrases: ["Une autre personne peut remplir votre demande.", "Vous pouvez retirer cet accord à tout moment."],
    sms: "Une personne peut agir sur votre demande de logement. Voir ou retirer :",
  },
  "contact-ancien": {
    sujet: "Changement d’adresse : êtes-vous d’accord ?",
    phrases: [
      "On demande de changer l’adresse de votre demande de logement.",
      "Si c’est vous, dites oui par ce lien, avant deux jours.",
      "Si ce n’est pas vous, ne faites rien : rien ne changera.",
    ],
    sms: "Changement de coordonnées demandé. Si c est vous, dites oui ici. Sinon, ne faites rien :",
  },
  "contact-nouveau": {
    sujet: "Confirmez votre nouvelle adresse",
    phrases: [
      "Cette adresse est donnée pour une demande de logement.",
      "Si c’est la vôtre, confirmez-la avant deux jours.",
      "Sinon, ne faites rien.",
    ],
    sms: "Confirmez vos nouvelles coordonnées pour votre demande de logement :",
  },
  "contact-change": {
    sujet: "Votre adresse est changée",
    phrases: ["Vos coordonnées sont changées.", "Si ce n’est pas vous, prévenez votre guichet."],
    sms: "Vos coordonnées sont changées. Si ce n est pas vous, prévenez le guichet :",
  },
};

const FIN = "Ce message est automatique : n’y répondez pas. Blaise ne demande jamais d’argent.";

/** `lien`: absolute URL. */
export function composeCourriel(
  modele: ModeleCourrier,
  lien: string,
): { readonly sujet: string; readonly texte: string } {
  const { sujet, phrases } = MODELES[modele];
  return { sujet, texte: ["Bonjour,", phrases.join("\n"), lien, FIN, ""].join("\n\n") };
}

export function composeSms(modele: ModeleCourrier, lien: string): string {
  return `${MODELES[modele].sms} ${lien}`;
}

/** French mobile or fixed number in any usual form, to « +33612345678 »; null: a number that no SMS reaches. */
export function numeroSms(saisi: string): string | null {
  const chiffres = saisi.replaceAll(/[\s.\-()]/g, "").replace(/^(?:\+|00)33(?:0)?/, "0");
  return /^0[67]\d{8}$/.test(chiffres) ? `+33${chiffres.slice(1)}` : null;
}
